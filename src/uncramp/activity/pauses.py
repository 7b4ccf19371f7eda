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

from uncramp.activity.activity import Column, Pause
from uncramp.activity.damage import usual_interval
from uncramp.activity.trace import Trace

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
    told = [x for x in laps if np.isfinite(x.start) and x.duration > 0]
    rows = _by_laps(trace.clock, told) if told else _by_tracks(trace)
    time = trace.clock - trace.clock[0]
    return tuple(Pause(float(time[i]), float(time[i + 1])) for i in sorted(rows))


def _by_tracks(trace: Trace) -> list[int]:
    """Rows after which a new track begins late."""
    gaps = np.diff(trace.clock)
    late = gaps > max(BETWEEN_TRACKS, 3 * usual_interval(trace.clock))
    return np.flatnonzero((np.diff(trace.track) > 0) & late).tolist()


def _by_laps(clock: Column, laps: Sequence[ToldLap]) -> list[int]:
    """Rows after which the timer stood, lap by lap."""
    edges = [x.start for x in laps[1:]] + [float(clock[-1])]
    rows: list[int] = []
    for lap, end in zip(laps, edges, strict=True):
        stopped = end - lap.start - lap.duration
        if stopped >= SHORTEST:
            first, last = np.searchsorted(clock, [lap.start, end]).tolist()
            inside = np.arange(max(first - 1, 0), min(last, clock.size - 1))
            rows.extend(_longest_gaps(clock, inside, stopped))
    return rows


def _longest_gaps(clock: Column, inside: np.ndarray, stopped: float) -> list[int]:
    """The gaps, the longest first, that make up the time the timer stood still."""
    gaps = np.diff(clock)[inside] - usual_interval(clock)
    rows: list[int] = []
    for at in np.argsort(-gaps, kind="stable").tolist():
        if gaps[at] < SHORTEST or stopped < SHORTEST:
            break
        if gaps[at] <= stopped + SHORTEST:
            rows.append(int(inside[at]))
            stopped -= gaps[at]
    return rows
