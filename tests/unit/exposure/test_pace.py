"""Speeds that hills, stops and sampling do not distort, and the fade computed on them."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recording import recorded
from uncramp.activity.activity import Activity, Columns
from uncramp.exposure.fade import late_fade
from uncramp.exposure.pace import energy_cost_ratio, pace
from uncramp.exposure.summary import climbed, summarise

STEADY, SLOWER = [3.0] * 5400, [2.55] * 1800


def fade(activity):
    found = late_fade(pace(activity))
    return None if found is None else found.percent


def test_fifteen_percent_slower_reads_fifteen():
    assert fade(recorded(STEADY + SLOWER)) == pytest.approx(15, abs=0.5)


def test_a_steady_run_has_no_fade():
    assert fade(recorded([3.0] * 7200)) == pytest.approx(0, abs=0.1)


def test_a_red_light_is_not_a_fade():
    waiting = [3.0] * 6000 + [0.0] * 120 + [3.0] * 1200
    assert fade(recorded(waiting)) == pytest.approx(0, abs=0.5)


def test_a_pause_without_samples_is_not_a_fade():
    run = recorded([3.0] * 7200)
    time = run.columns.time + np.where(np.arange(7201) > 6000, 600.0, 0.0)
    paused = Activity(
        "running", "", run.started_at, Columns.of(7201, time=time, distance=run.columns.distance)
    )
    assert fade(paused) == pytest.approx(0, abs=0.5)


def test_a_climb_at_the_end_is_not_a_fade():
    # 6 % up costs 1.36 times the flat, so the same effort is that much slower.
    uphill = 3.0 / float(energy_cost_ratio(np.array(0.06)))
    speed = np.r_[np.full(5400, 3.0), np.full(1800, uphill)]
    climbed_by = np.r_[0.0, np.cumsum(np.where(np.arange(7200) >= 5400, 0.06 * speed, 0))]
    assert fade(recorded(speed, altitude=400 + climbed_by)) == pytest.approx(0, abs=1.0)


def test_under_45_minutes_there_is_no_fade_to_speak_of():
    assert fade(recorded([3.0] * 2600)) is None


def test_a_noisy_run_admits_its_error():
    noise = np.random.default_rng(3).normal(3.0, 0.6, 7200).clip(1)
    calm, noisy = (late_fade(pace(recorded(s))).sd for s in ([3.0] * 7200, noise))
    assert calm < 0.01 < noisy < 5


def test_a_run_indoors_still_has_a_pace():
    assert summarise(recorded([2.8] * 3600)).distance == pytest.approx(10080, rel=0.01)


def test_a_run_with_places_only_has_a_distance():
    north = np.arange(0, 3600) * 3.0 / 111_195
    columns = Columns.of(3600, time=np.arange(3600.0), latitude=north, longitude=np.zeros(3600))
    run = Activity("running", "", None, columns)
    assert summarise(run).distance == pytest.approx(10_800, rel=0.01)


def test_a_run_without_a_clock_is_still_a_run():
    columns = Columns.of(10, latitude=np.linspace(47, 47.01, 10), longitude=np.full(10, 8.0))
    summary = summarise(Activity("running", "", None, columns))
    assert (summary.duration, summary.moving_time, summary.late_fade) == (0, None, None)


def test_best_efforts_are_the_fastest_stretch():
    efforts = {
        b.distance: b.time
        for b in summarise(recorded([3.0] * 600 + [5.0] * 200 + [3.0] * 600)).best_efforts
    }
    assert efforts[1000] == pytest.approx(200, abs=6)


def test_what_comes_after_the_cramp_is_left_out():
    whole, until = recorded(STEADY + SLOWER), 5400.0
    assert summarise(whole, until=until).late_fade == pytest.approx(0, abs=0.5)
    assert summarise(whole, until=until).duration == until


def test_small_wobbles_are_no_climb():
    assert climbed(np.tile([500.0, 502.0], 500)) == (0.0, 0.0)


def test_a_hill_counts_up_and_down():
    hill = np.r_[np.linspace(500, 600, 50), np.linspace(600, 540, 30)]
    assert climbed(hill) == pytest.approx((100, 60), abs=4)


@given(st.floats(1.5, 5.5), st.integers(2800, 9000), st.floats(-0.1, 0.3))
def test_any_fade_is_found_again(speed, seconds, lost):
    late = np.where(np.arange(seconds) >= seconds - 1800, speed * (1 - lost), speed)
    assert fade(recorded(late)) == pytest.approx(100 * lost, abs=1.0)


@given(st.floats(-0.45, 0.45))
def test_going_up_costs_more_than_going_down_the_same_slope(grade):
    assert (
        energy_cost_ratio(np.array(abs(grade))) >= energy_cost_ratio(np.array(-abs(grade))) - 1e-12
    )


def test_the_cost_of_slopes_is_minettis():
    # Minetti 2002, table of measured points against the level: 18.93/3.40 at +45 %.
    assert energy_cost_ratio(np.array(0.45)) == pytest.approx(18.93 / 3.40, rel=0.06)
    assert energy_cost_ratio(np.array(0.0)) == 1


def test_a_clock_that_jumps_by_weeks_is_not_a_pace():
    columns = Columns.of(3, time=np.array([0, 10, 40 * 86400.0]), distance=np.array([0, 30, 60.0]))
    assert pace(Activity("running", "", dt.datetime(2026, 1, 1, tzinfo=dt.UTC), columns)) is None
