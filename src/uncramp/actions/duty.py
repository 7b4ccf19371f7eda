"""Who is on duty when: shifts by weekday and hour in a place of the world, less the holidays.

A shift is told in local time, as people plan it; what follows from it is in UTC, so that it
holds over the nights in which clocks are put forward or back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Final
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field, StringConstraints

from uncramp.history.answers import Value

DAY: Final = timedelta(days=1)
LOOK_AHEAD: Final = timedelta(days=28)  # within which the next shift is looked for
MAIL: Final = re.compile(r"[^@\s,;<>()\"]+@[^@\s,;<>()\"]+\.[^@\s,;<>()\"]+")


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(f"{name[:40]} is not the name of a time zone, such as Europe/Berlin")
    return name


def mail_address(text: str) -> str:
    """A mail address that can stand in a header, as it was written; ValueError otherwise."""
    if len(text) > 254 or not MAIL.fullmatch(text) or not text.isprintable():  # RFC 5321, 4.5.3.1
        raise ValueError(f"{text[:40]} is no mail address")
    return text


def _weekdays(days: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted(set(days)))


Weekday = Annotated[int, Field(ge=0, le=6)]


class Shift(Value):
    """One person's hours, the same every week; Monday is 0."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
    address: Annotated[str, AfterValidator(mail_address)]
    weekdays: Annotated[tuple[Weekday, ...], Field(min_length=1), AfterValidator(_weekdays)]
    begins: time
    ends: time
    """At or before `begins` it is on the day after."""
    zone: Annotated[str, AfterValidator(_known_zone)]


@dataclass(frozen=True, slots=True)
class Window:
    """One stretch of time in which somebody is on duty, in UTC."""

    begins: datetime
    ends: datetime
    shift: Shift


@dataclass(frozen=True, slots=True)
class Duty:
    """The duty calendar, and whom to tell where it does not suffice.

    ``staff`` are the mail addresses of everybody who answers requests; ``named`` those of the
    people told last of all, by a setting.
    """

    shifts: tuple[Shift, ...] = ()
    holidays: frozenset[date] = frozenset()
    staff: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    @property
    def everybody(self) -> tuple[str, ...]:
        """All who answer requests, each once; the named ones where there is nobody else."""
        known = dict.fromkeys((*(shift.address for shift in self.shifts), *self.staff))
        return tuple(known) or self.last

    @property
    def last(self) -> tuple[str, ...]:
        """Everybody and the named people."""
        known = (*(shift.address for shift in self.shifts), *self.staff, *self.named)
        return tuple(dict.fromkeys(known))

    def windows(self, begin: datetime, end: datetime) -> Iterator[Window]:
        """The stretches of duty that reach into the time from `begin` to `end`."""
        for shift in self.shifts:
            for window in _of(shift, begin, end):
                local = window.begins.astimezone(ZoneInfo(shift.zone)).date()
                if window.begins < end and window.ends > begin and local not in self.holidays:
                    yield window

    def on_duty(self, at: datetime) -> tuple[str, ...]:
        """The mail addresses of those on duty at an instant."""
        windows = self.windows(at, at + timedelta(microseconds=1))
        return tuple(dict.fromkeys(window.shift.address for window in windows))

    def covers(self, begin: datetime, end: datetime, *, least: timedelta) -> bool:
        """Whether somebody is on duty for at least that long between two instants."""
        return any(
            min(window.ends, end) - max(window.begins, begin) >= least
            for window in self.windows(begin, end)
        )

    def next_after(self, at: datetime) -> Window | None:
        """The stretch of duty that begins next; None where none does within four weeks."""
        coming = (w for w in self.windows(at, at + LOOK_AHEAD) if w.begins >= at)
        return min(coming, key=lambda window: window.begins, default=None)


def _of(shift: Shift, begin: datetime, end: datetime) -> Iterator[Window]:
    zone = ZoneInfo(shift.zone)
    day = begin.astimezone(zone).date() - DAY
    while day <= end.astimezone(zone).date():
        if day.weekday() in shift.weekdays:
            over = day + DAY if shift.ends <= shift.begins else day
            yield Window(
                datetime.combine(day, shift.begins, zone).astimezone(UTC),
                datetime.combine(over, shift.ends, zone).astimezone(UTC),
                shift,
            )
        day += DAY
