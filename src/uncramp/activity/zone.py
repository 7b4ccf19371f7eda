"""Where a run was in local time: the day it belongs to, the hour a runner would say.

A file counts in UTC. The zone is that of the place where the run began; without a place
the offset the file itself tells; else the zone in the runner's profile; else UTC. Which of
these it was is kept, because a wrong day is what people notice first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np

from uncramp.activity.activity import Activity
from uncramp.terms.errors import InputError


class ZoneSource(StrEnum):
    """What the zone was taken from, the best first."""

    PLACE = "place"
    FILE = "file"
    PROFILE = "profile"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone and where it comes from; ``name`` is IANA's, or an offset like "UTC+05:45"."""

    name: str
    clock: tzinfo
    source: ZoneSource

    def local(self, instant: datetime) -> datetime:
        """The wall clock at an instant; ``fold`` tells the second of two equal hours apart."""
        return instant.astimezone(self.clock)

    def instant(self, wall_clock: datetime) -> datetime:
        """The UTC instant of a naive wall-clock time, as a person writes it.

        In the hour that comes twice in autumn it is the first, unless ``fold`` is 1; in the
        hour that is left out in spring, the clock is read as if it had not been set yet.
        """
        return wall_clock.replace(tzinfo=self.clock).astimezone(UTC)


def zone_of(activity: Activity, *, profile: str = "") -> Zone:
    """The zone a run was in; `profile` is the runner's own, an IANA name or "".

    Raises InputError where `profile` is no zone.
    """
    at_home = _profile_zone(profile) if profile else None
    here = _zone_here(activity)
    if here is not None:
        return Zone(here.key, here, ZoneSource.PLACE)
    if activity.utc_offset is not None:
        clock = timezone(timedelta(seconds=activity.utc_offset))
        return Zone(str(clock), clock, ZoneSource.FILE)
    if at_home is not None:
        return Zone(profile, at_home, ZoneSource.PROFILE)
    return Zone("UTC", UTC, ZoneSource.NOTHING)


def local_days(activity: Activity, zone: Zone) -> tuple[date, date] | None:
    """The days on which a run began and ended; they differ over midnight. None untimed."""
    if activity.started_at is None:
        return None
    lasted = activity.columns.time[-1] if len(activity.columns) else 0.0
    ended = activity.started_at + timedelta(seconds=float(lasted))
    return zone.local(activity.started_at).date(), zone.local(ended).date()


def _zone_here(activity: Activity) -> ZoneInfo | None:
    """The zone of the first place; None without one, or where the tables do not know it."""
    north, east = activity.columns.latitude, activity.columns.longitude
    placed = np.flatnonzero(np.isfinite(north) & np.isfinite(east))
    if not placed.size:
        return None
    from tzfpy import get_tz  # loads its map at the first place, not before

    return _known(get_tz(float(east[placed[0]]), float(north[placed[0]])))


def _known(name: str) -> ZoneInfo | None:
    """A zone by name; a map can be newer than the rules on this machine."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _profile_zone(name: str) -> ZoneInfo:
    zone = _known(name)
    if zone is None:
        raise InputError.of(
            "“{name}” is not a time zone that is known here. Choose one like “Europe/Berlin”.",
            name=name,
        )
    return zone
