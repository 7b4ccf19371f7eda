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
        marked += shown.count('class="badge"')
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
    assert far.get("/runs").status_code == 403
    assert far.get("/runs/1").status_code == 403
