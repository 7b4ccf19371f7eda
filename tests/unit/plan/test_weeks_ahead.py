"""The weeks until a run, day by day, fit for a calendar."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histories import history, run
from uncramp.history.episode import Episode
from uncramp.plan.line import LineKind
from uncramp.plan.weeks_ahead import weeks_ahead
from uncramp.store.exercises import exercises

BEFORE = tuple(run(day, 12 if day % 7 == 0 else 6) for day in range(2, 60, 2))
RACE = {"race": True, "shoe_drop": 6}


def ahead(weeks, *before, check_in=RACE, km=21.1, **runner):
    known = history(*before, run(60, km, check_in=check_in), **runner)
    cramps = (Episode(muscle="calf"),)
    return weeks_ahead(known, known.runs[-1], exercises(), weeks=weeks, episodes=cramps)


def of(kind, sessions):
    return [session for session in sessions if session.kind is kind]


@given(st.integers(1, 40))
def test_every_entry_lies_before_the_day_of_the_race(weeks):
    sessions = ahead(weeks, *BEFORE, habitual_drop=10)
    assert all(0 <= session.day < 7 * weeks - 1 for session in sessions)
    assert [s.day for s in sessions] == sorted(s.day for s in sessions)
    assert len({s.key for s in sessions}) == len(sessions)
    assert all(session.minutes > 0 and str(session.do) for session in sessions)


def test_one_long_run_a_week_and_the_race_at_the_end():
    runs = of(LineKind.BUILD_UP, ahead(12, *BEFORE))
    assert [session.day for session in runs] == list(range(6, 7 * 11, 7))
    assert str(runs[0].do) == "Long easy run: 12.0 km"
    assert str(runs[1].do) == "Long easy run: 13.2 km"
    assert "steps back" in str(runs[3].details[0])
    assert "eases off" in str(runs[-1].details[0])


def test_strength_twice_a_week_and_once_in_the_last():
    strength = of(LineKind.STRENGTH, ahead(6, *BEFORE))
    assert len(strength) == 11
    assert str(strength[0].details[0]) == (
        "Calf raise with a straight knee (Both feet, on the floor): 2 × 8"
    )


def test_the_new_pair_takes_more_of_each_week():
    shoes = of(LineKind.SHOES, ahead(12, *BEFORE, habitual_drop=10))
    assert len(shoes) == 8
    kilometres = [session.do.parts["km"].number for session in shoes]
    assert kilometres == sorted(kilometres)
    assert kilometres[0] == pytest.approx(0.1 * kilometres[-1])
    assert [bool(session.details) for session in shoes] == [True] * 3 + [False] * 5


def test_an_ordinary_run_in_old_shoes_brings_strength_alone():
    sessions = ahead(4, *BEFORE, check_in={"race": False}, km=10)
    assert {session.kind for session in sessions} == {LineKind.STRENGTH}


def test_nobody_knows_how_long_the_runs_of_a_stranger_are():
    assert of(LineKind.BUILD_UP, ahead(12)) == []
