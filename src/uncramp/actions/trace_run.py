"""Trace a run: its series as a browser draws them, thin enough to be sent and still true.

Of every stretch the least and the greatest value are kept, so that no peak is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np

from uncramp.actions.draw_run import (
    FINAL,
    SENSORS,
    SMOOTHED,
    clock_of,
    cramp_minute,
    is_drawable,
)
from uncramp.actions.read_runs import runs_in
from uncramp.activity.activity import Activity
from uncramp.exposure.pace import Pace, moving_average, pace
from uncramp.store.kept import KeptRun
from uncramp.store.shelf import Shelf
from uncramp.terms.columns import Column

MOST: Final = 2000  # points of a chart
LONGEST_GAP: Final = 60  # s without a sample, over which nothing is drawn


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """One chart: its lines by name on the same seconds, each (n_points,), NaN where missing."""

    seconds: Column
    lines: Mapping[str, Column]


@dataclass(frozen=True, slots=True, eq=False)
class Traced:
    """The charts of one run; ``cramp`` and ``final`` are minutes, None where there is none."""

    traces: tuple[Trace, ...]
    end: float  # min
    cramp: float | None
    final: float | None


def trace_run(kept: KeptRun, *, shelf: Shelf, now: datetime) -> Traced | None:
    """The series over the run; None where nothing was recorded over time.

    Raises
    ------
    InputError
        Where the file is not on the shelf any more.
    """
    runs = runs_in(shelf.get(kept.digest), now=now)
    activity = runs[min(kept.part, len(runs) - 1)]
    seconds = pace(activity)
    clock = clock_of(activity, seconds)
    if clock is None or not is_drawable(activity, seconds):
        return None
    end = (clock.size - 1) / 60
    return Traced(
        traces=tuple(thinned(lines) for lines in _charts(activity, seconds, clock)),
        end=end,
        cramp=cramp_minute(kept.episode, end) if kept.episode else None,
        final=end - FINAL if end > 1.5 * FINAL else None,
    )


def _charts(activity: Activity, seconds: Pace | None, clock: Column) -> Iterator[dict[str, Column]]:
    """The charts that there is something to draw of; pace and graded pace share one."""
    if seconds is not None:
        paces = {"pace": seconds.speed}
        if np.isfinite(activity.columns.altitude).any():
            paces["graded_pace"] = seconds.graded_speed
        yield {name: _paced(speed, seconds) for name, speed in paces.items()}
    for name in SENSORS:
        column = _on_clock(activity, getattr(activity.columns, name), clock)
        if np.isfinite(column).any():
            yield {name: column}


def _paced(speed: Column, seconds: Pace) -> Column:
    """min/km, NaN while standing."""
    slow = moving_average(speed, SMOOTHED)
    known = seconds.moving & (slow > 0)
    paced: Column = np.divide(1000 / 60, slow, out=np.full(slow.size, np.nan), where=known)
    return paced


def _on_clock(activity: Activity, column: Column, clock: Column) -> Column:
    """A sensor at each second; NaN where it was silent for longer than a short while."""
    known = np.isfinite(column) & np.isfinite(activity.columns.time)
    if not known.any():
        return np.full(clock.size, np.nan)
    time, values = activity.columns.time[known], column[known]
    after = np.searchsorted(time, clock).clip(0, time.size - 1)
    before = (np.searchsorted(time, clock, side="right") - 1).clip(0, time.size - 1)
    silent = time[after] - time[before] > LONGEST_GAP
    outside = (clock < time[0] - LONGEST_GAP) | (clock > time[-1] + LONGEST_GAP)
    return np.where(silent | outside, np.nan, np.interp(clock, time, values))


def thinned(lines: Mapping[str, Column], most: int = MOST) -> Trace:
    """The lines, each (n_seconds,), at the same seconds and at most so many of them."""
    size = len(next(iter(lines.values())))
    if size <= most:
        return Trace(np.arange(size, dtype=float), lines)
    stretches = (most - 2) // (2 * len(lines))
    kept = [extremes(column, stretches) for column in lines.values()]
    at = np.unique(np.concatenate([*kept, [0, size - 1]]).astype(int))
    return Trace(at.astype(float), {name: column[at] for name, column in lines.items()})


def extremes(column: Column, stretches: int) -> Column:
    """Where the least and the greatest known value of each stretch stand, in no order."""
    width = -(-column.size // stretches)
    padded = np.full(width * stretches, np.nan)
    padded[: column.size] = column
    rows, missing = padded.reshape(stretches, width), np.isnan(padded).reshape(stretches, width)
    starts = np.arange(stretches) * width
    least = starts + np.where(missing, np.inf, rows).argmin(axis=1)
    greatest = starts + np.where(missing, -np.inf, rows).argmax(axis=1)
    found: Column = np.concatenate([least, greatest])
    return found[found < column.size]
