"""What moves the next run: every slider gives the numbers of ``risk`` on the changed run."""

import json

import pytest

from recording import NOW
from uncramp.actions.documents import risk_document
from uncramp.actions.forecast_run import PlannedRun, forecast_run
from uncramp.actions.told import Told, told

LOCAL = {"host": "localhost"}
RUN = {"distance": "30 km", "time": "2:45:00", "conditions": "none", "medicines": "none"}


@pytest.fixture
def client(sample):
    from django.test import Client

    return Client(headers=LOCAL)


@pytest.fixture
def visitor(sample):
    from django.test import Client

    return Client(headers=LOCAL, REMOTE_ADDR="192.0.2.7")


def asked(client, **moved):
    answer = client.post("/next/risk", RUN | moved)
    assert answer.status_code == 200, answer.content
    return answer.json()


def terminals(library, time, *pairs):
    """What ``uncramp risk --json`` prints of the same run and runner."""
    heard = told(pairs, runner={"conditions": [], "medicines": []})
    said = heard.over(library.runner())
    planned = PlannedRun(distance="30 km", time=time)
    return risk_document(forecast_run(planned, library=library, told=said, now=NOW))


def same(ours, theirs):
    """All of it, to the digit; the instant of asking moves only what lies days back."""
    assert ours.pop("chance")
    assert json.loads(json.dumps(ours)) == json.loads(json.dumps(theirs))


@pytest.mark.parametrize(
    ("moved", "time", "pairs"),
    [
        ({}, "2:45:00", ()),
        ({"temperature": "30"}, "2:45:00", ("temperature=30",)),
        ({"pace": "5:00"}, "2:30:00", ()),
        ({"pace": "8:03 /mi"}, "9004", ()),
        ({"fluid": "0.8", "drink_sodium": "0.5"}, "2:45:00", ("fluid=0.8", "drink_sodium=0.5")),
        ({"carbohydrate": "120"}, "2:45:00", ("carbohydrate=120",)),
        ({"shoe_drop": "0", "shoe_distance": "10"}, "2:45:00", ("shoe_drop=0", "shoe_distance=10")),
        ({"sleep": "4.5", "warm_up": "15"}, "2:45:00", ("sleep=4.5", "warm_up=15")),
        ({"race": "yes"}, "2:45:00", ("race=yes",)),
    ],
)
def test_a_moved_slider_says_what_the_terminal_says(
    client, sample, monkeypatch, moved, time, pairs
):
    from django.utils import timezone

    monkeypatch.setattr(timezone, "now", lambda: NOW)
    same(asked(client, **moved), terminals(sample[0], time, *pairs))


def test_heat_raises_it_and_so_does_a_pace_above_ability(client):
    usual, hot, fast = (
        asked(client, race="yes", **moved)["risk"]["probability"]
        for moved in ({"temperature": "12"}, {"temperature": "32"}, {"pace": "4:20"})
    )
    assert usual < hot
    assert usual < fast


def test_a_visitor_moves_them_too_and_has_no_runs_behind_them(client, visitor):
    assert asked(visitor)["risk"]["usual_from"] == "typical"
    assert asked(client)["risk"]["usual_from"] == "own"


@pytest.mark.parametrize(
    ("moved", "said"),
    [
        ({"fluid": "900"}, "fluid"),
        ({"distance": "far"}, "distance"),
        ({"pace": "fast"}, "pace: fast is no pace"),
        ({"pace": "5:00 /furlong"}, "is no pace"),
        ({"temperature": "hot"}, "temperature"),
    ],
)
def test_what_cannot_be_is_a_sentence(client, moved, said):
    answer = client.post("/next/risk", RUN | moved)
    assert answer.status_code == 422
    assert said in answer.json()["error"]


def test_it_asks_for_the_form_of_its_own_page(sample):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True, headers=LOCAL)
    assert strict.post("/next/risk", RUN).status_code == 403


def fields(client, **given):
    from uncramp.actions.move_levers import levers
    from uncramp.store.library import MemoryLibrary

    heard = told([f"{name}={said}" for name, said in given.items()])
    planned = PlannedRun(distance="30 km", time="2:45:00")
    return levers(planned, library=MemoryLibrary(), told=heard, now=NOW)


@pytest.mark.parametrize("health", [{}, {"conditions": "kidney", "medicines": "none"}])
def test_where_no_amounts_may_be_said_there_is_no_slider_for_them(client, health):
    found = fields(client, **health)
    assert {"fluid", "drink_sodium", "carbohydrate"}.isdisjoint(one.key for one in found.levers)
    assert len(found.left_out) == 1
    page = client.post("/next", {**RUN, "conditions": "kidney"}).content.decode()
    assert 'id="lever-fluid"' not in page
    assert 'id="lever-temperature"' in page


def test_no_slider_leads_above_what_may_be_drunk(client):
    found = {one.key: one for one in fields(client, conditions="none", medicines="none").levers}
    assert 0 < found["fluid"].high <= 0.8 * 2.75
    assert found["carbohydrate"].high <= 90 * 2.75
    for lever in found.values():
        assert lever.low < lever.high
        assert lever.now is None or lever.low <= lever.now <= lever.high


def test_with_diabetes_there_is_no_slider_for_carbohydrate(client):
    found = fields(client, conditions="diabetes", medicines="none")
    assert "carbohydrate" not in {one.key for one in found.levers}


def test_too_young_is_refused_here_as_everywhere(client):
    from uncramp.actions.move_levers import levers
    from uncramp.store.library import MemoryLibrary
    from uncramp.terms.errors import InputError

    planned = PlannedRun(distance="5 km", time="25:00")
    with pytest.raises(InputError, match="from 16"):
        levers(planned, library=MemoryLibrary(), told=told(["age=12"]), now=NOW)
    assert Told().over(told(["age=40"]).runner).runner.age == 40


def test_a_red_flag_nobody_has_looked_at_stops_the_sliders_and_the_plan(client):
    client.post("/red-flags", {"answer": "dark_urine"})
    client.post("/red-flags", {"answer": "collapsed_or_confused"})
    try:
        page = client.post("/next", RUN).content.decode()
        assert "lever-" not in page
        assert "emergency" in page.lower()
        assert asked(client)["factors"] == []
    finally:
        client.post("/red-flags", {"answer": "seen"})
    assert "lever-pace" in client.post("/next", RUN).content.decode()


def test_a_pair_of_the_shelf_tells_its_drop_and_how_far_it_came(sample):
    from django.http import QueryDict

    from uncramp.history.runner import Runner
    from uncramp.history.shoe import Shoe
    from uncramp.store.library import MemoryLibrary
    from uncramp.web.answers.planning import told_of

    library = MemoryLibrary(Runner())
    token = "0b7b6c1e-8f1a-4a55-9a7b-3f1f6f6f0001"
    library.keep_shoe(Shoe(token=token, name="Flat", drop=0, worn_before=12))
    chosen = told_of(QueryDict(f"shoe={token}"), library).check_in
    assert (chosen.shoe_drop, chosen.shoe_distance) == (0, 12)
    moved = told_of(QueryDict(f"shoe={token}&shoe_drop=8"), library).check_in
    assert (moved.shoe_drop, moved.shoe_distance) == (8, 12)
    assert told_of(QueryDict("shoe=else"), library).check_in.shoe_drop is None
