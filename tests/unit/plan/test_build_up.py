"""Building up: no leap in any single run, steps back, easing off, and plain words on time."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histories import history, run
from uncramp.plan.aims import AIMS, aim_for
from uncramp.plan.base import Base, base
from uncramp.plan.build_up import FIRST_RUN, SPIKE, WeekKind, build_up
from uncramp.plan.build_up_lines import build_up_lines
from uncramp.plan.line import LineKind

BASES = st.builds(
    Base,
    weekly=st.floats(0, 150),
    longest=st.just(0.0) | st.floats(0.5, 90),
    novice=st.booleans(),
)
RACES = st.floats(5, 161)
WEEKS = st.none() | st.integers(1, 60)


def caps(base, weeks):
    """The most each week's longest run may be: a tenth over the longest of 30 days before."""
    seen = [base.longest or FIRST_RUN]
    for week in weeks:
        yield SPIKE * max(seen[-4:])
        seen.append(week.longest)


@given(BASES, RACES, WEEKS)
def test_no_step_is_above_the_cap(base, race, weeks):
    made = build_up(base, race, weeks)
    for week, cap in zip(made.weeks, caps(base, made.weeks), strict=True):
        assert week.longest <= cap + 1e-9


@given(BASES, RACES, WEEKS)
def test_after_a_step_back_the_long_run_and_the_week_never_both_rise(base, race, weeks):
    made = build_up(base, race, weeks).weeks
    for before, back, after in zip(made, made[1:], made[2:], strict=False):
        if back.kind is WeekKind.STEP_BACK:
            assert back.total < before.total
            assert back.longest < before.longest
            assert after.total <= before.total + 0.1 or after.longest <= before.longest + 0.01


@given(BASES, RACES, WEEKS)
def test_never_more_than_three_weeks_rise_in_a_row(base, race, weeks):
    kinds = [week.kind for week in build_up(base, race, weeks).weeks]
    for at in range(len(kinds) - 3):
        assert kinds[at : at + 4] != [WeekKind.BUILD] * 4


@given(BASES, RACES, WEEKS)
def test_two_weeks_never_grow_by_thirty_per_cent(base, race, weeks):
    rising = [w for w in build_up(base, race, weeks).weeks if w.kind is WeekKind.BUILD]
    for first, third in zip(rising, rising[2:], strict=False):
        assert third.total <= 1.3 * first.total + 0.1


@given(BASES, RACES, WEEKS)
def test_the_last_weeks_ease_off(base, race, weeks):
    made = build_up(base, race, weeks).weeks
    assert made[-1].kind is WeekKind.RACE
    most = max((w.total for w in made if w.kind is WeekKind.BUILD), default=None)
    if most is not None:
        assert made[-1].total <= 0.6 * most
    taper = [w for w in made if w.kind in (WeekKind.TAPER, WeekKind.RACE)]
    assert taper == list(made[-len(taper) :])
    assert [w.total for w in taper] == sorted((w.total for w in taper), reverse=True)


@given(BASES, RACES, WEEKS)
def test_every_week_can_be_run(base, race, weeks):
    made = build_up(base, race, weeks)
    assert [week.number for week in made.weeks] == list(range(1, len(made.weeks) + 1))
    for week in made.weeks:
        assert 0 < week.longest <= week.total + 0.06
        assert week.total / week.runs <= week.longest + 0.06
        assert 0 <= week.hard < week.runs


@given(BASES, RACES)
def test_time_enough_is_time_enough(base, race):
    made = build_up(base, race)
    assert made.enough
    assert made.longest >= 0.99 * made.aim.longest
    assert not build_up(base, race, made.needed - 1).enough or made.needed == 1


@given(RACES)
def test_a_novice_runs_easily_for_eight_weeks(race):
    made = build_up(Base(0.0, 0.0, novice=True), race)
    assert {week.hard for week in made.weeks[:8]} == {0}
    assert made.weeks[0].longest == FIRST_RUN


def test_somebody_trained_may_run_fast_from_the_first_week():
    assert build_up(Base(60, 20, novice=False), 42.195).weeks[0].hard == 2


def test_longer_races_ask_for_more():
    for shorter, longer in itertools.pairwise(AIMS):
        assert shorter.longest < longer.longest
        assert shorter.weekly < longer.weekly
        assert shorter.hours < longer.hours


def test_a_race_between_two_of_the_table_asks_for_something_between():
    aim = aim_for(30)
    assert 21 < aim.longest < 30
    assert 36 < aim.weekly < 52


def planned(km, *before, weeks=None, race=True, **runner):
    known = history(*before, run(60, km, check_in={"race": race}), **runner)
    return build_up_lines(known, known.runs[-1], weeks)


TWO_MONTHS = tuple(run(day, 12 if day % 7 == 0 else 6) for day in range(2, 60, 2))


def test_the_next_long_run_is_at_most_a_tenth_longer():
    (line,) = planned(42.2, *TWO_MONTHS)
    assert line.kind is LineKind.BUILD_UP
    assert (line.amount, line.unit) == (13.2, "km")
    assert "3.5 times your longest run" in str(line.because)


def test_too_little_time_is_said_plainly_with_what_it_would_take():
    late, _ = planned(42.2, *TWO_MONTHS, weeks=6)
    assert "later or a shorter race" in str(late.do)
    assert "6 weeks are too few to build up to 42 km" in str(late.do)
    assert late.amount > 12


def test_a_training_run_that_leaps_is_shortened():
    (line,) = planned(25, *TWO_MONTHS, race=False)
    assert str(line.do) == "Keep this run to 13.2 km."


def test_an_ordinary_run_brings_no_line():
    assert planned(10, *TWO_MONTHS, race=False) == ()


def test_without_any_history_the_cap_is_said_in_words():
    (line,) = planned(42.2)
    assert (line.amount, line.unit) == (10, "%")
    assert "not known here" in str(line.because)


def test_a_novice_is_told_to_begin_with_time_on_feet():
    found = planned(10, usual_weekly_distance=8, years_running=0.2)
    assert "slowly enough to talk" in str(found[-1].do)
    assert found[-1].claims[0] == "effort_above_ability/schwellnus-2011"


def test_weeks_told_count_where_few_runs_are_known():
    known = history(run(60, 10), usual_weekly_distance=60)
    here = base(known, known.runs[-1])
    assert (here.weekly, here.longest) == pytest.approx((60, 20))


def test_runs_count_for_more_than_what_was_told():
    known = history(*TWO_MONTHS, run(60, 10), usual_weekly_distance=90)
    here = base(known, known.runs[-1])
    assert here.longest == 12
    assert 20 < here.weekly < 30


def test_a_run_older_than_a_month_is_not_the_longest():
    known = history(run(0, 30), *(run(day, 8) for day in (40, 44, 48, 52)), run(60, 10))
    assert base(known, known.runs[-1]).longest == 8
