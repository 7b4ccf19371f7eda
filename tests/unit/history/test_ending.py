"""How a run ended, by the cramps told of it: awake, at night, or a twinge."""

from dataclasses import replace

import pytest

from histories import run
from uncramp.history.ending import ended
from uncramp.history.episode import Episode
from uncramp.history.grade import Grade
from uncramp.history.run import Label

UNKNOWN, YES, NO = Label.UNKNOWN, Label.YES, Label.NO
RUN = run(0, 10)


def cramp(onset="during", severity=None):
    return Episode(muscle="calf", onset=onset, severity=severity)


@pytest.mark.parametrize("onset", ["during", "after", None])
def test_a_cramp_in_the_run_or_after_it_is_a_yes(onset):
    found = ended(RUN, [cramp(onset, 6)])
    assert (found.label, found.night, found.grade) == (YES, UNKNOWN, Grade.SLOWED)


@pytest.mark.parametrize("label", [UNKNOWN, YES])
def test_a_cramp_at_night_alone_leaves_the_run_clean_and_slows_nobody(label):
    found = ended(replace(RUN, label=label), [cramp("night", 9)])
    assert (found.label, found.night, found.grade) == (NO, YES, None)


def test_a_twinge_is_kept_and_is_no_cramp_by_day_or_night():
    by_day, by_night = (ended(RUN, [cramp(onset, 1)]) for onset in ("during", "night"))
    assert (by_day.label, by_day.grade) == (NO, Grade.TWINGE)
    assert (by_night.label, by_night.night, by_night.grade) == (NO, UNKNOWN, None)


def test_the_worst_of_several_is_the_grade_and_each_kind_is_heard():
    found = ended(RUN, [cramp(severity=1), cramp(severity=8), cramp("night"), cramp(severity=3)])
    assert (found.label, found.night, found.grade) == (YES, YES, Grade.STOPPED)


def test_a_run_answered_clean_takes_back_the_cramp_and_not_the_night():
    told = replace(RUN, label=YES, grade=Grade.STOPPED, night=YES)
    found = ended(told, [])
    assert (found.label, found.night, found.grade) == (NO, YES, None)


def test_a_cramp_nobody_graded_keeps_the_grade_that_was_told():
    told = replace(RUN, label=YES, grade=Grade.CARRIED_ON)
    assert ended(told, [cramp()]).grade is Grade.CARRIED_ON
