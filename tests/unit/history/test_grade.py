"""How bad it was, in the steps a runner remembers."""

import pytest

from uncramp.history.grade import Grade, grade_of


@pytest.mark.parametrize(
    ("severity", "grade"),
    [
        (0, Grade.TWINGE),
        (1, Grade.TWINGE),
        (2, Grade.CARRIED_ON),
        (4, Grade.CARRIED_ON),
        (5, Grade.SLOWED),
        (7, Grade.SLOWED),
        (8, Grade.STOPPED),
        (10, Grade.STOPPED),
    ],
)
def test_a_severity_stands_for_what_a_runner_could_still_do(severity, grade):
    assert grade_of(severity) is grade


def test_a_twinge_is_no_cramp_and_only_the_upper_two_are_severe():
    assert [grade.is_cramp for grade in Grade] == [False, True, True, True]
    assert [grade.is_severe for grade in Grade] == [False, False, True, True]
