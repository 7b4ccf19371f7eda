"""Where a run was, as roughly as weather needs it; how high, how bouncy, and under what sun."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recording import recorded
from uncramp.exposure.summary import summarise
from uncramp.history.run import RunSummary

BEGAN = dt.datetime(2026, 5, 3, 7, 40, tzinfo=dt.UTC)


def eastward(seconds, longitude=8.52, **more):
    """A run along the 47th parallel at 3 m/s."""
    metres = 3.0 * np.arange(seconds + 1.0)
    east = longitude + metres / (111_195 * np.cos(np.radians(47)))
    wrapped = (east + 180) % 360 - 180
    given = {"latitude": 47.03, "longitude": wrapped, "started_at": BEGAN} | more
    return recorded(np.full(seconds, 3.0), **given)


def test_the_hours_of_the_clock_it_touched_are_kept_with_their_seconds():
    hours = summarise(eastward(5400)).hours
    assert [hour.at.hour for hour in hours] == [7, 8, 9]
    assert [hour.seconds for hour in hours] == [1200, 3600, 600]
    assert all((hour.at.minute, hour.at.second, hour.at.tzinfo) == (0, 0, dt.UTC) for hour in hours)


def test_a_place_is_kept_too_roughly_to_find_a_door():
    for hour in summarise(eastward(5400)).hours:
        assert hour.latitude == 47.0
        assert hour.longitude == round(hour.longitude, 1)


def test_a_long_way_is_somewhere_else_later():
    hours = summarise(eastward(4 * 3600)).hours
    places = [hour.longitude for hour in hours]
    assert places == sorted(places)
    assert places[-1] - places[0] == pytest.approx(0.5, abs=0.11)


def test_over_the_date_line_nobody_is_on_the_other_side_of_the_world():
    found = summarise(eastward(5400, longitude=179.9))
    assert all(abs(hour.longitude) > 179 for hour in found.hours)
    alone = summarise(eastward(5400, longitude=179.8))
    assert found.sun == pytest.approx(alone.sun, abs=0.3)


def test_a_run_cut_at_its_cramp_has_only_the_weather_until_then():
    assert [h.seconds for h in summarise(eastward(5400), until=3000).hours] == [1200, 1800]


def test_lost_places_are_those_nearest_in_time():
    latitude = np.full(5401, np.nan)
    latitude[:600] = 47.0
    longitude = np.where(np.isnan(latitude), np.nan, 8.5)
    hours = summarise(eastward(5400, latitude=latitude, longitude=longitude)).hours
    assert {(hour.latitude, hour.longitude) for hour in hours} == {(47.0, 8.5)}


@pytest.mark.parametrize("sub_sport", ["treadmill", "virtual_activity"])
def test_indoors_there_is_no_place_and_no_sun(sub_sport):
    inside = eastward(3600)
    made = type(inside)("running", sub_sport, inside.started_at, inside.columns)
    found = summarise(made)
    assert (found.hours, found.sun) == ((), None)


def test_without_a_place_or_a_clock_there_are_no_hours():
    assert summarise(recorded([3.0] * 3600)).hours == ()
    assert summarise(eastward(3600, started_at=None)).hours == ()


@given(st.integers(60, 30_000), st.integers(0, 86_399))
def test_the_seconds_of_the_hours_add_up_to_the_run(seconds, later):
    began = BEGAN.replace(hour=0, minute=0) + dt.timedelta(seconds=later)
    found = summarise(eastward(seconds, started_at=began))
    assert sum(hour.seconds for hour in found.hours) == pytest.approx(found.duration)
    assert [h.at for h in found.hours] == sorted({h.at for h in found.hours})


def test_the_mean_height_is_kept_and_missing_where_unknown():
    assert summarise(eastward(3600, altitude=1200.0)).altitude == 1200
    assert summarise(eastward(3600)).altitude is None


def test_the_rise_and_fall_of_a_step_is_kept_without_what_no_runner_does():
    bounce = np.r_[np.full(1800, 85.0), np.full(60, 900.0), np.full(1741, 95.0)]
    found = summarise(recorded([3.0] * 3600, vertical_oscillation=bounce))
    assert found.vertical_oscillation == pytest.approx(90, abs=1)
    assert summarise(recorded([3.0] * 3600)).vertical_oscillation is None


def test_what_is_new_in_a_summary_comes_back_from_json():
    made = summarise(eastward(5400, altitude=500.0, vertical_oscillation=90.0))
    assert RunSummary.model_validate_json(made.model_dump_json()) == made
    old = made.model_dump(exclude={"hours", "altitude", "vertical_oscillation"})
    assert RunSummary.model_validate(old).hours == ()
