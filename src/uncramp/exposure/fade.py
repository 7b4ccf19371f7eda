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
SLOPES = (-0.12, -0.07, -0.03, 0.03, 0.07, 0.12)  # edges of the bands of grade
GENTLE = (2, 3, 4)  # the bands from -7 to 7 %, over which Minetti's cost carries a speed
TOGETHER = -1  # stands for all gentle bands
COMPARABLE = 1 / 3  # of the last half hour; a judgement, as the bands are


@dataclass(frozen=True, slots=True)
class Change:
    """`percent` and its standard error, both in %."""

    percent: float
    sd: float


def late_fade(pace: Pace, *, end: int | None = None) -> Change | None:
    """Slowing of moving, grade-adjusted speed over the last 30 minutes; negative is faster.

    Standing time is cut out with the seconds of braking and picking up around it, so that
    traffic lights and pauses do not count. Each slope is compared with the same slope before:
    the energy of a slope says what it costs, not how fast anybody dares to run down it. A
    gentle one that was not met before is held against the gentle rest; a steep one is left
    out. None under 45 minutes of moving time, or where too little can be compared.

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
    band = np.digitize(pace.grade[:end], SLOPES)
    early, last = settled & ~late & steady, late & steady
    before = _by_slope(speed[early], band[early])
    return _slowing(speed[last], before[:, band[last]])


def _by_slope(speed: Column, band: np.ndarray) -> np.ndarray:
    """The mean speed before, its standard error, and whose it is, for each band, (3, n_bands).

    NaN for a steep slope hardly met before; a gentle one then takes that of all gentle ones.
    """
    gentle = speed[np.isin(band, GENTLE)]
    rows = []
    for k in range(len(SLOPES) + 1):
        here, of = speed[band == k], k
        if here.size < FEWEST:
            here, of = (gentle, TOGETHER) if k in GENTLE else (here, k)
        known = here.size >= FEWEST
        rows.append((here.mean(), _error(here), of) if known else (np.nan, np.nan, of))
    return np.array(rows).T


def _slowing(speed: Column, before: np.ndarray) -> Change | None:
    """The fade of `speed` (n_seconds,) against what was run on its slope, (3, n_seconds)."""
    expected, error, of = before
    comparable = np.isfinite(expected)
    if comparable.sum() < max(FEWEST, COMPARABLE * speed.size):
        return None
    speed, expected, error, of = (x[comparable] for x in (speed, expected, error, of))
    ratio = speed.mean() / expected.mean()
    late = _error(speed - ratio * expected)
    weighed = [error[of == k].sum() / speed.size for k in np.unique(of)]
    spread = np.hypot(late, ratio * np.linalg.norm(weighed)) / expected.mean()
    return Change(float(100 * (1 - ratio)), float(100 * spread))


def heart_rate_drift(
    pace: Pace, heart_rate: Column | None, *, end: int | None = None
) -> Change | None:
    """Beats for each m/s in the second half over those in the first, after minute 10.

    Also called decoupling; Smyth and Muniz-Pumares follow its rise over a marathon. Beats
    are (n_seconds,); steep slopes are left out, where speed is not what the heart pays for.
    None under 30 minutes of moving time with a heart rate.
    """
    if heart_rate is None:
        return None
    even = np.isin(np.digitize(pace.grade[:end], SLOPES), GENTLE)
    rows = np.flatnonzero(pace.at_speed[:end] & even)
    rows = rows[np.cumsum(pace.moving)[rows] > SETTLED]
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
