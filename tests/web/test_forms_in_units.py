"""Every form asks in the units of who fills it in, and keeps what was meant."""

import re
import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from recording import recorded
from uncramp.actions.move_levers import Lever, Levers
from uncramp.activity import fit_writer
from uncramp.history.check_in import CheckIn
from uncramp.history.runner import Runner
from uncramp.history.shoe import Shoe
from uncramp.store.measures import IMPERIAL, METRIC, reading_in
from uncramp.terms.errors import InputError
from uncramp.terms.quantities import CELSIUS, KILOGRAM, KILOMETRE, LITRE, METRE
from uncramp.terms.sentences import sentence
from uncramp.web.drawing.asked_units import (
    IN_IMPERIAL,
    bounds,
    kept_or_told,
    pace_understood,
    prefilled,
    understood,
)

LITRE_OF_AN_OUNCE = 0.0295735295625
IMPERIALLY = {"measured_in": "imperial"}
SHOE = "0b7b6c1e-8f1a-4a55-9a7b-3f1f6f6f0002"
PLANNED = {"distance": "26.2", "time": "3:45:00", "conditions": "none", "medicines": "none"}
LIMITS = [
    KILOGRAM.within(25, 300),
    KILOMETRE.within(0, 1000),
    LITRE.within(0, 30),
    CELSIUS.within(-40, 55),
    METRE.within(0, 30_000),
]


@pytest.fixture(scope="module")
def account(sample):
    """Somebody who reads in imperial units, with a run of an hour."""
    from django.conf import settings
    from django.utils import timezone

    from databases import new_runner
    from uncramp.web.account.models import Account
    from uncramp.web.account.preferences import Preferences

    before, settings.DEMO = settings.DEMO, False
    made = Account.objects.create_user(
        "miles@example.org",
        "correct horse battery",
        runner_id=new_runner().runner,
        created_at=timezone.now(),
        value=Preferences(units="imperial").model_dump(mode="json"),
    )
    try:
        yield made
    finally:
        settings.DEMO = before
        made.delete()


@pytest.fixture(scope="module")
def reader(account):
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture(scope="module")
def library(account):
    """Their library, opened anew: an open one remembers its runner."""
    from uncramp.web.rows.actor import Actor
    from uncramp.web.rows.library import RowLibrary

    return lambda: RowLibrary(Actor(account.runner_id, account.pk))


@pytest.fixture(scope="module")
def run(reader, library):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from uncramp.web.jobs.worker import work
    from uncramp.web.rows.models import RunRow

    file = SimpleUploadedFile("one.fit", fit_writer.write(recorded(np.full(3600, 2.7))))
    reader.post("/import", {"files": [file]})
    work(threading.Event(), until_empty=True)
    return RunRow.objects.for_actor(library().actor).values_list("pk", flat=True).get()


def page(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def words(text):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text))


def filled(text, form):
    """What a browser would send of the form with this action, as it came."""
    (found,) = [one for one in html.fromstring(text).forms if one.action == form]
    return {name: value for name, value in found.form_values() if name != "csrfmiddlewaretoken"}


def field(text, name):
    return dict(html.fromstring(text).xpath(f"//input[@name='{name}']")[0].attrib)


# the conversion itself


@pytest.mark.parametrize("limits", LIMITS, ids=lambda one: one.unit.symbol)
@given(share=st.floats(0, 1))
def test_what_is_kept_is_shown_and_read_again_to_the_digit_of_its_field(limits, share):
    kept = limits.low + share * (limits.high - limits.low)
    unit = limits.unit.symbol
    half = 0.5 * 10.0 ** -IN_IMPERIAL[unit].digits * IN_IMPERIAL[unit].size
    with reading_in(IMPERIAL):
        typed = prefilled(kept, unit)
        again = limits.unit.read(understood("key", typed, limits))
        assert again == pytest.approx(kept, abs=half * 1.001)
        assert limits.low <= again <= limits.high
        assert prefilled(again, unit) == typed


@pytest.mark.parametrize("system", [METRIC, IMPERIAL], ids=["metric", "imperial"])
@pytest.mark.parametrize("limits", LIMITS, ids=lambda one: one.unit.symbol)
@given(share=st.floats(0, 1))
def test_a_field_left_alone_keeps_the_very_number(limits, system, share):
    kept = limits.low + share * (limits.high - limits.low)
    with reading_in(system):
        text = prefilled(kept, limits.unit.symbol)
        assert kept_or_told("key", text, limits, kept=kept) == kept


@pytest.mark.parametrize("limits", LIMITS, ids=lambda one: one.unit.symbol)
def test_the_limits_a_field_shows_can_be_typed(limits):
    step = 10.0 ** -IN_IMPERIAL[limits.unit.symbol].digits
    with reading_in(IMPERIAL):
        low, high = (
            limits.unit.read(understood("key", f"{one:.9f}", limits)) for one in bounds(limits)
        )
        for beyond in (bounds(limits)[0] - step, bounds(limits)[1] + step):
            with pytest.raises(InputError):
                understood("key", f"{beyond:.9f}", limits)
    assert limits.low <= low < high <= limits.high


@pytest.mark.parametrize(
    ("typed", "limits", "kept"),
    [
        ("150", KILOGRAM.within(25, 300), 68.0388555),
        ("70 kg", KILOGRAM.within(25, 300), 70),
        ("150,5", KILOGRAM.within(25, 300), 68.265651685),
        ("50", CELSIUS.within(-40, 55), 10),
        ("-4 °F", CELSIUS.within(-40, 55), -20),
        ("24 C", CELSIUS.within(-40, 55), 24),
        ("26.2", KILOMETRE.within(0, 1000), 42.1648128),
        ("10 km", KILOMETRE.within(0, 1000), 10),
        ("16 fl oz", LITRE.within(0, 30), 0.473176473),
        ("500 ml", LITRE.within(0, 30), 0.5),
    ],
)
def test_a_bare_number_is_in_the_readers_unit_and_one_with_a_unit_is_in_its_own(
    typed, limits, kept
):
    with reading_in(IMPERIAL):
        assert limits.unit.read(understood("key", typed, limits)) == pytest.approx(kept, abs=1e-8)
    assert understood("key", typed, limits) == typed  # in metric units nothing is changed


@pytest.mark.parametrize("typed", ["800", "800 lb", "370 kg"])
def test_what_cannot_be_names_the_limits_in_the_readers_unit(typed):
    with reading_in(IMPERIAL), pytest.raises(InputError) as caught:
        understood("mass", typed, KILOGRAM.within(25, 300))
    said = f"mass: {typed} is outside what is possible (55.1 to 661.4 lb)"
    assert str(caught.value) == said


def test_a_bare_pace_is_for_a_mile_and_one_with_its_distance_is_not():
    with reading_in(IMPERIAL):
        assert pace_understood("8:35") == "8:35 /mi"
        assert pace_understood("5:20 /km") == "5:20 /km"
        assert pace_understood("") == ""
    assert pace_understood("5:20") == "5:20"


# the forms


def test_the_facts_are_asked_and_kept(reader, library):
    library().keep_runner(Runner(mass=70.3, height=178, usual_weekly_distance=47.3, sweat_rate=0.9))
    before = library().runner()
    text = page(reader, "/account/you")
    for label in ("Body mass lb", "Height in", "A usual week mi", "fl oz/h"):
        assert label in words(text)
    form = filled(text, None)
    assert (form["mass"], form["height"], form["measured_in"]) == ("155", "70.1", "imperial")
    assert reader.post("/account/you", form).status_code == 302
    assert library().runner() == before
    reader.post("/account/you", form | {"mass": "150", "sweat_rate": "40"})
    assert library().runner().mass == pytest.approx(150 * 0.45359237)
    assert library().runner().sweat_rate == pytest.approx(40 * LITRE_OF_AN_OUNCE)
    assert library().runner().height == 178


def test_a_wrong_fact_comes_back_as_it_was_typed_with_limits_in_pounds(reader, library):
    before = library().runner()
    answer = reader.post("/account/you", IMPERIALLY | {"mass": "800", "height": "70"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "55.1 to 661.4 lb" in text
    assert (field(text, "mass")["value"], field(text, "height")["value"]) == ("800", "70")
    assert field(text, "measured_in")["value"] == "imperial"
    assert library().runner() == before


def test_a_form_drawn_in_metric_units_is_read_and_comes_back_in_them(reader, library):
    reader.post("/account/you", {"mass": "72"})  # drawn before the units were switched
    assert library().runner().mass == 72
    text = reader.post("/account/you", {"mass": "800"}).content.decode()
    assert "25 to 300 kg" in text
    assert "Body mass kg" in words(text)
    assert "measured_in" not in text


def test_the_check_in_asks_in_pounds_and_ounces_and_keeps_what_was_meant(reader, library, run):
    path = f"/runs/{run}/check-in"
    text = page(reader, path)
    for label in ("Drunk during it, fl oz", "Weight before, lb", "Salt taken, as sodium, g"):
        assert label in words(text)
    assert field(text, "mass_before")["min"] == "55.1"
    assert field(text, "fluid")["max"] == "1014.4"
    form = filled(text, path)
    told = {"cramped": "no", "fluid": "20", "mass_before": "155.4", "sodium": "0.6"}
    assert reader.post(path, form | told).status_code == 302
    (kept,) = library().kept_runs()
    assert kept.run.check_in.fluid == pytest.approx(20 * LITRE_OF_AN_OUNCE)
    assert kept.run.check_in.mass_before == pytest.approx(155.4 * 0.45359237)
    assert kept.run.check_in.sodium == 0.6


def test_a_check_in_saved_again_changes_no_answer(reader, library, run):
    path, (kept,) = f"/runs/{run}/check-in", library().kept_runs()
    odd = CheckIn(fluid=0.51234567, mass_before=70.123456, mass_after=69.9, sleep=7.25, effort=6)
    library().replace_run(_with(kept, odd))
    reader.post(path, filled(page(reader, path), path))
    assert library().kept_runs()[0].run.check_in == odd


def _with(kept, check_in):
    from dataclasses import replace

    return replace(kept, heard_at=None, run=replace(kept.run, check_in=check_in))


def test_a_wrong_check_in_comes_back_as_it_was_typed(reader, run):
    answer = reader.post(f"/runs/{run}/check-in", IMPERIALLY | {"fluid": "9000"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "0 to 1014.4 fl oz" in text
    assert field(text, "fluid")["value"] == "9000"


def test_a_check_in_from_a_telephone_is_read_in_the_units_it_was_drawn_in(reader, library, run):
    for drawn, litres in (({}, 0.6), (IMPERIALLY, 0.6 * LITRE_OF_AN_OUNCE)):
        kept = library().kept_runs()[0]
        at = kept.run.summary.started_at.isoformat().replace("+00:00", "Z")
        library().replace_run(_with(kept, CheckIn()))
        told = {"cramped": "no", "fluid": "0.6", "at": at}
        assert reader.post("/check-in/later", told | drawn).status_code == 302
        assert library().kept_runs()[0].run.check_in.fluid == pytest.approx(litres)


def test_what_a_telephone_keeps_is_drawn_in_the_units_of_its_owner(reader):
    script = page(reader, "/sw.js")
    assert '"units": "imperial"' in script
    assert "&units=${KEPT.units}" in script
    asked = page(reader, "/now/check-in?in=en&units=imperial")
    assert "Drunk during it, fl oz" in words(asked)
    assert field(asked, "measured_in")["value"] == "imperial"
    metric = page(reader, "/now/check-in?in=en&units=metric")
    assert "Drunk during it, L" in words(metric)
    assert "measured_in" not in metric


def test_a_pair_of_shoes_tells_its_miles(reader, library):
    assert "before they were here, mi" in words(page(reader, "/shoes"))
    told = IMPERIALLY | {"token": SHOE, "name": "Old pair", "drop": "8", "worn_before": "120"}
    assert reader.post("/shoes/new", told).status_code == 302
    (shoe,) = library().shoes()
    assert (shoe.worn_before, shoe.drop) == (pytest.approx(120 * 1.609344), 8)
    odd = Shoe(token=SHOE, name="Old pair", drop=7.123456, worn_before=193.123456)
    library().keep_shoe(odd)
    path = f"/shoes/{SHOE}"
    text = page(reader, path)
    assert field(text, "worn_before")["max"] == "621.37"
    assert reader.post(path, filled(text, path)).status_code == 302
    assert list(library().shoes()) == [odd]
    wrong = reader.post(path, IMPERIALLY | {"name": "Old pair", "worn_before": "700"})
    assert "0 to 621.37 mi" in wrong.content.decode()
    assert field(wrong.content.decode(), "worn_before")["value"] == "700"


def test_runs_are_found_by_miles(reader, run):
    text = page(reader, "/runs")  # the run is 9.72 km, 6.04 miles
    assert "From, mi" in words(text)
    assert field(text, "measured_in")["value"] == "imperial"
    here = f'href="/runs/{run}"'
    assert here in page(reader, "/runs?least=6&measured_in=imperial")
    assert here not in page(reader, "/runs?least=6.2&measured_in=imperial")
    assert here in page(reader, "/runs?least=9 km&measured_in=imperial")
    assert here not in page(reader, "/runs?least=10")  # an address from before: kilometres
    assert field(page(reader, "/runs?least=6&measured_in=imperial"), "least")["value"] == "6"


def test_the_next_run_is_planned_in_miles_and_degrees(reader):
    text = page(reader, "/next")
    for label in ("Distance in miles, or as 10 km", "8:35 /mi", "Temperature, °F", "Climb, ft"):
        assert label in words(text)
    from django.http import QueryDict

    from uncramp.store.library import MemoryLibrary
    from uncramp.web.answers.planning import _course, told_of

    sent = QueryDict("distance=26.2&ascent=1000&temperature=75&mass=150&fluid=30&pace=8:35")
    with reading_in(IMPERIAL):
        course, told = _course(sent), told_of(sent, MemoryLibrary())
    assert float(course["distance"]) == pytest.approx(42.1648128)
    assert float(course["ascent"]) == pytest.approx(304.8)
    assert course["pace"] == "8:35 /mi"
    assert told.check_in.temperature == pytest.approx(23.888888889)
    assert told.check_in.fluid == pytest.approx(0.887205887)
    assert told.runner.mass == pytest.approx(68.0388555)


def test_the_same_run_told_in_either_units_has_the_same_risk(reader):
    imperially = PLANNED | IMPERIALLY | {"temperature": "75.2", "fluid": "50", "pace": "9:00"}
    metric = PLANNED | {
        "distance": "26.2 mi", "temperature": "24", "fluid": "1.478676478", "pace": "9:00 /mi"
    }  # fmt: skip
    ours, theirs = (reader.post("/next/risk", told).json()["risk"] for told in (imperially, metric))
    assert ours["probability"] == pytest.approx(theirs["probability"], rel=1e-6)


def test_sliders_stand_in_the_readers_units(reader):
    text = reader.post("/next", PLANNED | IMPERIALLY | {"temperature": "75"}).content.decode()
    levers = {one.xpath("input/@name")[0]: one for one in html.fromstring(text).find_class("lever")}
    units = {name: words(one.findtext("label/span")) for name, one in levers.items()}
    assert {name: units[name] for name in ("pace", "temperature", "fluid", "shoe_distance")} == {
        "pace": "(min/mi)", "temperature": "(°F)", "fluid": "(fl oz)", "shoe_distance": "(mi)",
    }  # fmt: skip
    assert (units["shoe_drop"], units["carbohydrate"]) == ("(mm)", "(g)")
    heat = levers["temperature"]
    assert (heat.get("data-low"), heat.get("data-high")) == ("32.000000", "95.000000")
    assert heat.xpath("input/@value") == ["75"]
    assert levers["pace"].xpath("input/@value") == ["8:35"]
    assert field(text, "measured_in")["value"] == "imperial"


@given(st.floats(0.1, 30))
def test_no_slider_leads_further_in_another_unit(most):
    from uncramp.web.answers.sliders import sliders

    lever = Lever("fluid", sentence("Drunk on the way"), "L", 0, most, 0.1, None)
    with reading_in(IMPERIAL):
        (shown,) = sliders(Levers((lever,), ()))["fields"]
    assert shown.low == 0
    assert most - LITRE_OF_AN_OUNCE <= shown.high * LITRE_OF_AN_OUNCE <= most + 1e-6


def test_a_next_run_that_cannot_be_comes_back_as_it_was_typed(reader):
    answer = reader.post("/next", PLANNED | IMPERIALLY | {"temperature": "300", "ascent": "900"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "temperature: 300 is outside what is possible (-40 to 131 °F)" in words(text)
    assert field(text, "temperature")["value"] == "300"
    assert field(text, "ascent")["value"] == "900"
    drunk = reader.post("/next", PLANNED | IMPERIALLY | {"fluid": "9000"}).content.decode()
    assert "Drunk on the way, fl oz" in words(drunk)
    assert field(drunk, "fluid")["value"] == "9000"
    far = reader.post("/next", PLANNED | IMPERIALLY | {"distance": "700"}).content.decode()
    assert "0.25 to 621.37 mi" in far


def test_what_was_not_known_of_a_cramp_is_asked_in_the_readers_units(reader):
    taps = {"muscle": "calf", "flag": "none", "onset": "during", "kind": "race"}
    told = taps | IMPERIALLY | {"key": "mass", "value": "150"}
    text = reader.post("/ask", told).content.decode()
    (carried,) = set(re.findall(r'name="also" value="mass=([^"]+)"', text))
    assert float(carried) == pytest.approx(68.0388555)
    metric = reader.post("/ask", taps | {"key": "mass", "value": "68"}).content.decode()
    assert 'value="mass=68"' in metric


def test_a_sharper_answer_that_cannot_be_comes_back_with_the_answer_so_far(reader):
    taps = {"muscle": "calf", "flag": "none", "onset": "during", "kind": "race"}
    so_far = {**taps, **IMPERIALLY, "cramped_before": "no"}
    answer = reader.post("/ask", so_far | {"key": "mass", "value": "900"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "mass: 900 is outside what is possible (55.1 to 661.4 lb)" in words(text)
    assert 'name="also" value="cramped_before=no"' in text
    assert "mass=" not in text


def test_what_a_run_with_a_cramp_leaves_open_is_asked_and_kept_in_the_readers_units(
    reader, library, run
):
    library().replace_run(_with(library().kept_runs()[0], CheckIn()))
    cramp = {"token": SHOE, "muscle": "calf", "side": "left", "onset": "during", "minute": "20"}
    reader.post("/cramp", cramp | {"grade": "had to stop", "run": run})
    reader.post(f"/runs/{run}/red-flags", {"answer": "none"})
    text = page(reader, f"/runs/{run}/why")
    assert "Before (lb)" in words(text)
    assert field(text, "measured_in")["value"] == "imperial"
    keys = {"key": ["mass_before", "mass_after"]}
    wrong = {"mass_before": "150", "mass_after": "900"}
    answer = reader.post(f"/runs/{run}/why/told", keys | wrong | IMPERIALLY)
    assert answer.status_code == 422
    assert field(answer.content.decode(), "mass_after")["value"] == "900"
    told = {"mass_before": "150", "mass_after": "67.5 kg"}
    assert reader.post(f"/runs/{run}/why/told", keys | told | IMPERIALLY).status_code == 302
    kept = library().kept_runs()[0].run.check_in
    assert (kept.mass_before, kept.mass_after) == (pytest.approx(68.0388555), 67.5)


def test_a_season_is_told_in_miles(sample):
    from django.utils import timezone

    from uncramp.actions.see_season import see_season
    from uncramp.web.drawing.season import season

    weeks = see_season(library=sample[0], now=timezone.now())
    metric = season(weeks)
    with reading_in(IMPERIAL):
        drawn = season(weeks)
    assert metric.most.endswith(" km")
    assert drawn.most == f"{float(max(week.kilometres for week in weeks)) / 1.609344:.0f} mi"
    assert all(distance.endswith(" mi") for _week, distance, _runs, _cramps in drawn.rows)
    assert " mi on average" in drawn.summary
