"""Rest before a run, cramps before it, and how it ended."""

import numpy as np
import pytest

from histories import history, run
from uncramp.exposure.catalogue import CATALOGUE, exposures
from uncramp.exposure.kind_of_run import EASY, LONG, RACE, WORKOUT, kind_of_run
from uncramp.history.run import Label

NAMES = [e.name for e in CATALOGUE]
INTERVALS = tuple([0] * 28 + [2400] + [0] * 16 + [900])  # 40 min at 2.8 and 15 at 4.5 m/s


def last(name, *runs, **runner):
    return exposures(history(*runs, **runner)).value[-1, NAMES.index(name)]


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (run(0, 8), EASY),
        (run(0, 25), LONG),
        (run(0, 42.2), RACE),
        (run(0, 42.2, check_in={"race": False}), LONG),
        (run(0, 8, check_in={"race": True}), RACE),
        (run(0, 8, check_in={"effort": 8}), WORKOUT),
        (run(0, 8, time_at_speed=INTERVALS), WORKOUT),
        (run(0, 8, time_at_speed=INTERVALS, check_in={"effort": 3}), EASY),
        (run(0, 8, time_at_speed=INTERVALS, ascent=400.0), EASY),
    ],
)
def test_the_kind_of_a_run(made, kind):
    assert kind_of_run(made) == kind


def test_recovery_counts_from_the_end_of_the_last_hard_run():
    hard = run(0, 21.6, 3.0, check_in={"race": True})  # two hours
    easy = [run(day, 8, check_in={"race": False}) for day in (1, 2)]
    assert last("recovery", hard, *easy, run(3, 8)) == pytest.approx(70)


def test_a_week_of_easy_runs_is_full_recovery_and_no_history_is_unknown():
    easy = [run(day, 8, check_in={"race": False}) for day in range(9)]
    assert last("recovery", *easy) == 168
    assert np.isnan(last("recovery", run(0, 8)))
    assert np.isnan(last("recovery", *easy[:4]))


def test_a_cramp_days_before_is_known_by_its_label():
    cramp = run(0, 21.6, 3.0, label=Label.YES)
    assert last("days_since_last_cramp", cramp, run(3, 8)) == pytest.approx(3 - 2 / 24)
    assert last("days_since_last_cramp", cramp, run(20, 8)) == 7


def test_an_unanswered_run_in_between_leaves_it_unknown():
    quiet = [run(day, 8, label=Label.NO) for day in range(5)]
    assert last("days_since_last_cramp", *quiet, run(6, 8)) == 7
    assert np.isnan(last("days_since_last_cramp", *quiet, run(5, 8), run(6, 8)))
    assert np.isnan(last("days_since_last_cramp", run(0, 8), run(30, 8)))


def test_the_cramp_of_the_run_itself_is_not_its_own_past():
    quiet = run(0, 8, label=Label.NO)
    assert last("days_since_last_cramp", quiet, run(3, 8, label=Label.YES)) == 7


@pytest.mark.parametrize(
    ("finish", "check_in", "abrupt"),
    [(1.0, {}, 1), (1.2, {}, 1), (0.8, {}, 0.5), (0.5, {}, 0), (1.0, {"cool_down": 10}, 0)],
)
def test_how_it_stopped(finish, check_in, abrupt):
    found = last("abrupt_stop", run(0, 8, finishing_speed=finish, check_in=check_in))
    assert found == pytest.approx(abrupt)


def test_a_run_cut_at_the_cramp_has_no_stop():
    assert np.isnan(last("abrupt_stop", run(0, 8, finishing_speed=None)))


def test_a_cool_down_is_told_or_seen():
    assert last("cool_down", run(0, 8, check_in={"cool_down": 5}, cool_down=600.0)) == 5
    assert last("cool_down", run(0, 8, cool_down=600.0)) == 10
    assert np.isnan(last("cool_down", run(0, 8, cool_down=0.0)))


def test_a_week_is_against_the_four_before():
    month = [run(day, 10) for day in range(0, 28, 7)]
    week = [run(day, 10) for day in (30, 32)]
    assert last("weekly_build", *month, *week, run(34, 10)) == pytest.approx(3.0)
    assert np.isnan(last("weekly_build", *month[:2], run(10, 10)))


def test_steep_metres_count_where_they_are_known():
    assert last("descent", run(0, 10, descent=500.0)) == 500
    assert last("descent", run(0, 10, descent=500.0, eccentric_descent=700.0)) == 700
