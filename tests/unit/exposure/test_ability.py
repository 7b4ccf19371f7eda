"""What a runner can hold, from bests; and how far a run went above it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from histories import history, run
from uncramp.exposure.ability import (
    SHORT_BESTS,
    able,
    critical_speed,
    share_held,
)
from uncramp.exposure.catalogue import CATALOGUE, exposures
from uncramp.history.run import BestEffort

EFFORT = [e.name for e in CATALOGUE].index("effort_above_ability")


def last(runs, name, **runner):
    found = exposures(history(*runs, **runner))
    return found.value[-1, [e.name for e in CATALOGUE].index(name)]


def bests(speed, above=200.0):
    """Least times over 400 m to 5 km of somebody with this critical speed."""
    return tuple(BestEffort(distance=d, time=(d - above) / speed) for d in SHORT_BESTS)


def trained(n=30, speed=4.0):
    return [run(3 * day, 9, 3.0, best_efforts=bests(speed)) for day in range(n)]


@given(st.floats(2, 6), st.floats(0, 400))
def test_critical_speed_is_found_again(speed, above):
    best = np.array([[(d - above) / speed for d in SHORT_BESTS]])
    found, over = critical_speed(best)
    assert found[0] == pytest.approx(speed, rel=1e-6)
    assert over[0] == pytest.approx(above, abs=1e-3)


def test_two_distances_make_no_line():
    best = np.full((1, 6), np.nan)
    best[0, [0, 5]] = 80, 1300
    assert np.isnan(critical_speed(best)[0][0])


def test_a_line_that_begins_below_nothing_goes_through_nothing():
    slower = np.array([[d / 3 for d in SHORT_BESTS]])
    slower[0, 0] = 170  # 400 m slower than the rest: nobody has metres to give back
    found, over = critical_speed(slower)
    assert over[0] == 0
    assert found[0] == pytest.approx(3, rel=0.01)


@pytest.mark.parametrize(("minutes", "share"), [(150, 0.93), (360, 0.789), (40, 1.0)])
def test_a_marathon_is_held_at_the_published_share(minutes, share):
    # Smyth and Muniz-Pumares 2020, doi:10.1249/MSS.0000000000002412.
    assert share_held(np.array([60.0 * minutes]))[0] == pytest.approx(share)


def test_the_mean_marathon_of_the_study_is_met():
    # 84.8 % of 3.74 m/s is a marathon in 3 h 42 min.
    found = share_held(np.array([222 * 60.0]))[0]
    assert found == pytest.approx(0.848, abs=0.03)


@given(st.floats(300, 200_000), st.floats(1.001, 3))
def test_nobody_holds_a_speed_longer_than_a_slower_one(seconds, longer):
    found = able(history(*trained(), run(100, 9)), np.full(31, seconds)).speed[-1]
    later = able(history(*trained(), run(100, 9)), np.full(31, seconds * longer)).speed[-1]
    assert later <= found + 1e-9


def test_critical_speed_comes_from_ones_own_bests():
    found = able(history(*trained(speed=4.0), run(100, 9)), np.full(31, 2400.0))
    assert found.speed[-1] == pytest.approx(4.0 + 200 / 2400, rel=1e-6)
    assert 7.67 <= found.error[-1] < 9


def test_a_race_told_counts_where_training_was_easy():
    told = last([*trained(speed=3.0), run(100, 10, 3.5)], "effort_above_ability",
                recent_bests=[["10 km", "45:00"]])  # fmt: skip
    alone = last([*trained(speed=3.0), run(100, 10, 3.5)], "effort_above_ability")
    assert told < 0 < alone


def test_age_and_sex_stand_in_where_no_best_is_known():
    alone = run(0, 10, 3.2)
    assert np.isnan(last([alone], "effort_above_ability"))
    assert np.isnan(last([alone], "effort_above_ability", sex="female"))
    young, old = (last([alone], "effort_above_ability", sex="female", age=age) for age in (30, 65))
    man = last([alone], "effort_above_ability", sex="male", age=30)
    assert man < young < old


def test_each_way_of_knowing_is_wider_than_the_one_before():
    own = exposures(history(*trained(60), run(179, 9))).sd[-1, EFFORT]
    told = exposures(history(run(0, 10), recent_bests=[["10 km", "45:00"]])).sd[-1, EFFORT]
    norm = exposures(history(run(0, 10), sex="male", age=40)).sd[-1, EFFORT]
    assert own < norm
    assert told < norm
    assert norm >= 20


def test_running_as_fast_as_ones_best_over_that_time_is_no_extra_effort():
    even = run(3, 10, 10_000 / 3000)
    assert last([even], "effort_above_ability", recent_bests=[["10 km", "50:00"]]) == pytest.approx(
        0, abs=0.1
    )


def test_ten_percent_faster_than_ones_best_reads_ten():
    faster = 1.1 * 10_000 / 3000
    # at a tenth less time the best predicts a little more speed: Riegel's 1.06
    expected = 100 * (1.1 * 1.1 ** (1 / 1.06 - 1) - 1)
    assert last(
        [run(3, 10, faster)], "effort_above_ability", recent_bests=[["10 km", "50:00"]]
    ) == pytest.approx(expected, abs=0.1)


def test_the_run_itself_is_not_its_own_history():
    assert np.isnan(last([run(0, 30)], "effort_above_ability"))


def test_few_earlier_runs_leave_a_wide_error():
    few = exposures(history(run(0, 8), run(3, 8)))
    many = exposures(history(*(run(day, 8) for day in range(60))))
    assert few.sd[-1, EFFORT] > 1.5 * many.sd[-1, EFFORT]


def test_old_bests_are_forgotten():
    assert np.isnan(last([run(0, 10, 4.0), run(200, 10)], "effort_above_ability"))


def test_surges_are_the_minutes_above_critical_speed():
    seconds = [0] * 60
    seconds[30], seconds[45] = 2400, 600  # 3.0 and 4.5 m/s
    asked = run(100, 10, 3.3, time_at_speed=tuple(seconds))
    assert last([*trained(speed=3.8), asked], "surges") == pytest.approx(10)
    assert last([*trained(speed=5.0), asked], "surges") == pytest.approx(0)
    assert np.isnan(last([asked], "surges"))


def test_surges_near_the_limit_have_a_wide_error():
    seconds = [0] * 60
    seconds[40] = 3600
    k = [e.name for e in CATALOGUE].index("surges")
    near, far = (
        exposures(history(*trained(speed=speed), run(100, 14, 4.0, time_at_speed=tuple(seconds))))
        for speed in (4.0, 6.0)
    )
    assert near.sd[-1, k] > 10 > far.sd[-1, k]
