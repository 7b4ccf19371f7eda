"""Speed that hills, stops and sampling do not distort.

A watch samples unevenly, freezes its distance at a traffic light and knows nothing of
what a slope costs. Everything that compares speeds starts from the `Pace` made here: one
row a second, moving or not, and the speed on the flat that would cost the same energy.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uncramp.activity.activity import Activity, Columns
from uncramp.terms.columns import Column
from uncramp.terms.instants import EARTH_RADIUS

LONGEST = 5 * 24 * 3600  # s; a longer recording is a clock that jumped, not a run
STANDING = 0.7  # m/s; slower than anyone walks on purpose
SPEED_WINDOW = 5  # s each side; bridges watches that count distance in jumps
GRADE_WINDOW = 15  # s each side; about 90 m, over which altitude noise averages out
STEEPEST = 0.45  # the range in which the energy cost was measured
FASTEST = 12.0  # m/s; the fastest human sprint is a little above, no runner holds it for 10 s
STOPPING = 10  # s around a stop in which a runner brakes or picks up again
FROZEN = 0.05  # m a second; a distance that hardly moves
CATCHING_UP = 7.0  # m/s at once after a frozen distance: the device makes up for a dropout
RUNNING = 1.5  # m/s over a dropout; slower and the runner may well have stood


@dataclass(frozen=True, slots=True, eq=False)
class Pace:
    """One run second by second, on elapsed time; each column is (n_seconds,).

    ``time`` is s since the first sample. ``speed`` and ``graded_speed`` are m/s and 0 while
    standing; ``grade`` is rise over run, 0 where the altitude is missing.
    """

    time: Column
    speed: Column
    graded_speed: Column
    grade: Column
    moving: np.ndarray  # of bool

    @property
    def at_speed(self) -> np.ndarray:
        """Of bool: moving, and not about to stop or just off again."""
        standing = np.r_[0, np.cumsum(~self.moving)]
        at = np.arange(self.moving.size)
        low = np.maximum(at - STOPPING, 0)
        high = np.minimum(at + STOPPING + 1, self.moving.size)
        return np.asarray(standing[high] == standing[low])


def energy_cost_ratio(grade: Column) -> Column:
    """Energy to run one metre on a slope, against the flat.

    Parameters
    ----------
    grade : any shape, rise over run
        Clamped to ±0.45, the range that was measured.

    Source
    ------
    Minetti 2002, doi:10.1152/japplphysiol.01177.2001: the fitted polynomial, used as a
    ratio to its own level value because it lies 3 to 6 % above the measured points.
    """
    i = np.clip(grade, -STEEPEST, STEEPEST)
    cost = ((((155.4 * i - 30.4) * i - 43.3) * i + 46.3) * i + 19.5) * i + 3.6
    return cost / 3.6


def pace(activity: Activity, *, until: float | None = None) -> Pace | None:
    """The run second by second; None where no distance over time is known.

    Parameters
    ----------
    until : s of elapsed time
        Leave out everything later.
    """
    columns = activity.columns
    distance = travelled(columns)
    known = np.isfinite(columns.time) & np.isfinite(distance)
    if known.sum() < 2:
        return None
    time, distance = bridged(columns.time[known], distance[known])
    end = min(time[-1], np.inf if until is None else until)
    if not 2 <= end - time[0] <= LONGEST:
        return None
    clock = np.arange(time[0], end + 0.5)
    covered = np.interp(clock, time, np.maximum.accumulate(distance))
    return _pace(clock, covered, _altitude(columns, clock))


def _pace(clock: Column, covered: Column, altitude: Column | None) -> Pace:
    speed = np.clip(_slope(covered, SPEED_WINDOW), 0, FASTEST)
    moving = speed >= STANDING
    speed = np.where(moving, speed, 0.0)
    grade = np.zeros_like(clock) if altitude is None else _grade(covered, altitude)
    return Pace(clock, speed, speed * energy_cost_ratio(grade), grade, moving)


def bridged(time: Column, distance: Column) -> tuple[Column, Column]:
    """The same without the samples of a dropout: the distance froze, then leapt to catch up.

    Left alone it would count as standing and then as a sprint. A real stop stays: over it
    the mean speed is no running speed.
    """
    steps, seconds = np.diff(distance), np.maximum(np.diff(time), 1e-9)
    frozen = steps <= FROZEN * seconds
    at = np.arange(steps.size)
    before = np.maximum.accumulate(np.where(frozen, -1, at)) + 1
    leap = np.minimum.accumulate(np.where(frozen, steps.size - 1, at)[::-1])[::-1]
    over = (distance[leap + 1] - distance[before]) / (time[leap + 1] - time[before] + 1e-9)
    dropout = frozen & (steps[leap] / seconds[leap] > CATCHING_UP) & (over > RUNNING)
    keep = np.r_[True, ~dropout]
    return time[keep], distance[keep]


def on_clock(columns: Columns, column: Column, clock: Column) -> Column | None:
    """A sensor's column at each second of `clock`; None where it was missing half the time."""
    known = np.isfinite(columns.time) & np.isfinite(column)
    if known.sum() < 2 or known.sum() < np.isfinite(columns.time).sum() / 2:
        return None
    return np.interp(clock, columns.time[known], column[known])


def travelled(columns: Columns) -> Column:
    """Metres covered so far: the device's own count, else from places, else from speed."""
    if np.isfinite(columns.distance).sum() >= 2:
        return columns.distance
    if np.isfinite(columns.latitude).sum() >= 2:
        return _along_places(columns)
    return _from_speed(columns)


def _along_places(columns: Columns) -> Column:
    here = np.isfinite(columns.latitude) & np.isfinite(columns.longitude)
    latitude, longitude = (
        np.radians(columns.latitude[here]),
        np.radians(columns.longitude[here]),
    )
    north = np.diff(latitude)
    east = np.diff(longitude) * np.cos((latitude[1:] + latitude[:-1]) / 2)
    covered = np.full(columns.time.size, np.nan)
    covered[here] = np.r_[0.0, np.cumsum(np.hypot(north, east) * EARTH_RADIUS)]
    return covered


def _from_speed(columns: Columns) -> Column:
    known = np.isfinite(columns.speed) & np.isfinite(columns.time)
    covered = np.full(columns.time.size, np.nan)
    if known.sum() >= 2:
        steps = np.diff(columns.time[known]) * columns.speed[known][1:]
        covered[known] = np.r_[0.0, np.cumsum(steps)]
    return covered


def _altitude(columns: Columns, clock: Column) -> Column | None:
    known = np.isfinite(columns.altitude) & np.isfinite(columns.time)
    if known.sum() < 2:
        return None
    return np.interp(clock, columns.time[known], columns.altitude[known])


def _slope(column: Column, window: int) -> Column:
    """Change a second over `window` seconds each side, one-sided at the ends."""
    at = np.arange(column.size)
    low, high = np.maximum(at - window, 0), np.minimum(at + window, column.size - 1)
    change: Column = (column[high] - column[low]) / np.maximum(high - low, 1)
    return change


def _grade(covered: Column, altitude: Column) -> Column:
    rise = _slope(moving_average(altitude, GRADE_WINDOW), GRADE_WINDOW)
    run = _slope(covered, GRADE_WINDOW)
    grade = np.divide(rise, run, out=np.zeros_like(rise), where=run > STANDING)
    return np.clip(grade, -STEEPEST, STEEPEST)


def moving_average(column: Column, window: int) -> Column:
    """The mean over `window` samples each side, over fewer at the ends."""
    total = np.r_[0.0, np.cumsum(column)]
    at = np.arange(column.size)
    low, high = np.maximum(at - window, 0), np.minimum(at + window + 1, column.size)
    mean: Column = (total[high] - total[low]) / (high - low)
    return mean
