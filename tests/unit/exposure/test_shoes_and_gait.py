"""Shoes, landing and steps, against the runner's own habit; and habits as told."""

import numpy as np
import pytest

from histories import history, run
from uncramp.exposure.catalogue import CATALOGUE, exposures

NAMES = [e.name for e in CATALOGUE]


def cell(name, *runs, **runner):
    found = exposures(history(*runs, **runner))
    return found.value[-1, NAMES.index(name)], found.sd[-1, NAMES.index(name)]


def last(name, *runs, **runner):
    return cell(name, *runs, **runner)[0]


def shod(day, drop):
    return run(day, 8, check_in={"shoe_drop": drop})


def test_a_lower_drop_than_said_or_worn_lately():
    assert last("drop_change", shod(0, 0), habitual_drop=10) == 10
    assert last("drop_change", shod(0, 10), shod(5, 8), shod(9, 0)) == 9
    assert np.isnan(last("drop_change", shod(0, 0)))


def test_shoes_of_two_months_ago_are_no_habit():
    assert np.isnan(last("drop_change", shod(0, 10), shod(70, 0)))


@pytest.mark.parametrize(("km", "new"), [(0, 1.0), (50, 0.5), (100, 0.0), (700, 0.0)])
def test_a_pair_is_new_until_it_is_run_in(km, new):
    assert last("new_shoes", run(0, 8, check_in={"shoe_distance": km})) == new


def test_landing_told_for_the_run_beats_the_habit_and_the_watch_moves_the_habit_a_little():
    contact = {"ground_contact_time": 290.0}
    told = cell("forefoot_load", run(0, 8, check_in={"strike": "forefoot"}, **contact))
    watch = cell("forefoot_load", run(0, 8, **contact), habitual_strike="forefoot")
    habit = cell("forefoot_load", run(0, 8), habitual_strike="forefoot")
    assert told[0] == habit[0] == 1
    assert 0.5 < watch[0] < 0.8
    assert told[1] < watch[1] < habit[1]
    assert 0 < cell("forefoot_load", run(0, 8, **contact))[0] < 0.1  # as most land, or less
    assert np.isnan(last("forefoot_load", run(0, 8)))


def test_the_shorter_on_the_ground_the_more_on_the_forefoot():
    loads = [
        last("forefoot_load", run(0, 8, ground_contact_time=ms)) for ms in (300.0, 250.0, 200.0)
    ]
    assert loads == sorted(loads)
    assert loads[0] < loads[-1]


def test_more_steps_at_the_same_speed_is_a_change_and_faster_running_is_not():
    habit = [run(day, 8, 3.0, step_rate=170.0) for day in range(5)]
    assert last("step_rate_change", *habit, run(9, 8, 3.0, step_rate=178.5)) == pytest.approx(
        4.8, abs=0.1
    )
    faster = run(9, 8, 3.5, step_rate=174.5)  # 9 steps/min more for each m/s
    assert last("step_rate_change", *habit, faster) == pytest.approx(0, abs=0.05)
    assert np.isnan(last("step_rate_change", *habit[:2], run(9, 8, step_rate=170.0)))


@pytest.mark.parametrize(
    ("name", "check_in", "value"),
    [
        ("sleep_short", {"sleep": 5}, 2),
        ("sleep_short", {"sleep": 9}, 0),
        ("warm_up", {"warm_up": 12}, 12),
        ("stretching", {"stretching": 5}, 5),
        ("strength_training", {"strength_training": 2}, 2),
        ("recent_illness", {"recent_illness": True}, 1),
        ("sudden_movement", {"sudden_movement": False}, 0),
        ("symptom_quality", {"symptoms": ["flicker", "twitch"]}, 2),
        ("symptom_quality", {"symptoms": []}, 0),
        ("soreness", {"soreness": 4}, 4),
    ],
)
def test_what_is_told_is_taken_as_told_and_silence_is_missing(name, check_in, value):
    assert last(name, run(0, 8, check_in=check_in)) == value
    assert np.isnan(last(name, run(0, 8)))


def test_facts_are_the_runners_and_the_same_for_every_run():
    found = exposures(history(run(0, 8), run(1, 8), sex="male", age=50, low_back_pain=False))
    assert found.value[:, NAMES.index("sex")].tolist() == [1, 1]
    assert found.value[:, NAMES.index("age")].tolist() == [50, 50]
    assert found.value[:, NAMES.index("low_back_pain")].tolist() == [0, 0]
    assert np.isnan(found.value[:, NAMES.index("family_history")]).all()
