"""Where the timer stood still, as far as TCX and GPX tell.

Neither format has a word for it. A lap's own time being shorter than the clock's says how
long it was, and the gaps between its samples where. Where laps say nothing, a new track
after a gap does: watches and phones close a track when they are stopped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from uncramp.activity.activity import Pause
from uncramp.activity.damage import usual_interval
from uncramp.activity.trace import Trace
from uncramp.terms.columns import Column

SHORTEST: Final = 5.0  # s; less may be rounding, or a watch that saves samples
BETWEEN_TRACKS: Final = 10.0  # s; laps too begin a new track, without a stop


@dataclass(slots=True)
class ToldLap:
    """One lap in the file's words."""

    start: float  # s since 1970; NaN where untold
    duration: float = np.nan  # s of timer time
    distance: float = np.nan  # m


def pauses(trace: Trace, laps: Sequence[ToldLap]) -> tuple[Pause, ...]:
    """The stretches between two samples in which the timer stood still."""
    if np.isnan(trace.clock).any():
        return ()
    told = np.array([(x.start, x.duration) for x in laps]).reshape(-1, 2)
    told = told[np.isfinite(told).all(axis=1)]
    in_order = bool(told.size and (np.diff(told[:, 0]) >= 0).all())
    rows = _by_laps(trace.clock, told) if in_order else _by_tracks(trace)
    time = trace.clock - trace.clock[0]
    return tuple(Pause(float(time[i]), float(time[i + 1])) for i in sorted(set(rows)))


def _by_tracks(trace: Trace) -> list[int]:
    """Rows after which a new track begins late."""
    gaps = np.diff(trace.clock)
    late = gaps > max(BETWEEN_TRACKS, 3 * usual_interval(trace.clock))
    return np.flatnonzero((np.diff(trace.track) > 0) & late).tolist()


def _by_laps(clock: Column, laps: Column) -> list[int]:
    """Rows after which the timer stood, lap by lap; `laps` is (n, 2), start and timer time."""
    starts, ends = laps[:, 0], np.append(laps[1:, 0], clock[-1])
    stopped = ends - starts - laps[:, 1]
    first = np.maximum(np.searchsorted(clock, starts) - 1, 0)
    last = np.minimum(np.searchsorted(clock, ends), clock.size - 1)
    gaps = np.diff(clock) - usual_interval(clock)
    rows: list[int] = []
    for lap in np.flatnonzero(stopped >= SHORTEST).tolist():
        inside = slice(first[lap], last[lap])
        rows.extend(first[lap] + at for at in _longest(gaps[inside], float(stopped[lap])))
    return rows


def _longest(gaps: Column, stopped: float) -> list[int]:
    """The gaps, the longest first, that make up the time the timer stood still."""
    chosen: list[int] = []
    for at in np.argsort(-gaps, kind="stable").tolist():
        if gaps[at] < SHORTEST or stopped < SHORTEST:
            break
        if gaps[at] <= stopped + SHORTEST:
            chosen.append(at)
            stopped -= gaps[at]
    return chosen
