"""The page of a run, and the list of cramps, say what is known and nothing that is not."""

import datetime as dt
import re
from uuid import UUID

import numpy as np
import pytest
from django.test import Client

from databases import new_runner
from recording import NOW, recorded
from uncramp.activity import fit_writer
from uncramp.history.episode import Episode
from uncramp.history.run import Run
from uncramp.store.kept import KeptFile, KeptRun, Origin, Verdict
from xml_samples import tcx_of

TOKEN = str(UUID(int=7))
LOCAL = {"host": "localhost"}


@pytest.fixture
def runner(sample, monkeypatch):
    """A runner of their own, with an empty library."""
    from uncramp.web.policies import doors
    from uncramp.web.rows.library import RowLibrary

    actor = new_runner()
    monkeypatch.setattr(doors, "owner", lambda: actor)
    return RowLibrary(actor)


@pytest.fixture
def client(runner):
    return Client(headers=LOCAL)


def kept(runner, data, *, title="", **told):
    """Keep the run of a file as an import would, and what was told of it."""
    from django.conf import settings

    from uncramp.actions.read_runs import runs_in
    from uncramp.exposure.summary import summarise
    from uncramp.web.rows.opening import shelf_of

    digest = shelf_of(settings.DATA, runner.actor).put(data)
    (activity,) = runs_in(data, now=NOW)
    runner.keep_file(KeptFile(digest, len(data), Verdict.RUN, "1"), Origin("a.fit", title=title))
    runner.keep_run(KeptRun(digest, 0, Run(summarise(activity)), **told))
    return key_of(runner, digest)


def key_of(runner, digest):
    from uncramp.web.rows.models import RunRow

    return RunRow.objects.for_actor(runner.actor).get(digest=digest).pk


def an_hour(minutes=60, speed=3.0, **columns):
    return fit_writer.write(recorded(np.full(60 * minutes, speed), **columns))


def text(answer):
    words = re.sub(r"<(script|style|template)\b.*?</\1>|<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", words)


@pytest.mark.parametrize(
    ("episode", "words", "mark"),
    [
        ({"onset": "during"}, "during the run; its minute is not told", None),
        ({"onset": "during", "minute": 42}, "The cramp, at minute 42", 42),
        ({"minute": 42}, "The cramp, at minute 42", 42),
        ({"onset": "during", "minute": 90}, "The cramp, at minute 90", None),
        ({"onset": "after"}, "The cramp came after the run", 60),
        ({"onset": "night"}, "The cramp came at night, in bed", None),
        ({}, "", None),
    ],
)
def test_no_minute_of_a_cramp_is_made_up(runner, client, episode, words, mark):
    key = kept(runner, an_hour(), episode=Episode(muscle="calf", **episode))
    page = client.get(f"/runs/{key}")
    why = client.get(f"/runs/{key}/why")
    for shown in (page, why):
        assert words in text(shown)
        assert ('class="mark">The cramp' in shown.content.decode()) == bool(words and mark is None)
        assert ('class="cramp"' in shown.content.decode()) == (mark is not None)
    assert client.get(f"/runs/{key}/series.json").json()["cramp"] == (
        mark and pytest.approx(mark, abs=0.1)
    )


def test_a_log_that_was_left_after_the_muscle_says_nothing_of_when(runner, client):
    now = dt.datetime.now(dt.UTC)
    key = kept(runner, an_hour(started_at=now - dt.timedelta(hours=2)))
    client.post("/cramp", {"token": TOKEN, "muscle": "calf", "run": key})
    assert runner.kept_runs()[0].episode is not None
    page = client.get(f"/runs/{key}")
    assert "The cramp" not in text(page)
    assert client.get(f"/runs/{key}/series.json").json()["cramp"] is None


def test_a_broken_off_log_can_be_gone_on_with_and_stays_one_cramp(runner, client):
    assert "Go on with the one" not in text(client.get("/cramp"))
    client.post("/cramp", {"token": TOKEN, "muscle": "calf", "side": "left"})
    page = client.get("/cramp").content.decode()
    assert f'href="/cramp/{TOKEN}/edit"' in page
    form = client.get(f"/cramp/{TOKEN}/edit").content.decode()
    assert f'name="token" value="{TOKEN}"' in form
    client.post(
        "/cramp", {"token": TOKEN, "muscle": "calf", "onset": "apart", "grade": "had to slow"}
    )
    assert "Go on with the one" not in text(client.get("/cramp"))
    assert len(runner.cramps()) == 1


def test_a_log_of_the_day_before_yesterday_is_not_gone_on_with(runner, client):
    client.post("/cramp", {"token": TOKEN, "muscle": "calf"})
    entry = runner.cramp(TOKEN)
    long_ago = entry.logged_at - dt.timedelta(hours=25)
    runner.keep_cramp(entry.model_copy(update={"logged_at": long_ago}))
    assert "Go on with the one" not in text(client.get("/cramp"))


def test_the_title_a_run_came_with_names_its_page_until_its_runner_does(runner, client):
    key = kept(runner, an_hour(), title="Morning <Run>")
    assert "Morning &lt;Run&gt;" in client.get("/runs").content.decode()
    assert "<h1><bdi>Morning &lt;Run&gt;</bdi></h1>" in client.get(f"/runs/{key}").content.decode()
    form = client.get(f"/runs/{key}/edit").content.decode()
    assert 'value="" placeholder="Morning &lt;Run&gt;"' in form
    client.post(f"/runs/{key}/edit", {"note": "hot"})
    assert runner.kept_runs()[0].name == ""
    client.post(f"/runs/{key}/edit", {"name": "Tempo"})
    assert "<h1><bdi>Tempo</bdi></h1>" in client.get(f"/runs/{key}").content.decode()


def test_a_heart_rate_without_a_distance_is_drawn_and_the_page_says_what_is_missing(runner, client):
    points = [{"time": i, "heart_rate": 120 + i // 10} for i in range(300)]
    key = kept(runner, tcx_of(points))
    page = client.get(f"/runs/{key}").content.decode()
    assert 'aria-label="Heart rate: ' in page
    assert "No pace is drawn: this recording has no distance over time." in page
    assert "nothing to draw" not in page
    series = client.get(f"/runs/{key}/series.json").json()["charts"]
    assert [line["name"] for one in series for line in one["lines"]] == ["Heart rate"]
    assert max(series[0]["lines"][0]["values"]) == 149


def test_a_recording_of_nothing_but_time_says_there_is_nothing_to_draw(runner, client):
    key = kept(runner, tcx_of([{"time": i} for i in range(300)]))
    page = text(client.get(f"/runs/{key}"))
    assert "so there is nothing to draw" in page
    assert client.get(f"/runs/{key}/series.json").status_code == 404


def row_of(page, label):
    """The cells of one exposure on the page of a run."""
    found = re.search(rf'<th scope="row">{label}</th>(.*?)</tr>', page)
    return re.findall(r"<td[^>]*>(.*?)</td>", found.group(1))


def test_a_run_of_seconds_claims_no_precision(runner, client):
    key = kept(runner, fit_writer.write(recorded(np.full(20, 3.0))))
    page = client.get(f"/runs/{key}").content.decode()
    assert row_of(page, "time on your feet")[:2] == ["0.25 or less", ""]
    assert "<td>0.0</td>" not in page
    assert "20 s" in page


def test_carbohydrate_nobody_needs_is_said_in_words(runner, client):
    short, long = kept(runner, an_hour(30)), kept(runner, an_hour(90))
    page = client.get(f"/runs/{short}").content.decode()
    for label in ("little carbohydrate before", "little carbohydrate on the way"):
        assert row_of(page, label) == ["None is needed for a run of up to an hour."]
    page = client.get(f"/runs/{long}").content.decode()
    assert "None is needed" not in page
    assert "<dt>little carbohydrate before</dt>" in page


def test_a_number_without_a_unit_says_what_it_counts_and_where_it_comes_from(runner, client):
    day = NOW - dt.timedelta(days=4)
    kept(runner, an_hour(20, started_at=day))
    key = kept(runner, an_hour(90))
    page = client.get(f"/runs/{key}").content.decode()
    counts = '<span class="counts-what">times your longest run of the 30 days before</span>'
    value, sd, _, unit = row_of(page, f"further than you have lately run{counts}")
    assert (value, sd, unit) == ("3 or more", "", "")
    sources = page.split("Where each number comes from")[1]
    assert "Garmin-RUNSAFE) 2025" in sources
    assert 'href="https://doi.org/10.1136/bjsports-2024-109380"' in sources


def test_a_pace_of_the_moving_time_says_so_and_gives_that_time(runner, client):
    speed = np.full(3600, 3.0)
    speed[1200:2400] = 0.0
    stood = kept(runner, fit_writer.write(recorded(speed)))
    page = text(client.get(f"/runs/{stood}"))
    assert re.search(r"Moving time 40:\d\d Moving pace 5:3\d /km", page)
    assert "/km moving" in text(client.get("/runs"))
    through = kept(runner, an_hour(50))
    page = client.get(f"/runs/{through}").content.decode()
    assert "<dt>Pace</dt>" in page
    assert "Moving" not in page


@pytest.mark.parametrize(
    ("minutes", "first"), [(1, ["0:00", "0:15"]), (20, ["0", "1"]), (60, ["0", "5"]), (400, ["0"])]
)
def test_the_table_is_as_fine_as_the_run_is_short(runner, client, minutes, first):
    page = client.get(f"/runs/{kept(runner, an_hour(minutes))}").content.decode()
    table = page.split("<tbody>")[1].split("</tbody>")[0]
    rows = re.findall(r'<th scope="row">([\d:]+)</th>', table)
    assert rows[: len(first)] == first
    assert 4 <= len(rows) <= 25


def test_cramps_that_came_with_runs_stand_beside_the_logged_ones_each_once(runner, client):
    key = kept(runner, an_hour(), episode=Episode(muscle="calf", onset="during", severity=6))
    client.post("/cramp", {"token": TOKEN, "muscle": "foot", "onset": "apart"})
    page = client.get("/cramps").content.decode()
    assert f'href="/runs/{key}"' in page
    assert f'href="/runs/{key}/why"' in page
    assert page.count('class="day"') == 2
    client.post(f"/runs/{key}/cramp")
    page = client.get("/cramps").content.decode()
    assert page.count('class="day"') == 2
    assert f'href="/runs/{key}"' not in page
    assert f'href="/runs/{key}/why"' in page


def test_a_cramp_past_midnight_stands_on_the_day_of_its_run(runner, client):
    evening = dt.datetime(2026, 11, 10, 23, 40, tzinfo=dt.UTC)
    key = kept(runner, an_hour(started_at=evening))
    of = {"token": TOKEN, "muscle": "calf", "run": key, "onset": "during", "minute": 50}
    client.post("/cramp", of)
    assert runner.cramp(TOKEN).began_at.day == 11
    page = text(client.get("/cramps"))
    assert "Tue 10 Nov 2026" in page
    assert "11 Nov" not in page


def test_a_name_that_is_too_long_says_by_how_much(runner, client):
    key = kept(runner, an_hour())
    answer = client.post(f"/runs/{key}/edit", {"name": "x" * 135})
    assert answer.status_code == 422
    assert "135 letters" in text(answer)
    assert "x" * 135 in answer.content.decode()
    assert "At most 120 letters" in text(client.get(f"/runs/{key}/edit"))


def test_days_in_a_german_list_have_their_dots(runner, client):
    kept(runner, an_hour(started_at=dt.datetime(2026, 11, 11, 7, tzinfo=dt.UTC)))
    client.post("/i18n/setlang/", {"language": "de", "next": "/runs"})
    client.cookies["django_language"] = "de"
    assert "Mi, 11. Nov. 2026, " in text(client.get("/runs"))


def test_a_page_beyond_the_last_is_the_last(runner, client):
    first = kept(runner, an_hour(5))
    page = client.get("/runs?page=999").content.decode()
    assert f'href="/runs/{first}"' in page
    assert "No run fits" not in page
    assert 'rel="next"' not in page


def test_the_same_run_recorded_twice_keeps_the_title_of_either(runner, client):
    from uncramp.store.kept import Merge

    leading = kept(runner, an_hour(30))
    kept(runner, an_hour(31), title="Lunch Run")
    one, other = (run.place for run in runner.kept_runs())
    if key_of(runner, one[0]) != leading:
        one, other = other, one
    runner.merge(Merge(one, other, 0.9))
    assert "Lunch Run" in text(client.get("/runs"))
    assert "<bdi>Lunch Run</bdi>" in client.get(f"/runs/{leading}").content.decode()
