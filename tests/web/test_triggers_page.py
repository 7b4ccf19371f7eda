"""My triggers: what one's own runs say, on how many cramps it rests, and what would decide it."""

import re

import pytest

from uncramp.actions.see_season import coming_back, see_season
from uncramp.actions.see_triggers import see_triggers
from uncramp.store.library import MemoryLibrary
from uncramp.store.words import render

LOCAL = {"host": "localhost"}


@pytest.fixture
def client(sample):
    from django.test import Client

    return Client(headers=LOCAL)


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_six_cramps_make_no_trigger(client):
    page = text(client.get("/triggers"))
    assert "too few to tell your triggers" in page
    assert "raises your odds by a quarter" in page
    assert "not enough data yet" in page
    assert "A verdict takes 30 cramps" in page


def test_each_verdict_says_how_many_cramps_it_rests_on(sample):
    seen = see_triggers(library=sample[0])
    by_name = {line.trigger.exposure.name: line for line in seen.lines}
    assert by_name["duration"].cramps == seen.found.n_cramps == 6
    assert by_name["sleep_short"].cramps == 0
    assert by_name["drop_change"].cramps == 0
    assert all(line.cramps <= line.runs <= seen.found.n_answered for line in seen.lines)
    assert "Tell it after each run" in str(by_name["sleep_short"].decides)


def test_the_page_says_what_the_terminal_finds(client, sample):
    from uncramp.actions.find_triggers import find_triggers
    from uncramp.actions.told import Told
    from uncramp.actions.told_episodes import ToldEpisodes

    library, _ = sample
    found = find_triggers(ToldEpisodes((), ()), library=library, told=Told(library.runner()))
    page = text(client.get("/triggers"))
    assert str(found.headline).replace("'", "&#x27;") in page
    for one in found.shown:
        assert f"Odds times {one.odds_ratio:.2f}" in page


def test_the_season_shows_every_cramp_in_words_too(client, sample):
    from django.utils import timezone

    from uncramp.web.drawing.season import season

    weeks = see_season(library=sample[0], now=timezone.now())
    drawn = season(weeks)
    days = [day for week in weeks for day in week.cramps]
    assert sum(bar.mark_x is not None for bar in drawn.bars) == len({w for w in weeks if w.cramps})
    for day in days:
        assert f"{day.day} {day:%B %Y}" in drawn.summary
    assert drawn.summary in client.get("/triggers").content.decode()
    assert all(0 <= bar.y <= bar.y + bar.height <= 150.1 for bar in drawn.bars)


def test_a_season_ends_with_this_week_and_forgets_no_run_in_it(sample):
    from datetime import UTC, date, datetime

    weeks = see_season(library=sample[0], now=datetime(2026, 11, 22, 12, tzinfo=UTC))
    assert len(weeks) == 52
    assert weeks[-1].monday == date(2026, 11, 16)
    runs = [k.run.summary for k in sample[0].kept_runs()]
    inside = [s for s in runs if weeks[0].monday <= s.started_at.date() <= date(2026, 11, 22)]
    assert sum(week.runs for week in weeks) == len(inside)
    assert sum(w.kilometres for w in weeks) == pytest.approx(sum(s.distance for s in inside) / 1000)


def test_cramps_that_keep_coming_are_referred(client, sample):
    found = coming_back(library=sample[0], shares={"race": 0.7})
    assert found.recurrence.needs_a_look
    assert found.lines[0].kind.value == "refer"
    page = text(client.get("/triggers"))
    assert "They keep coming back" in page
    assert render(found.lines[0].do) in page


def test_without_runs_it_says_what_fills_it(sample, monkeypatch):
    from django.test import Client

    from databases import new_runner
    from uncramp.web.policies import doors

    assert see_triggers(library=MemoryLibrary()) is None
    monkeypatch.setattr(doors, "owner", new_runner)
    page = text(Client(headers=LOCAL).get("/triggers"))
    assert "There is no run to learn from yet" in page


def test_without_a_cramp_of_ones_own_no_chance_stands_beside_too_little_data(sample, monkeypatch):
    from django.test import Client

    from databases import new_runner
    from histories import run
    from uncramp.history.run import Label
    from uncramp.store.kept import KeptRun
    from uncramp.web.policies import doors
    from uncramp.web.rows.library import RowLibrary

    somebody = new_runner()
    for day in range(12):
        RowLibrary(somebody).keep_run(KeptRun(f"{day:064x}", 0, run(day, 10, label=Label.NO)))
    monkeypatch.setattr(doors, "owner", lambda: somebody)
    page = Client(headers=LOCAL).get("/triggers").content.decode()
    lines = re.sub(r'<details class="numbers">.*?</details>', "", page, flags=re.DOTALL)
    assert "No cramp of yours tells anything of it yet." in lines
    assert "of 100" not in lines
    assert "of 100" in page
