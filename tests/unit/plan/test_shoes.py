"""New shoes come slowly, and each line says how little is known."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histories import history, run
from uncramp.evidence.claim import Certainty
from uncramp.plan.line import LineKind
from uncramp.plan.shoes import SMALL_STEP, break_in, shoe_lines

DROPS = st.floats(-5, 25)


def lines(planned, *before, **runner):
    known = history(*before, planned, **runner)
    return shoe_lines(known, known.runs[-1])


def said(lines):
    return " ".join(f"{line.do} {line.because}" for line in lines)


@given(DROPS, DROPS, st.booleans())
def test_a_schedule_rises_to_the_whole_week_and_never_falls(drop, habitual, careful):
    weeks = break_in(drop, habitual, careful=careful).weeks
    shares = [week.share for week in weeks]
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1.0)
    assert 0 < shares[0] <= 0.3


@given(DROPS, DROPS)
def test_no_station_is_more_than_a_small_step_down(drop, habitual):
    stations = (habitual, *break_in(drop, habitual).stations)
    steps = [above - below for above, below in itertools.pairwise(stations)]
    assert max(steps) <= SMALL_STEP + 1e-6
    assert stations[-1] == pytest.approx(drop)


@given(st.floats(0.5, 20))
def test_a_lower_drop_takes_8_to_12_weeks_and_no_long_run_before_the_fourth(down):
    for careful in (False, True):
        weeks = break_in(10 - down, 10, careful=careful).weeks
        assert len(weeks) == (12 if careful else 8)
        assert weeks[0].share == pytest.approx(0.1)
        assert next(week.number for week in weeks if week.long_run) == 4


def test_from_ten_millimetres_to_zero_goes_by_three_pairs():
    assert len(break_in(0, 10).stations) == 3


def test_a_pair_of_the_same_drop_only_has_to_be_run_in():
    assert len(break_in(10, 10).weeks) == 3


def test_a_lower_pair_asks_for_a_tenth_of_the_week():
    weekly = (run(day, 10) for day in range(0, 56, 2))  # 35 km a week
    (line,) = lines(run(57, 10, check_in={"shoe_drop": 6}), *weekly, habitual_drop=10)[:1]
    assert line.kind is LineKind.SHOES
    assert line.unit == "km"
    assert line.amount == pytest.approx(3.5, abs=0.2)
    assert "8 weeks" in str(line.do)


def test_without_known_runs_the_share_is_said_instead():
    (line,) = lines(run(57, 10, check_in={"shoe_drop": 6}), habitual_drop=10)
    assert (line.amount, line.unit) == (10, "%")


def test_a_race_in_a_new_pair_is_advised_against_first():
    planned = run(57, 42.2, check_in={"race": True, "shoe_drop": 4, "shoe_distance": 20})
    found = lines(planned, habitual_drop=10)
    assert "Race in the pair you are used to" in str(found[0].do)
    assert "Come down by at most 4 mm at a time: 2 pairs" in str(found[1].do)


def test_shoes_nobody_told_of_bring_no_line():
    assert lines(run(57, 10)) == ()


def test_worn_shoes_are_looked_at_from_500_km():
    assert "soles" in said(lines(run(57, 10, check_in={"shoe_distance": 640})))
    assert "soles" not in said(lines(run(57, 10, check_in={"shoe_distance": 450})))


def test_who_runs_often_may_alternate_pairs():
    often = [run(day, 10) for day in range(0, 56, 2)]
    seldom = [run(day, 10) for day in range(0, 56, 7)]
    assert "two pairs" in said(lines(run(57, 10), *often))
    assert "two pairs" not in said(lines(run(57, 10), *seldom))


def test_every_line_says_how_little_is_known_of_cramp():
    planned = run(57, 42.2, check_in={"race": True, "shoe_drop": 0, "shoe_distance": 600})
    found = lines(planned, *(run(day, 10) for day in range(0, 56, 2)), habitual_drop=10)
    assert len(found) == 4
    for line in found:
        assert line.certainty is Certainty.VERY_LOW
        assert "cramp" in str(line.because)
