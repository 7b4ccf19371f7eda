from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uncramp.activity.activity import Activity, Columns
from uncramp.activity.zone import Zone, ZoneSource, local_days, zone_of
from uncramp.terms.errors import InputError

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
instants = st.datetimes(datetime(1990, 1, 1), datetime(2037, 12, 31), timezones=st.just(UTC))


def run_at(latitude=np.nan, longitude=np.nan, *, began=None, lasts=3600.0, utc_offset=None):
    time = np.array([0.0, lasts])
    places = {"latitude": np.array([np.nan, latitude]), "longitude": np.array([np.nan, longitude])}
    return Activity(
        sport="running",
        sub_sport="",
        started_at=began or datetime(2026, 7, 1, 6, 0, tzinfo=UTC),
        columns=Columns.of(2, time=time, **places),
        utc_offset=utc_offset,
    )


@pytest.mark.parametrize(
    ("latitude", "longitude", "name"),
    [
        (47.37, 8.54, "Europe/Zurich"),
        (27.72, 85.32, "Asia/Kathmandu"),
        (40.71, -74.01, "America/New_York"),
        (-33.87, 151.21, "Australia/Sydney"),
        (1.87, -157.36, "Pacific/Kiritimati"),
    ],
)
def test_the_place_decides_first(latitude, longitude, name):
    found = zone_of(run_at(latitude, longitude, utc_offset=0), profile="Europe/Berlin")
    assert (found.name, found.source) == (name, ZoneSource.PLACE)


def test_without_a_place_the_file_decides_then_the_profile_then_utc():
    assert zone_of(run_at(utc_offset=20_700), profile="Europe/Berlin").name == "UTC+05:45"
    assert zone_of(run_at(utc_offset=20_700)).source is ZoneSource.FILE
    at_home = zone_of(run_at(), profile="Europe/Berlin")
    assert (at_home.name, at_home.source) == ("Europe/Berlin", ZoneSource.PROFILE)
    assert (zone_of(run_at()).name, zone_of(run_at()).source) == ("UTC", ZoneSource.NOTHING)


def test_a_place_on_the_open_sea_has_a_zone_too():
    assert zone_of(run_at(0.0, 0.0)).local(datetime(2026, 1, 1, tzinfo=UTC)).hour == 0


def test_a_profile_that_is_no_zone_is_refused_in_words():
    with pytest.raises(InputError, match="Europe/Nowhere"):
        zone_of(run_at(), profile="Europe/Nowhere")


def test_a_run_over_midnight_belongs_to_two_days_and_the_zone_decides_which():
    began = datetime(2026, 7, 1, 21, 30, tzinfo=UTC)
    run = run_at(began=began)
    assert local_days(run, zone_of(run)) == (date(2026, 7, 1), date(2026, 7, 1))
    berlin = zone_of(run, profile="Europe/Berlin")
    assert local_days(run, berlin) == (date(2026, 7, 1), date(2026, 7, 2))
    tokyo = zone_of(run, profile="Asia/Tokyo")
    assert local_days(run, tokyo) == (date(2026, 7, 2), date(2026, 7, 2))


def test_a_run_without_a_clock_has_no_day():
    run = replace(run_at(), started_at=None)
    assert local_days(run, zone_of(run)) is None


def test_the_hour_that_comes_twice_is_told_apart():
    zone = zone_of(run_at(), profile="Europe/Berlin")
    first, second = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))
    assert zone.local(first).replace(tzinfo=None) == zone.local(second).replace(tzinfo=None, fold=0)
    assert zone.instant(datetime(2026, 10, 25, 2, 30)) == first
    assert zone.instant(datetime(2026, 10, 25, 2, 30, fold=1)) == second


def test_the_hour_that_is_left_out_is_read_as_if_the_clock_had_not_been_set():
    zone = zone_of(run_at(), profile="Europe/Berlin")
    instant = zone.instant(datetime(2026, 3, 29, 2, 30))
    assert instant == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert zone.local(instant).replace(tzinfo=None) == datetime(2026, 3, 29, 3, 30)


@given(st.sampled_from(ZONES), instants)
def test_there_and_back_is_the_same_instant_in_every_zone(name, instant):
    zone = Zone(name, ZoneInfo(name), ZoneSource.PROFILE)
    local = zone.local(instant)
    assert zone.instant(local.replace(tzinfo=None)) == instant
    assert local == instant


@given(st.sampled_from(ZONES), instants, st.floats(0, 86_400))
def test_days_follow_each_other_and_never_lie_far_from_utc(name, instant, lasts):
    zone = Zone(name, ZoneInfo(name), ZoneSource.PROFILE)
    first, last = local_days(run_at(began=instant, lasts=lasts), zone)
    assert first <= last <= first + timedelta(days=2)
    assert abs(first - instant.date()) <= timedelta(days=1)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_place_on_earth_has_a_zone_within_15_hours_of_utc(latitude, longitude):
    zone = zone_of(run_at(latitude, longitude))
    assert zone.source is ZoneSource.PLACE
    offset = zone.local(datetime(2026, 7, 1, tzinfo=UTC)).utcoffset()
    assert abs(offset) <= timedelta(hours=15)
