"""Easing off on purpose is not fading; slowing because one must is."""

import dataclasses

import numpy as np
import pytest

from recording import recorded
from uncramp.activity.activity import Lap
from uncramp.exposure.cool_down import pressed_laps
from uncramp.exposure.summary import summarise

TEMPO, EASY = [3.5] * 4800, [2.3] * 600


def with_laps(run, *starts):
    ends = [*starts[1:], float(run.columns.time[-1])]
    covered = run.columns.distance
    laps = tuple(
        Lap(a, b - a, float(covered[int(b)] - covered[int(a)]))
        for a, b in zip(starts, ends, strict=True)
    )
    return dataclasses.replace(run, laps=laps)


def falling_heart(steady, late):
    rate = np.full(5401, float(steady))
    rate[4800:] = np.linspace(steady, late, 601)
    return rate


def test_after_the_lap_button_it_is_a_cool_down():
    found = summarise(with_laps(recorded(TEMPO + EASY), 0.0, 4805.0))
    assert found.late_fade == pytest.approx(0, abs=0.5)
    assert found.cool_down == pytest.approx(600, abs=15)


def test_with_a_heart_that_comes_down_it_is_a_cool_down():
    found = summarise(recorded(TEMPO + EASY, heart_rate=falling_heart(165, 120)))
    assert found.late_fade == pytest.approx(0, abs=0.5)
    assert found.cool_down == pytest.approx(600, abs=15)


def test_a_fade_before_a_cool_down_is_still_a_fade():
    run = recorded([3.5] * 3600 + [2.975] * 1800 + [2.0] * 600)
    assert summarise(with_laps(run, 0.0, 5400.0)).late_fade == pytest.approx(15, abs=0.5)


def test_slowing_with_a_racing_heart_is_a_fade():
    found = summarise(recorded(TEMPO + EASY, heart_rate=falling_heart(165, 163)))
    assert found.late_fade > 8
    assert found.cool_down == 0


def test_slowing_bit_by_bit_is_a_fade_even_with_a_calmer_heart():
    speed = np.r_[np.full(3600, 3.5), np.linspace(3.5, 2.3, 1800)]
    found = summarise(
        recorded(speed, heart_rate=np.r_[np.full(3601, 165), np.linspace(165, 130, 1800)])
    )
    assert found.cool_down == 0
    assert found.late_fade > 10


def test_slowing_within_minutes_is_not_at_a_stroke():
    speed = np.r_[np.full(4680, 3.5), np.linspace(3.5, 2.0, 720)]
    rate = np.r_[np.full(4681, 165), np.linspace(165, 125, 720)]
    found = summarise(recorded(speed, heart_rate=rate))
    assert found.cool_down == 0
    assert found.late_fade > 5


def test_laps_the_watch_closes_every_kilometre_are_no_press():
    run = recorded(TEMPO + EASY)
    every = np.searchsorted(run.columns.distance, np.arange(0, run.columns.distance[-1], 1000))
    automatic = with_laps(run, *every.astype(float))
    assert pressed_laps(automatic) == ()
    assert summarise(automatic).late_fade > 8


def test_a_press_among_automatic_laps_is_found():
    run = recorded(TEMPO + EASY)
    every = np.searchsorted(run.columns.distance, np.arange(0, 16_000, 1000)).astype(float)
    assert pressed_laps(with_laps(run, *every, 4800.0)) == (4800.0,)


@pytest.mark.parametrize("presses", [(0.0,), (0.0, 900.0), (0.0, 900.0, 2700.0, 4000.0)])
def test_pressing_the_lap_button_changes_no_fade(presses):
    run = recorded([3.0] * 5400 + [2.55] * 1800)
    assert summarise(with_laps(run, *presses)).late_fade == pytest.approx(15, abs=0.2)


def test_walking_for_half_an_hour_is_no_cool_down():
    run = recorded(
        [3.3] * 3600 + [1.5] * 1800, heart_rate=np.r_[np.full(3601, 160), np.full(1800, 110)]
    )
    assert summarise(run).cool_down == 0
    assert summarise(run).late_fade > 50


def test_a_run_that_ends_in_a_cool_down_did_not_stop_at_a_stroke():
    assert summarise(with_laps(recorded(TEMPO + EASY), 0.0, 4805.0)).finishing_speed < 0.7
    assert summarise(recorded(TEMPO)).finishing_speed == pytest.approx(1, abs=0.01)
