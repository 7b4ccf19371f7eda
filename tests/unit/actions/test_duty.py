"""The duty calendar: local hours, the nights of the clock change, holidays."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from pydantic import ValidationError

from uncramp.actions.duty import Duty, Shift

WORKDAYS = (0, 1, 2, 3, 4)


def shift(begins=time(8), ends=time(20), *, weekdays=WORKDAYS, zone="Europe/Berlin", who="ann"):
    return Shift(
        name=who.title(),
        address=f"{who}@example.org",
        weekdays=weekdays,
        begins=begins,
        ends=ends,
        zone=zone,
    )


def at(day, hour, minute=0, month=11):
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def test_hours_are_local_hours():
    duty = Duty((shift(),))
    assert duty.on_duty(at(23, 6, 59)) == ()  # 07:59 in Berlin, a Monday
    assert duty.on_duty(at(23, 7)) == ("ann@example.org",)
    assert duty.on_duty(at(23, 19)) == ()
    assert Duty((shift(zone="America/Denver"),)).on_duty(at(23, 15)) == ("ann@example.org",)


def test_the_hours_stay_local_when_the_clocks_change():
    duty = Duty((shift(weekdays=range(7)),))
    for day, month, first in ((28, 3, 7), (29, 3, 6), (24, 10, 6), (25, 10, 7)):
        window = duty.next_after(at(day, 0, month=month))
        assert window.begins == at(day, first, month=month)


def test_a_night_shift_ends_on_the_next_day_and_is_an_hour_longer_in_october():
    night = Duty((shift(time(22), time(6), weekdays=range(7)),))
    assert night.on_duty(at(23, 2)) == ("ann@example.org",)
    lengths = {
        day: next(w.ends - w.begins for w in night.windows(at(day, 21), at(day, 22)))
        for day in (23, 24)
    }
    assert lengths[23] == timedelta(hours=8)
    (october,) = night.windows(at(24, 22, month=10), at(24, 23, month=10))
    (march,) = night.windows(at(28, 22, month=3), at(28, 23, month=3))
    assert october.ends - october.begins == timedelta(hours=9)
    assert march.ends - march.begins == timedelta(hours=7)


def test_nobody_is_on_duty_on_a_holiday_and_the_next_day_is_found():
    duty = Duty((shift(),), holidays=frozenset({date(2026, 11, 23)}))
    assert duty.on_duty(at(23, 9)) == ()
    assert duty.next_after(at(23, 9)).begins == at(24, 7)


def test_a_calendar_without_a_coming_shift_has_no_next_one():
    assert Duty().next_after(at(23, 9)) is None
    every_day = frozenset(date(2026, 11, 1) + timedelta(days=n) for n in range(90))
    assert Duty((shift(),), holidays=every_day).next_after(at(2, 9)) is None


def test_everybody_is_told_once_and_the_named_ones_where_there_is_nobody_else():
    both = Duty((shift(),), staff=("ann@example.org", "bob@example.org"), named=("chief@x.org",))
    assert both.everybody == ("ann@example.org", "bob@example.org")
    assert both.last == (*both.everybody, "chief@x.org")
    assert Duty(named=("chief@x.org",)).everybody == ("chief@x.org",)
    assert Duty().last == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"zone": "Europe/Berlim"},
        {"address": "ann"},
        {"address": "ann@example.org\nBcc: all@example.org"},
        {"address": "a,b@example.org"},
        {"weekdays": ()},
        {"weekdays": (7,)},
        {"name": "  "},
        {"begins": "25:00"},
    ],
    ids=str,
)
def test_a_line_that_nobody_could_keep_is_refused(wrong):
    good = shift().model_dump()
    with pytest.raises(ValidationError):
        Shift.model_validate(good | wrong)
