"""When a run was where: rough places by the hour, how high, and how the sun stood there.

Weather is looked up by these. Half-way through is one sample, never a mean of places: a mean
over the date line lies on the other side of the world.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from uncramp.activity.activity import Activity
from uncramp.exposure.pace import LONGEST
from uncramp.exposure.sun import elevation
from uncramp.history.weather import Hour
from uncramp.terms.columns import Column

INDOORS = frozenset({"treadmill", "indoor_running", "virtual_activity"})
ROUGH = 1  # decimals of a degree that are kept of a place: about 11 km
AN_HOUR = 3600.0  # s


@dataclass(frozen=True, slots=True, eq=False)
class Route:
    """Where a runner was, and when; each column is (n_known,)."""

    began: datetime
    time: Column  # s since the first sample
    latitude: Column  # degrees north
    longitude: Column  # degrees east

    def near(self, second: float) -> int:
        """The row nearest to a second of the run."""
        return int(np.argmin(np.abs(self.time - second)))

    def sun(self, second: float) -> float:
        """Degrees of the sun above the horizon then and there."""
        at, row = self.began + timedelta(seconds=second), self.near(second)
        return elevation(at, float(self.latitude[row]), float(self.longitude[row]))

    def hours(self, duration: float) -> tuple[Hour, ...]:
        """The hours of the clock it touched over `duration` seconds, each with a rough place."""
        start = self.began.timestamp()
        first, last = int(start // AN_HOUR), int((start + duration) // AN_HOUR)
        return tuple(self._hour(hour * AN_HOUR, duration) for hour in range(first, last + 1))

    def _hour(self, begins: float, duration: float) -> Hour:
        """`begins` is s since 1970."""
        second = begins - self.began.timestamp()
        low, high = max(second, 0.0), min(second + AN_HOUR, duration)
        row = self.near((low + high) / 2)
        return Hour(
            at=datetime.fromtimestamp(begins, UTC),
            latitude=round(float(self.latitude[row]), ROUGH),
            longitude=round(float(self.longitude[row]), ROUGH),
            seconds=max(high - low, 0.0),
        )


def route(activity: Activity, duration: float) -> Route | None:
    """None indoors, where places are invented, and without a clock or a place."""
    columns = activity.columns
    known = np.isfinite(columns.latitude) & np.isfinite(columns.longitude)
    known &= np.isfinite(columns.time) & (columns.time <= duration)
    indoors = activity.sub_sport in INDOORS
    if indoors or activity.started_at is None or not known.any() or duration > LONGEST:
        return None
    places = columns.latitude[known], columns.longitude[known]
    return Route(activity.started_at, columns.time[known], *places)


def mean_altitude(activity: Activity, duration: float) -> float | None:
    """Metres above the sea, the mean over the samples; None where none is known."""
    altitude = activity.columns.altitude
    known = np.isfinite(altitude) & ~(activity.columns.time > duration)
    return round(float(altitude[known].mean()), 1) if known.any() else None
