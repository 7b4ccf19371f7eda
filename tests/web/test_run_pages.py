"""The runs of the owner: a list by year, a page for each, and nobody else's."""

import re

import pytest

from databases import new_runner


@pytest.fixture
def client(sample):
    from django.test import Client

    return Client(headers={"host": "localhost"})


def keys(page):
    return [int(key) for key in re.findall(r'href="/runs/(\d+)"', page.content.decode())]


def test_the_list_shows_every_run_newest_first(client, sample):
    library, _ = sample
    first = client.get("/runs")
    found = keys(first)
    assert len(found) == 50
    assert f"{len(library.kept_runs())} runs" in first.content.decode()
    page = 2
    while "Older" in (shown := client.get(f"/runs?page={page}")).content.decode():
        found += keys(shown)
        page += 1
    found += keys(shown)
    assert len(found) == len(set(found)) == len(library.kept_runs())


def test_a_year_has_its_runs_only(client, sample):
    library, _ = sample
    year = library.kept_runs()[0].run.summary.started_at.year
    own = [k for k in library.kept_runs() if k.run.summary.started_at.year == year]
    assert f"{len(own)} run" in client.get(f"/runs?year={year}").content.decode()
    assert "0 runs" in client.get("/runs?year=1999").content.decode()


@pytest.mark.parametrize("query", ["?page=0", "?page=x", "?year=²", "?page=99999999999999999999"])
def test_a_query_that_makes_no_sense_is_the_first_page(client, query):
    assert len(keys(client.get(f"/runs{query}"))) == 50


def test_a_run_shows_its_numbers_and_what_is_missing(client, sample):
    page = client.get(f"/runs/{keys(client.get('/runs'))[0]}").content.decode()
    for part in (
        "Distance",
        "Pace",
        "Grade-adjusted pace",
        "Heart rate",
        "What your muscles went through",
        "What is miss",
    ):
        assert part in page
    assert "nan" not in page.lower().replace("finance", "")


def test_a_cramp_is_marked_in_the_list_and_on_its_run(client, sample):
    library, _ = sample
    marked, page = 0, 1
    while True:
        shown = client.get(f"/runs?page={page}").content.decode()
        marked += shown.count('class="badge cramped"')
        if "Older" not in shown:
            break
        page += 1
    assert marked == sum(kept.episode is not None for kept in library.kept_runs())


def test_anothers_run_is_not_there(client, monkeypatch):
    key = keys(client.get("/runs"))[0]
    from uncramp.web.policies import doors

    other = new_runner()
    monkeypatch.setattr(doors, "owner", lambda: other)
    assert client.get(f"/runs/{key}").status_code == 404
    assert keys(client.get("/runs")) == []


def test_a_visitor_from_elsewhere_sees_no_run(sample):
    from django.test import Client

    far = Client(headers={"host": "localhost"}, REMOTE_ADDR="192.0.2.7")
    for address in ("", "/calendar", "/deleted", "/1", "/1/series.json", "/1/edit"):
        answer = far.get(f"/runs{address}")
        assert answer.status_code in {302, 403}, address
        assert b"km" not in answer.content
    for address in ("/1/delete", "/1/bring-back", "/1/remove", "/1/edit"):
        assert far.post(f"/runs{address}").status_code == 403


ADDRESSES = ("", "/series.json", "/edit", "/delete", "/bring-back", "/remove")


def test_nothing_of_anothers_run_is_seen_or_changed(client, sample, monkeypatch):
    library, _ = sample
    key = keys(client.get("/runs"))[0]
    from uncramp.web.policies import doors

    other = new_runner()
    monkeypatch.setattr(doors, "owner", lambda: other)
    before = list(library.kept_runs())
    for address in ADDRESSES:
        ask = client.get if address in {"", "/series.json", "/edit"} else client.post
        assert ask(f"/runs/{key}{address}").status_code == 404, address
    assert client.post(f"/runs/{key}/edit", {"name": "mine"}).status_code == 404
    assert list(library.kept_runs()) == before


def test_a_library_without_runs_teaches(client, monkeypatch):
    from uncramp.web.policies import doors

    other = new_runner()
    monkeypatch.setattr(doors, "owner", lambda: other)
    for address in ("/runs", "/runs/calendar"):
        page = client.get(address).content.decode()
        assert 'href="/import"' in page
        assert "No run is here yet" in page
        assert "<table" not in page
    assert "Nothing is deleted" in client.get("/runs/deleted").content.decode()


@pytest.fixture
def run_key(client):
    return keys(client.get("/runs?ending=cramped"))[0]


def test_filters_stay_with_the_pages_and_can_be_dropped(client):
    page = client.get("/runs?least=5&where=outdoors").content.decode()
    assert "least=5&amp;where=outdoors&amp;page=2" in page
    assert "Show all" in page
    assert "<details open>" in page
    assert "Show all" not in client.get("/runs").content.decode()
    assert "No run fits all of this" in client.get("/runs?search=xyzzy").content.decode()


@pytest.mark.parametrize(
    "query",
    ["?ending=x", "?least=nan", "?least=-1", "?month=13", "?year=0", "?where=&raced=maybe", "?x=1"],
)
def test_a_filter_that_makes_no_sense_is_passed_over(client, query):
    assert len(keys(client.get(f"/runs{query}"))) == 50


def test_a_number_may_be_written_with_a_comma(client):
    assert keys(client.get("/runs?least=12,5")) == keys(client.get("/runs?least=12.5"))


def test_the_calendar_has_every_run_of_a_month_on_its_day(client, sample):
    library, _ = sample
    starts = [kept.run.summary.started_at for kept in library.kept_runs()]
    month = starts[-20]
    page = client.get(f"/runs/calendar?month={month:%Y-%m}").content.decode()
    grid, agenda = page.split("</table>")
    inside = [s for s in starts if (s.year, s.month) == (month.year, month.month)]
    assert len(re.findall(r'href="/runs/\d+"', agenda)) == len(inside)
    for start in inside:
        cell = grid.split(f'datetime="{start:%Y-%m-%d}"')[1].split("</td>")[0]
        assert "/runs/" in cell
    assert f"{len(inside)} runs" in page


@pytest.mark.parametrize("month", ["", "?month=2026-13", "?month=x", "?month=0001-01", "?month=²"])
def test_a_calendar_without_a_month_is_that_of_the_latest_run(client, sample, month):
    library, _ = sample
    latest = library.kept_runs()[-1].run.summary.started_at
    assert f"<h1>{latest:%B %Y}</h1>" in client.get(f"/runs/calendar{month}").content.decode()


def test_the_calendar_ends_where_time_does(client):
    assert "rel=prev" not in client.get("/runs/calendar?month=1900-01").content.decode()
    assert client.get("/runs/calendar?month=2200-12").status_code == 200


def test_a_cramp_of_no_run_stands_in_the_calendar(client, sample):
    library, _ = sample
    from uncramp.history.cramp import CrampEntry, LoggedCramp
    from uncramp.web.rows.models import CrampRow

    began = library.kept_runs()[0].run.summary.started_at.replace(year=2001)
    token = "6f9f6b1e-4c1c-4b5e-9d6e-0a6d2f7f1b11"
    cramp = LoggedCramp(episode={"muscle": "calf"}, began_at=began)
    library.keep_cramp(CrampEntry(token=token, cramp=cramp, logged_at=began, told_at=began))
    try:
        page = client.get(f"/runs/calendar?month={began:%Y-%m}").content.decode()
        assert page.count(f"/cramp/{token}") == 2
        assert "1 cramp" in page
    finally:
        CrampRow.objects.for_actor(library.actor).filter(token=token).delete()


def test_the_series_are_columns_with_their_names_and_units(client, run_key):
    found = client.get(f"/runs/{run_key}/series.json").json()
    names = [line["name"] for chart in found["charts"] for line in chart["lines"]]
    assert names[:3] == ["Pace", "Grade-adjusted pace", "Heart rate"]
    assert {"Step rate", "Elevation", "Temperature at the watch"} <= set(names)
    for chart in found["charts"]:
        assert len(chart["seconds"]) <= 2000
        assert all(len(line["values"]) == len(chart["seconds"]) for line in chart["lines"])
        assert chart["seconds"] == sorted(set(chart["seconds"]))
        assert "over the first quarter" in chart["summary"]
    assert found["final"] == pytest.approx(found["end"] - 30)


def test_the_series_follow_the_units_of_who_reads(client, run_key):
    from uncramp.store.measures import IMPERIAL, reading_in

    metric = client.get(f"/runs/{run_key}/series.json").json()["charts"][0]
    with reading_in(IMPERIAL):
        from uncramp.web.diary.series import DRAWN

        assert DRAWN["pace"].unit() == "/mi"
        assert DRAWN["pace"].turned(1.0) == pytest.approx(1.609344)
        assert DRAWN["temperature"].turned(0.0) == 32
    assert metric["unit"] == "/km"


def test_a_run_is_named_and_called_a_race_and_let_go_again(client, sample, run_key):
    library, _ = sample
    before = list(library.kept_runs())
    page = client.get(f"/runs/{run_key}/edit").content.decode()
    assert 'name="race"' in page
    said = {"name": "  City <b>race</b>\n ", "note": "hot", "race": "no", "indoor": "yes"}
    assert client.post(f"/runs/{run_key}/edit", said).status_code == 302
    page = client.get(f"/runs/{run_key}").content.decode()
    assert "<h1><bdi>City &lt;b&gt;race&lt;/b&gt;</bdi></h1>" in page
    assert "hot" in page
    for query in ("search=city", "where=indoors", "search=hot"):
        assert keys(client.get(f"/runs?{query}")) == [run_key]
    assert run_key not in keys(client.get("/runs?raced=true"))
    race = {True: "yes", None: ""}[before[-1].run.check_in.race]
    client.post(f"/runs/{run_key}/edit", {"race": race})
    assert list(library.kept_runs()) == before


def test_a_name_that_is_too_long_is_said_and_nothing_is_lost(client, sample, run_key):
    library, _ = sample
    before = list(library.kept_runs())
    answer = client.post(f"/runs/{run_key}/edit", {"name": "x" * 121, "note": "keep me"})
    assert answer.status_code == 422
    assert "121 letters" in answer.content.decode()
    assert "keep me" in answer.content.decode()
    assert list(library.kept_runs()) == before


def test_a_deleted_run_offers_to_be_brought_back_and_is(client, sample, run_key):
    library, _ = sample
    before = list(library.kept_runs())
    answer = client.post(f"/runs/{run_key}/delete", follow=True)
    page = answer.content.decode()
    assert f'action="/runs/{run_key}/bring-back"' in page
    assert "Undo" in page
    assert f'href="/runs/{run_key}"' not in page
    assert f"{len(before) - 1} runs" in page
    assert client.get(f"/runs/{run_key}").headers["Location"] == "/runs/deleted"
    assert "until" in client.get("/runs/deleted").content.decode()
    client.post(f"/runs/{run_key}/bring-back")
    assert list(library.kept_runs()) == before
    assert "Undo" not in client.get(f"/runs?deleted={run_key}").content.decode()


def test_a_run_with_a_red_flag_says_why_it_is_not_deleted(client, sample, run_key):
    from dataclasses import replace

    library, _ = sample
    kept = library.kept_runs()[-1]
    library.replace_run(replace(kept, answers={"confusion_collapse": "yes"}))
    try:
        answer = client.post(f"/runs/{run_key}/delete")
        assert answer.status_code == 409
        assert "A red flag was told" in answer.content.decode()
        assert library.kept_runs()[-1].place == kept.place
    finally:
        library.replace_run(kept)


def test_only_what_was_deleted_is_removed_for_good(client, sample, run_key):
    library, _ = sample
    before = list(library.kept_runs())
    assert client.post(f"/runs/{run_key}/remove").status_code == 302
    assert list(library.kept_runs()) == before


def test_a_run_whose_file_is_gone_shows_what_was_read_from_it(client, sample, run_key):
    from uncramp.web.memory.standing import standing

    library, shelf = sample
    place = shelf.place(standing(library.actor).runs[run_key].digest)
    aside = place.with_suffix(".aside")
    place.rename(aside)
    try:
        page = client.get(f"/runs/{run_key}")
        assert client.get(f"/runs/{run_key}/series").status_code == 404
    finally:
        aside.rename(place)
    said = page.content.decode()
    assert page.status_code == 200
    assert "is not on the shelf" in said
    assert "Distance" in said
    assert "What your muscles went through" in said
    assert "is not on the shelf" not in client.get(f"/runs/{run_key}").content.decode()
