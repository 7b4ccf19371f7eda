"""A strength programme that fits the muscle, the injury and the race."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histories import history, run
from uncramp.history.episode import Episode
from uncramp.plan.line import LineKind
from uncramp.plan.strength import MOST, Needs, chosen_exercises, needs, programme, strength_line
from uncramp.store.exercises import exercises
from uncramp.terms.muscles import Muscle

LIBRARY = exercises()
NEEDS = st.builds(
    Needs,
    muscles=st.lists(st.sampled_from(Muscle), unique=True, max_size=4).map(tuple),
    careful=st.booleans(),
    own=st.floats(0, 7),
    weeks=st.none() | st.integers(1, 30),
)


def work(week):
    """Sets times amount, by exercise."""
    return {item.exercise.id: item.sets * item.amount for item in week.items}


@given(NEEDS)
def test_no_week_is_empty_or_too_full(needs):
    for week in programme(LIBRARY, needs).weeks:
        assert 2 <= len(week.items) <= MOST
        for item in week.items:
            dose = item.exercise.dose
            assert 1 <= item.sets <= dose.sets[1]
            assert dose.amount[0] <= item.amount <= dose.amount[1]
            assert dose.per_week[0] <= item.per_week <= dose.per_week[1]
            assert item.progression in item.exercise.progressions


@given(NEEDS)
def test_every_fourth_week_is_easier_than_the_one_before(needs):
    weeks = programme(LIBRARY, needs).weeks
    for before, after in itertools.pairwise(weeks):
        assert after.step_back == (after.number % 4 == 0)
        if after.step_back:
            harder = work(before)
            assert all(done < harder.get(name, done + 1) for name, done in work(after).items())


@given(NEEDS)
def test_an_injury_means_a_gentler_start_and_never_a_harder_week(needs):
    plain = programme(LIBRARY, Needs(needs.muscles, False, needs.own, needs.weeks))
    careful = programme(LIBRARY, Needs(needs.muscles, True, needs.own, needs.weeks))
    assert not any(item.exercise.demanding for week in careful.weeks[:2] for item in week.items)
    for ours, theirs in zip(careful.weeks, plain.weeks, strict=False):
        done = work(theirs)
        assert all(done.get(name, 0) >= amount for name, amount in work(ours).items())


@given(NEEDS)
def test_the_last_two_weeks_before_a_race_leave_no_sore_muscles(needs):
    made = programme(LIBRARY, needs)
    if needs.weeks is None:
        assert len(made.weeks) == (12 if needs.careful else 10)
    else:
        late = [week for week in made.weeks if week.number > needs.weeks - 2]
        assert not any(item.exercise.demanding for week in late for item in week.items)


@pytest.mark.parametrize(
    ("muscle", "first"),
    [
        (Muscle.CALF, "calf_raise_straight"),
        (Muscle.SOLEUS, "calf_raise_bent"),
        (Muscle.HAMSTRING, "hamstring_slide"),
        (Muscle.QUADRICEPS, "split_squat"),
        (Muscle.ADDUCTOR, "copenhagen"),
        (Muscle.SHIN, "tibialis_raise"),
        (Muscle.FOOT, "short_foot"),
        (Muscle.TOES, "toe_curl"),
        (Muscle.HIP, "side_plank_leg_lift"),
        (Muscle.GLUTE, "banded_crab_walk"),
    ],
)
def test_the_muscle_that_cramped_comes_first(muscle, first):
    assert chosen_exercises(LIBRARY, (muscle,))[0].id == first


def test_two_muscles_take_turns():
    chosen = chosen_exercises(LIBRARY, (Muscle.CALF, Muscle.HAMSTRING))
    assert [e.muscles[0] for e in chosen[:2]] == [Muscle.CALF, Muscle.HAMSTRING]


def test_progressions_move_on_every_four_weeks():
    weeks = programme(LIBRARY, Needs((Muscle.CALF,))).weeks
    stages = [week.items[0].progression for week in weeks]
    assert stages[0] == stages[3] == "Both feet, on the floor"
    assert stages[4] == "Both feet up, one foot down, on a step"
    assert stages[8] == "One foot on a step"


def test_what_is_already_done_is_counted():
    assert programme(LIBRARY, Needs(own=0)).added == 2
    assert programme(LIBRARY, Needs(own=1)).added == 1
    assert programme(LIBRARY, Needs(own=3)).added == 0
    assert "Keep your strength sessions" in str(strength_line(LIBRARY, Needs(own=2)).do)


def test_needs_are_read_from_the_history():
    known = history(
        run(1, 10, check_in={"strength_training": 2}),
        run(8, 10),
        run(9, 10, check_in={"strength_training": 5}),
        calf_strain_history=True,
    )
    cramps = (Episode(muscle="calf"), Episode(muscle="calf"), Episode(muscle="foot"))
    found = needs(known, known.runs[1], cramps)
    assert found == Needs((Muscle.CALF, Muscle.FOOT), careful=True, own=2.0)


def test_the_line_says_that_chance_may_explain_the_study():
    line = strength_line(LIBRARY, Needs((Muscle.CALF,)))
    assert line.kind is LineKind.STRENGTH
    assert (line.amount, line.unit) == (2, "sessions a week")
    assert "chance" in str(line.because)
    assert "no evidence for cramp" in str(line.because)
    assert "Calf raise" in str(line.do)
