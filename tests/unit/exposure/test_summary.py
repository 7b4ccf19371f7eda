"""What is kept of a run: bests, hills, heart, stride and sun."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recording import NOW, recorded
from uncramp.exposure.climbing import braking_weight, climbed
from uncramp.exposure.summary import summarise
from uncramp.exposure.sun import elevation
from uncramp.history.run import RunSummary


def test_best_efforts_are_the_fastest_stretch():
    efforts = {
        b.distance: b.time
        for b in summarise(recorded([3.0] * 600 + [5.0] * 200 + [3.0] * 600)).best_efforts
    }
    assert efforts[1000] == pytest.approx(200, abs=6)


def test_small_wobbles_are_no_climb():
    assert climbed(np.tile([500.0, 502.0], 500)) == (0.0, 0.0)


def test_a_hill_counts_up_and_down():
    hill = np.r_[np.linspace(500, 600, 50), np.linspace(600, 540, 30)]
    assert climbed(hill) == pytest.approx((100, 60), abs=4)


@pytest.mark.parametrize(("grade", "weight"), [(-0.03, 1.1), (-0.15, 1.5), (-0.30, 2.0)])
def test_steep_metres_down_count_more(grade, weight):
    speed = np.full(3000, 2.5)
    fallen = np.r_[0.0, np.cumsum(grade * speed)]
    found = summarise(recorded(speed, altitude=3000 + fallen))
    assert found.eccentric_descent / found.descent == pytest.approx(weight, abs=0.03)


@given(st.floats(-0.6, 0.6))
def test_braking_counts_once_on_the_flat_and_twice_at_most(grade):
    assert 1 <= braking_weight(np.array(grade)) <= 2


def test_a_flat_run_with_a_wobbling_barometer_brakes_nothing():
    wobble = 400 + np.random.default_rng(1).normal(0, 0.5, 3601)
    assert summarise(recorded([3.0] * 3600, altitude=wobble)).eccentric_descent < 5


def test_seconds_at_each_speed_add_up_to_the_moving_time():
    found = summarise(recorded([3.02] * 1200 + [4.52] * 600 + [0.0] * 100))
    assert sum(found.time_at_speed) == found.moving_time
    assert found.time_at_speed[45] == pytest.approx(600, abs=60)


def test_a_heart_that_rises_at_the_same_pace_has_drifted():
    rate = np.r_[np.full(600, 140), np.full(2400, 150), np.full(2401, 165)]
    found = summarise(recorded([3.0] * 5400, heart_rate=rate))
    assert found.heart_rate_drift == pytest.approx(10, abs=0.5)
    assert summarise(recorded([3.0] * 5400, heart_rate=150.0)).heart_rate_drift == pytest.approx(0)


def test_no_heart_rate_or_a_short_run_has_no_drift():
    assert summarise(recorded([3.0] * 5400)).heart_rate_drift is None
    assert summarise(recorded([3.0] * 1500, heart_rate=150.0)).heart_rate_drift is None


def test_weight_that_moves_to_the_other_foot_is_seen_whichever_foot():
    for late in (53.0, 47.0):
        balance = np.r_[np.full(3600, 50.0), np.full(3601, late)]
        found = summarise(recorded([3.0] * 7200, ground_contact_balance=balance))
        assert found.balance_drift == pytest.approx(3, abs=0.1)


def test_walking_breaks_do_not_lower_the_step_rate():
    steps = np.r_[np.full(2000, 176.0), np.full(1601, 110.0)]
    speed = [3.0] * 2000 + [1.5] * 1600
    assert summarise(recorded(speed, step_rate=steps)).step_rate == pytest.approx(176, abs=1)


@pytest.mark.parametrize(
    ("at", "latitude", "longitude", "degrees"),
    [
        # Noon at the equinox is 90 less the latitude; at the June solstice 23.44 more.
        (dt.datetime(2026, 3, 20, 12, 7, tzinfo=dt.UTC), 0.0, 0.0, 90),
        (dt.datetime(2026, 6, 21, 12, 2, tzinfo=dt.UTC), 51.48, 0.0, 61.96),
        (dt.datetime(2026, 12, 21, 11, 58, tzinfo=dt.UTC), 51.48, 0.0, 15.08),
        (dt.datetime(2026, 6, 21, 0, 2, tzinfo=dt.UTC), 51.48, 0.0, -15.08),
        (dt.datetime(2026, 3, 20, 0, 7, tzinfo=dt.UTC), -37.8, 180.0, 52.2),
    ],
)
def test_the_sun_stands_where_it_should(at, latitude, longitude, degrees):
    assert elevation(at, latitude, longitude) == pytest.approx(degrees, abs=0.6)


def test_the_sun_does_not_care_in_whose_clock_the_instant_is_written():
    at = dt.datetime(2026, 6, 21, 12, 2, tzinfo=dt.UTC)
    elsewhere = at.astimezone(dt.timezone(dt.timedelta(hours=9)))
    assert elevation(elsewhere, 51.48, 0.0) == elevation(at, 51.48, 0.0)


def test_a_run_at_night_knows_that_it_was_night():
    place = {"latitude": 47.0, "longitude": 8.0}
    night = recorded([3.0] * 3600, started_at=NOW.replace(hour=22), **place)
    day = recorded([3.0] * 3600, started_at=NOW.replace(hour=11), **place)
    assert summarise(night).sun < -20 < 15 < summarise(day).sun
    assert summarise(recorded([3.0] * 3600)).sun is None


def test_a_summary_comes_back_from_json_equal():
    made = summarise(recorded([3.0] * 5400, heart_rate=150.0, altitude=400.0))
    assert RunSummary.model_validate_json(made.model_dump_json()) == made


def test_a_summary_kept_by_an_older_edition_is_still_read():
    old = summarise(recorded([3.0] * 5400)).model_dump()
    for name in ("time_at_speed", "eccentric_descent", "cool_down", "finishing_speed", "sun"):
        del old[name]
    assert RunSummary.model_validate(old).eccentric_descent is None
