"""Late fade and heart-rate drift: how the end of a run differed from the run before it.

The source article reads a fast decline over the final 30 minutes as dehydration. The
studies do not: slowing goes with muscle damage, not with mass lost (Del Coso 2013,
doi:10.1371/journal.pone.0057602). So the numbers are computed, and shown as signs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uncramp.exposure.pace import Pace
from uncramp.terms.columns import Column

LAST = 30 * 60  # s of moving time
SETTLED = 10 * 60  # s of moving time before which a runner is still finding the pace
SHORTEST = 45 * 60  # s of moving time; under it there is nothing to compare with
SHORTEST_DRIFT = 20 * 60  # s of moving time after settling, with a heart rate
FEWEST = 3 * 60  # s at speed in either part; less is all stopping and starting
BLOCK = 60  # s; within a minute speeds are far from independent


@dataclass(frozen=True, slots=True)
class Change:
    """`percent` and its standard error, both in %."""

    percent: float
    sd: float


def late_fade(pace: Pace, *, end: int | None = None) -> Change | None:
    """Slowing of moving, grade-adjusted speed over the last 30 minutes; negative is faster.

    Standing time is cut out with the seconds of braking and picking up around it, so that
    traffic lights and pauses do not count; slopes are too, so a hilly finish does not
    either. None under 45 minutes of moving time.

    Parameters
    ----------
    end : index of a second
        Where a planned cool-down begins; what follows is left out.
    """
    moved = np.cumsum(pace.moving[:end])
    if not moved.size or moved[-1] < SHORTEST:
        return None
    late, settled = moved > moved[-1] - LAST, moved > SETTLED
    speed, steady = pace.graded_speed[:end], pace.at_speed[:end]
    before, last = speed[settled & ~late & steady], speed[late & steady]
    if min(before.size, last.size) < FEWEST:
        return None
    ratio = last.mean() / before.mean()
    spread = np.hypot(_error(last) / last.mean(), _error(before) / before.mean())
    return Change(100 * (1 - ratio), 100 * ratio * float(spread))


def heart_rate_drift(
    pace: Pace, heart_rate: Column | None, *, end: int | None = None
) -> Change | None:
    """Beats for each m/s in the second half over those in the first, after minute 10.

    Also called decoupling; Smyth and Muniz-Pumares follow its rise over a marathon. Beats
    are (n_seconds,). None under 30 minutes of moving time with a heart rate.
    """
    if heart_rate is None:
        return None
    rows = np.flatnonzero(pace.at_speed[:end])[SETTLED:]
    if rows.size < SHORTEST_DRIFT:
        return None
    halves = (rows[: rows.size // 2], rows[rows.size // 2 :])
    cost, error = zip(*(_cost(heart_rate[h], pace.graded_speed[h]) for h in halves), strict=True)
    ratio = cost[1] / cost[0]
    return Change(100 * (ratio - 1), 100 * ratio * float(np.hypot(*error)))


def _cost(rate: Column, speed: Column) -> tuple[float, float]:
    """Beats/min for each m/s, and its relative standard error."""
    mean = rate.mean() / speed.mean()
    error = np.hypot(_error(rate) / rate.mean(), _error(speed) / speed.mean())
    return float(mean), float(error)


def _error(column: Column) -> float:
    """Standard error of the mean, from minute blocks. Shape (n_seconds,)."""
    n_blocks = column.size // BLOCK
    blocks = column[: n_blocks * BLOCK].reshape(n_blocks, BLOCK).mean(axis=1)
    return float(blocks.std(ddof=1) / np.sqrt(n_blocks))
