"""A plan's reminders as an iCalendar file, so that the meal is eaten and the shoes come slowly.

A plan is made again whenever the weather or the date changes. So each entry has a UID that
depends on the plan's name and the reminder's key alone, and the moment of making stands in
SEQUENCE: a calendar replaces what it had and doubles nothing (RFC 5545, 3.8.4.7 and 3.8.7.4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from uncramp import __version__
from uncramp.terms.errors import UncrampError
from uncramp.terms.sentences import sentence

if TYPE_CHECKING:
    from icalendar import Alarm, Calendar, Event

UIDS = UUID("6ad1c7a8-5d1f-5a0e-9c53-2f6b9e0c7d11")  # ours alone; changing it doubles entries
SEQUENCE_ZERO = datetime(2026, 1, 1, tzinfo=UTC)
LONGEST_TITLE = 200  # characters; a calendar shows one line


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to do at one time; texts are ready to show.

    ``key`` names it within its plan and stays when the plan is made again ("meal",
    "strength/2026-12-01"). ``at`` with a zone is that instant; without one it is that time of
    day wherever the runner then is. ``minutes`` is how long it takes; ``alarm`` is how many
    minutes before it the calendar speaks up, None for a silent entry.
    """

    key: str
    title: str
    at: datetime
    minutes: float = 15
    details: str = ""
    alarm: float | None = 0


def calendar(reminders: Sequence[Reminder], *, made_at: datetime, plan: str = "") -> bytes:
    """An iCalendar file (RFC 5545) with one entry and one alarm for each reminder.

    Parameters
    ----------
    reminders
        In any order; no two with one key.
    made_at
        When the plan was made; a later file updates the entries of an earlier one.
    plan
        Which plan it is ("Berlin 2026-09-27"): plans of other names never overwrite each other.

    Raises
    ------
    UncrampError
        Where two reminders have one key, so that one would silently replace the other.
    """
    from icalendar import Calendar

    _each_its_own_key(reminders)
    made = Calendar()
    made.add("prodid", f"-//uncramp//uncramp {__version__}//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    for reminder in sorted(reminders, key=lambda r: (r.at.replace(tzinfo=None), r.key)):
        made.add_component(_event(reminder, f"{plan}/{reminder.key}", made_at))
    _add_zones(made, reminders)
    text: bytes = made.to_ical()
    return text


def _each_its_own_key(reminders: Sequence[Reminder]) -> None:
    keys = [reminder.key for reminder in reminders]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice is not None:
        raise UncrampError(
            sentence(
                "Two reminders are called {key}, so the calendar would keep only one of them.",
                key=twice,
            )
        )


def _event(reminder: Reminder, name: str, made_at: datetime) -> Event:
    from icalendar import Event

    start = _written(reminder.at)
    event = Event()
    event.add("uid", f"{uuid5(UIDS, name)}@uncramp")
    event.add("dtstamp", made_at.astimezone(UTC))
    event.add("last-modified", made_at.astimezone(UTC))
    event.add("sequence", max(0, (made_at - SEQUENCE_ZERO) // timedelta(minutes=1)))
    event.add("summary", _one_line(reminder.title))
    event.add("dtstart", start)
    event.add("dtend", _later(start, reminder.minutes))
    event.add("transp", "TRANSPARENT")  # a reminder does not make its owner busy
    if reminder.details:
        event.add("description", reminder.details)
    if reminder.alarm is not None:
        event.add_component(_alarm(reminder, reminder.alarm))
    return event


def _alarm(reminder: Reminder, minutes: float) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -timedelta(minutes=minutes))
    alarm.add("description", _one_line(reminder.title))
    return alarm


def _written(at: datetime) -> datetime:
    """The time as a calendar can hold it.

    A named zone stays, so that the entry follows its clock; a bare offset becomes UTC, and so
    does the second of the two hours when clocks go back, which iCalendar cannot tell from the
    first. An hour that clocks leap over becomes the one they leap to.
    """
    if at.tzinfo is None:
        return at
    if not isinstance(at.tzinfo, ZoneInfo) or at.tzinfo.key == "UTC":
        return at.astimezone(UTC)
    there = at.astimezone(UTC).astimezone(at.tzinfo)
    return there.astimezone(UTC) if there.fold else there


def _later(start: datetime, minutes: float) -> datetime:
    length = timedelta(minutes=minutes)
    if start.tzinfo is None:
        return start + length
    return _written((start.astimezone(UTC) + length).astimezone(start.tzinfo))


def _one_line(text: str) -> str:
    return " ".join(text.split())[:LONGEST_TITLE]


def _add_zones(made: Calendar, reminders: Sequence[Reminder]) -> None:
    """The rules of every zone used, for the years used: a reader may know no zone by name."""
    if reminders:
        days = [reminder.at.date() for reminder in reminders]
        margin = timedelta(days=366)
        made.add_missing_timezones(min(days) - margin, max(days) + margin)
