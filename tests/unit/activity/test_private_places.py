"""Where a run began and ended is left out of what others see, wherever on Earth it was."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recording import recorded
from uncramp.activity.private_places import AROUND, without_ends, without_places

METRE = 1 / 111_195  # degrees of latitude


def eastward(metres, *, north=46.9, east=7.4):
    """A run past these metres east of its start."""
    metres = np.asarray(metres, dtype=float)
    longitude = east + metres * METRE / np.cos(np.radians(north))
    return recorded(np.full(metres.size - 1, 3.0), latitude=north, longitude=longitude)


def shown(activity):
    places = activity.columns
    return np.isfinite(places.latitude) & np.isfinite(places.longitude)


def test_both_ends_are_cut_and_the_middle_stays():
    metres = np.arange(0, 3001, 50)
    seen = shown(without_ends(eastward(metres)))
    assert seen.tolist() == ((metres >= AROUND) & (metres <= 3000 - AROUND)).tolist()


def test_a_pass_by_home_in_the_middle_is_cut_too():
    metres = np.concatenate(
        [np.arange(0, 1000, 50), np.arange(1000, -1000, -50), np.arange(-1000, 3001, 50)]
    )
    activity = without_ends(eastward(metres))
    assert not shown(activity)[np.abs(metres) < AROUND].any()
    assert shown(activity)[np.abs(metres - 1000) < 10].all()


def test_a_run_around_the_house_shows_no_place_at_all():
    assert not shown(without_ends(eastward(np.arange(0, 190, 10)))).any()


def test_a_run_without_places_stays_as_it_is():
    activity = recorded([3.0] * 100)
    assert without_ends(activity) is activity
    assert np.isnan(without_places(activity).columns.latitude).all()


def test_places_that_come_late_are_cut_from_where_they_come():
    metres = np.where(np.arange(61) < 10, np.nan, np.arange(61) * 50.0)
    seen = shown(without_ends(eastward(metres)))
    assert not seen[:14].any()
    assert seen[15]


@given(north=st.floats(-80, 80), east=st.floats(-180, 180))
def test_the_circle_is_as_wide_everywhere_on_earth(north, east):
    metres = np.arange(0, 2001, 10.0)
    activity = eastward(metres, north=north, east=east)
    wrapped = (activity.columns.longitude + 180) % 360 - 180
    from dataclasses import replace

    activity = replace(activity, columns=replace(activity.columns, longitude=wrapped))
    seen = metres[shown(without_ends(activity))]
    assert seen[0] == pytest.approx(AROUND, abs=11)
    assert seen[-1] == pytest.approx(2000 - AROUND, abs=11)


def test_everything_else_of_the_run_stays():
    activity = eastward(np.arange(0, 3001, 50))
    seen = without_ends(activity)
    assert np.array_equal(seen.columns.distance, activity.columns.distance)
    assert seen.started_at == activity.started_at
    assert not shown(without_places(activity)).any()
