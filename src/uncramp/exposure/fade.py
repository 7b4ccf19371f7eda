"""Late fade: how much slower the last half hour was than the run before it.

The source article reads a fast decline over the final 30 minutes as dehydration. The
studies do not: slowing goes with muscle damage, not with mass lost (Del Coso 2013,
doi:10.1371/journal.pone.0057602). So the number is computed, and shown as a sign.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uncramp.activity.activity import Column
from uncramp.exposure.pace import Pace

LAST = 30 * 60  # s of moving time
SETTLED = 10 * 60  # s of moving time before which a runner is still finding the pace
SHORTEST = 45 * 60  # s of moving time; under it there is nothing to compare with
BLOCK = 60  # s; within a minute speeds are far from independent


@dataclass(frozen=True, slots=True)
class Fade:
    """`percent` slower (negative is faster) and its standard error, both in %."""

    percent: float
    sd: float


def late_fade(pace: Pace) -> Fade | None:
    """Slowing of moving, grade-adjusted speed over the last 30 minutes.

    Standing time is cut out, so traffic lights and pauses do not count; slopes are, so a
    hilly finish does not either. None under 45 minutes of moving time.
    """
    speed = pace.graded_speed[pace.moving]
    if speed.size < SHORTEST:
        return None
    before, last = speed[SETTLED:-LAST], speed[-LAST:]
    ratio = last.mean() / before.mean()
    spread = np.hypot(_error(last) / last.mean(), _error(before) / before.mean())
    return Fade(100 * (1 - ratio), 100 * ratio * float(spread))


def _error(speed: Column) -> float:
    """Standard error of the mean speed, from minute blocks. Shape (n_seconds,)."""
    n_blocks = speed.size // BLOCK
    blocks = speed[: n_blocks * BLOCK].reshape(n_blocks, BLOCK).mean(axis=1)
    return float(blocks.std(ddof=1) / np.sqrt(n_blocks))
