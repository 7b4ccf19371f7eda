"""What a runner can hold, from bests; and how far a run went above it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from histories import history, run
from uncramp.exposure.ability import (
    NORMS,
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


@pytest.mark.parametrize(
    ("distance", "best", "seconds"),
    [
        (10_000, 2400.0, 2400 * 2.10975**1.06),  # Riegel 1981, to the half marathon
        (21_097.5, 6300.0, 6300.0),
    ],
)
def test_up_to_a_half_marathon_riegel_holds(distance, best, seconds):
    runner = {"recent_bests": [[f"{distance} m", f"{best} s"]]}
    found = able(history(run(0, 8), **runner), np.array([seconds])).speed[0]
    assert found * seconds == pytest.approx(21_097.5, rel=1e-6)


def marathon(half):
    """Seconds of the marathon that somebody with this half, in s, can run."""
    known = history(run(0, 8), recent_bests=[["21097.5 m", f"{half} s"]])
    low, high = 2.0 * half, 3.0 * half
    for _ in range(40):
        middle = (low + high) / 2
        reached = able(known, np.array([middle])).speed[0] * middle
        low, high = (low, middle) if reached >= 42_195 else (middle, high)
    return low


@pytest.mark.parametrize("half", [5400.0, 6300.0, 7200.0, 8100.0])
def test_a_marathon_is_ten_minutes_slower_than_riegels_or_more(half):
    # Vickers and Vertosick 2016, doi:10.1186/s13102-016-0052-y: so it is for half of runners.
    assert marathon(half) - half * 2**1.06 >= 600


@pytest.mark.parametrize("half", [5400.0, 6300.0, 7200.0])
def test_a_marathon_from_a_half_is_near_the_model_of_2303_runners(half):
    # Their model from one race, as calculators print it, for 31 miles a week; m/s and miles.
    riegel = 42_195 / (half * 2**1.07)
    model = 0.16018617 + 0.83076202 * riegel + 0.06423826 * 31 / 10
    assert marathon(half) == pytest.approx(42_195 / model, rel=0.03)


@given(st.floats(1200, 20_000), st.floats(200, 100_000), st.floats(1.001, 3))
def test_with_a_told_best_too_nobody_holds_a_speed_longer_than_a_slower_one(best, seconds, longer):
    known = history(run(0, 8), recent_bests=[["10 km", f"{best} s"]])
    speeds = [able(known, np.array([t])).speed[0] for t in (seconds, seconds * longer)]
    assert speeds[1] < speeds[0]


@pytest.mark.parametrize(("sex", "age", "kmh"), [("male", 43.1, 10.74), ("female", 41.0, 9.64)])
def test_norms_meet_the_marathons_they_are_made_of(sex, age, kmh):
    # Nikolaidis 2019, doi:10.3390/ijerph16112022: 387,222 finishers in Berlin.
    speed = kmh / 3.6
    found = able(history(run(0, 8), sex=sex, age=age), np.array([42_195 / speed])).speed[0]
    assert found == pytest.approx(speed, rel=0.01)


@pytest.mark.parametrize(("sex", "best", "later"), [("male", 34, 57), ("female", 32, 62)])
def test_a_tenth_is_lost_at_the_ages_the_study_found(sex, best, later):
    young, old = (NORMS[sex].at(age) for age in (best, later))
    assert old / young == pytest.approx(0.9)
    assert NORMS[sex].at(20) == young
    assert NORMS[sex].at(100) > 0.4 * young
