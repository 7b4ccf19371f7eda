"""Every cramp has one run, or none."""

import datetime as dt

import pytest

from histories import DAY_ZERO, run
from uncramp.history.tying import tied
from uncramp.terms.muscles import Onset

MORNING, EVENING = run(0, 10), run(0.4, 10)  # from 8:00 and 17:36, each of 56 min


def at(hours):
    return DAY_ZERO + dt.timedelta(hours=hours)


@pytest.mark.parametrize(
    ("hours", "asleep", "onset"),
    [
        (0.5, False, Onset.DURING),
        (3, False, Onset.AFTER),
        (6.9, False, Onset.AFTER),
        (7.1, False, None),
        (16, True, Onset.NIGHT),
        (2, True, Onset.NIGHT),  # a nap counts as the night it is
        (24.8, True, Onset.NIGHT),
        (25.1, True, None),
        (-1, False, None),
    ],
)
def test_a_cramp_is_tied_while_its_window_lasts(hours, asleep, onset):
    found = tied(at(hours), [MORNING], asleep=asleep)
    assert (found.onset if found else None) == onset


def test_where_windows_overlap_the_latest_run_begun_before_it_has_it():
    late, early = (
        tied(at(10.2), [EVENING, MORNING], asleep=False),
        tied(at(5), [EVENING, MORNING], asleep=False),
    )
    assert (late.run, late.onset) == (EVENING, Onset.DURING)
    assert (early.run, early.onset) == (MORNING, Onset.AFTER)
    assert tied(at(9), [EVENING, MORNING], asleep=False) is None  # one over, one yet to come
    assert tied(at(20), [MORNING, EVENING], asleep=True).run is EVENING


def test_a_run_without_a_clock_has_no_cramp_of_its_own():
    assert tied(at(1), [run(None, 10)], asleep=False) is None
