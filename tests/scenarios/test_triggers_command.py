"""``uncramp triggers``: a season of runs, a table of cramps, and no more said than they bear."""

import datetime as dt
import json

import numpy as np
import pytest

from commands import uncramp
from recording import recorded
from uncramp.activity import fit_writer
from uncramp.model.reference import EFFECTS

FIRST = dt.datetime(2026, 3, 2, 6, 30, tzinfo=dt.UTC)
HEAD = "started_at,muscle,side,onset,minute,severity"
VERDICTS = {"trigger", "protector", "no_link", "leaning", "not_enough_data"}


@pytest.fixture(scope="module")
def season(tmp_path_factory):
    """Twenty runs, every third day; each fourth is twice as long."""
    folder = tmp_path_factory.mktemp("season")
    for i in range(20):
        seconds = 4800 if i % 4 == 3 else 2400
        run = recorded(np.full(seconds, 3.0), started_at=start(i), altitude=400.0)
        (folder / f"{i:02}.fit").write_bytes(fit_writer.write(run))
    return folder


def start(i):
    return FIRST + dt.timedelta(days=3 * i)


def row(i, rest, *, later=dt.timedelta(0), written="%Y-%m-%dT%H:%M:%SZ"):
    return f"{(start(i) + later).strftime(written)},{rest}"


def asked(season, tmp_path, rows, *more, head=HEAD):
    table = tmp_path / "episodes.csv"
    table.write_text("\n".join([head, *rows]) + "\n")
    return uncramp("triggers", "--history", season, "--episodes", table, *more)


def counted(done):
    return done.document["cramps"], done.document["answered_runs"]


CLEAN = "none,,,,"
CRAMP = "calf,left,during,30,6"


def test_few_cramps_give_no_verdict_but_the_document_of_the_contract(season, tmp_path):
    rows = [row(i, CRAMP if i in (3, 7, 11) else CLEAN) for i in range(20)]
    done = asked(season, tmp_path, rows, "--json")
    answer = done.document
    assert done.status == 0
    assert set(answer["edition"]) == {"software", "model", "evidence"}
    assert counted(done) == (3, 20)
    for one in answer["triggers"]:
        assert one["verdict"] in VERDICTS - {"trigger", "protector"}
        assert one["interval"][0] <= one["odds_ratio"] <= one["interval"][1]
        assert 0 <= one["probability"] <= 1
    assert (
        len({one["exposure"] for one in answer["triggers"]})
        == len(answer["triggers"])
        == len(EFFECTS)
    )


def test_the_screen_says_too_few_and_names_no_trigger(season, tmp_path):
    rows = [row(i, CRAMP if i in (3, 7, 11) else CLEAN) for i in range(20)]
    out = asked(season, tmp_path, rows).out
    said = " ".join(out.split())
    assert "3 cramps in 20 answered runs: too few to tell your triggers" in said
    assert "this is what other runners' data say" in said
    assert "your trigger is" not in said
    assert len(out.splitlines()) < 12


def test_what_was_never_measured_has_a_reason(season, tmp_path):
    rows = [row(i, CRAMP if i % 4 == 3 else CLEAN) for i in range(20)]
    found = asked(season, tmp_path, rows, "--json").document["triggers"]
    sleep = next(one for one in found if one["exposure"] == "sleep_short")
    assert sleep["verdict"] == "not_enough_data"
    assert "Known of 0 of your runs" in sleep["reason"]


def test_what_was_told_moves_the_odds(season, tmp_path):
    def duration(cramps):
        rows = [row(i, CRAMP if i in cramps else CLEAN) for i in range(20)]
        found = asked(season, tmp_path, rows, "--json").document["triggers"]
        return next(one for one in found if one["exposure"] == "duration")

    long, short = duration((3, 7, 11, 15, 19)), duration((0, 4, 8, 12, 16))
    assert long["odds_ratio"] > 1.2 * short["odds_ratio"]
    assert long["probability"] > 0.7


def test_without_a_table_of_answers_a_clean_season_is_other_runners_data(season, tmp_path):
    done = asked(season, tmp_path, [], "--json")
    assert counted(done) == (0, 0)
    assert {one["verdict"] for one in done.document["triggers"]} == {"not_enough_data"}


@pytest.mark.parametrize(
    ("later", "written"),
    [
        (dt.timedelta(minutes=4), "%Y-%m-%dT%H:%M:%SZ"),
        (dt.timedelta(minutes=35), "%Y-%m-%dT%H:%M:%S+00:00"),  # the cramp's own time
        (dt.timedelta(hours=2), "%Y-%m-%dT%H:%M:%S+02:00"),
        (dt.timedelta(hours=2), "%Y-%m-%d %H:%M"),  # the clock on the wall
        (-dt.timedelta(hours=5), "%Y-%m-%dT%H:%M"),
        (dt.timedelta(0), "%Y-%m-%d"),
    ],
)
def test_a_run_is_found_however_its_time_was_written(season, tmp_path, later, written):
    rows = [row(i, CRAMP if i == 9 else CLEAN, later=later, written=written) for i in range(6, 14)]
    done = asked(season, tmp_path, rows, "--json")
    assert counted(done) == (1, 8)
    assert done.document["notes"] == []
    assert done.err == ""


def test_summer_time_in_the_middle_of_a_table_is_no_trouble(season, tmp_path):
    def wall(i):
        return dt.timedelta(hours=1 if i < 10 else 2)

    rows = [row(i, CLEAN, later=wall(i), written="%Y-%m-%d %H:%M") for i in range(20)]
    assert counted(asked(season, tmp_path, rows, "--json")) == (0, 20)


@pytest.mark.parametrize(
    ("onset", "hours", "belongs"),
    [("after", 5, True), ("after", 8, False), ("night", 16, True), ("night", 30, False)],
)
def test_a_cramp_belongs_to_a_run_for_six_hours_and_at_night_for_a_day(
    season, tmp_path, onset, hours, belongs
):
    later = dt.timedelta(hours=hours)
    done = asked(season, tmp_path, [row(5, f"calf,,{onset},,4", later=later)], "--json")
    assert (done.document["cramps"] == 1) is belongs
    assert ("Row 2, started_at: no run began" in done.err) is not belongs


def test_a_night_cramp_is_counted_apart_and_is_no_cramp_of_the_run(season, tmp_path):
    rows = [row(i, "calf,,night,,4" if i == 5 else CLEAN) for i in range(20)]
    done = asked(season, tmp_path, rows, "--json")
    assert counted(done) == (1, 20)
    assert done.document["night_cramps"] == 1
    assert all("No cramp is known" in one["reason"] for one in done.document["triggers"])


def test_a_twinge_is_an_answer_and_no_cramp_and_that_is_said(season, tmp_path):
    twinge = {3: "calf,left,during,30,1", 7: "calf,left,night,,0.5"}
    rows = [row(i, twinge.get(i, CRAMP if i == 11 else CLEAN)) for i in range(20)]
    done = asked(season, tmp_path, rows, "--json")
    assert counted(done) == (1, 20)
    assert done.document["night_cramps"] == 0
    said = "A severity under 1.5 is a twinge, which is kept and is no cramp: row 5, row 9."
    assert done.document["notes"] == [said]
    assert said in done.err
    clean = [row(i, CRAMP if i == 11 else CLEAN) for i in range(20)]
    without = asked(season, tmp_path, clean, "--json").document
    assert done.document["triggers"] == without["triggers"]


def test_a_cramp_beside_a_twinge_is_a_cramp(season, tmp_path):
    twinge = "calf,,during,20,1"
    cramped, clean = [row(3, twinge), row(3, CRAMP)], [row(4, twinge), row(4, CLEAN)]
    done = asked(season, tmp_path, [*cramped, *clean, row(5, CLEAN), row(5, twinge)], "--json")
    assert counted(done) == (1, 3)
    assert not any("clean and with a cramp" in note for note in done.document["notes"])


def test_two_cramps_of_one_run_are_one_event(season, tmp_path):
    rows = [row(3, CRAMP), row(3, "hamstring,right,during,35,3"), row(4, CLEAN)]
    assert counted(asked(season, tmp_path, rows, "--json")) == (1, 2)


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("yesterday,calf,,,,", "Row 3, started_at: 'yesterday' is no time"),
        ("2026-03-05T06:30:00Z,elbow,,,,", "Row 3, muscle:"),
        ("2026-03-05T06:30:00Z,calf,middle,,,", "Row 3, side:"),
        ("2026-03-05T06:30:00Z,calf,,later,,", "Row 3, onset:"),
        ("2026-03-05T06:30:00Z,calf,,,soon,", "Row 3, minute:"),
        ("2026-03-05T06:30:00Z,calf,,,,11", "Row 3, severity:"),
        ("2031-01-01T06:30:00Z,calf,,,,", "Row 3, started_at: no run began"),
        ("2026-03-03,calf,,,,", "Row 3, started_at: no run began on 2026-03-03"),
        (",calf,,,,", "Row 3, started_at"),
    ],
)
def test_a_wrong_row_is_named_and_the_others_are_answered(season, tmp_path, bad, said):
    done = asked(season, tmp_path, [row(3, CRAMP), bad, row(6, CLEAN)], "--json")
    assert done.status == 0
    assert counted(done) == (1, 2)
    assert said in done.err
    assert said in done.document["notes"][0]


def test_an_answer_that_contradicts_another_is_said(season, tmp_path):
    done = asked(season, tmp_path, [row(3, CLEAN), row(3, CRAMP)], "--json")
    assert counted(done) == (1, 1)
    assert "clean and with a cramp" in done.err


@pytest.mark.parametrize(
    "head", [HEAD.replace(",", ";"), HEAD.replace(",", "\t"), "﻿" + HEAD.upper()]
)
def test_tables_from_a_spreadsheet_are_read(season, tmp_path, head):
    delimiter = next(d for d in ",;\t" if d in head)
    rows = [row(3, CRAMP).replace(",", delimiter), ""]
    assert counted(asked(season, tmp_path, rows, "--json", head=head)) == (1, 1)


@pytest.mark.parametrize("head", ["when,muscle", "started_at,where", ""])
def test_a_table_without_its_columns_is_refused_in_words(season, tmp_path, head):
    done = asked(season, tmp_path, [], "--json", head=head)
    assert done.status == 2
    assert "first row of column names" in done.err
    assert done.out == ""


def test_no_runs_at_all_is_refused_in_words(tmp_path):
    (tmp_path / "empty").mkdir()
    done = asked(tmp_path / "empty", tmp_path, [], "--json")
    assert done.status == 2
    assert "--history" in done.err


def test_nobody_under_sixteen_is_answered(season, tmp_path):
    done = asked(season, tmp_path, [], "--set", "age=15", "--json")
    assert done.status == 2
    assert "16" in done.err


def test_the_order_of_rows_changes_nothing(season, tmp_path):
    rows = [row(i, CRAMP if i % 5 == 2 else CLEAN) for i in range(20)]
    one, other = (asked(season, tmp_path, r, "--json").out for r in (rows, rows[::-1]))
    assert json.loads(one)["triggers"] == json.loads(other)["triggers"]


def test_real_recordings_are_a_season_too(real_fit_files, tmp_path):
    folder = real_fit_files[0].parent
    done = asked(folder, tmp_path, ["2019-02-01T08:00:00Z,calf,,,,4"], "--json")
    assert done.status == 0, done.err
    assert len(done.document["triggers"]) == len(EFFECTS)
    assert all(np.isfinite(one["odds_ratio"]) for one in done.document["triggers"])
    assert "Row 2, started_at: no run began" in done.err
