"""A trial of one runner: a coin for each run, looks along the way, and a test that the coin
itself makes exact.

If what is tried does nothing, each run would have ended the same under the other side of the
coin. So the coins that might have fallen say how odd the ones that fell are (a Mann-Whitney
test by re-randomisation), at every look, and together the looks may be wrong one time in
twenty and no more: the error is spent over the looks as O'Brien and Fleming would, little
early and most at the end.

Sources: Lan and DeMets 1983, doi:10.1093/biomet/70.3.659 (spending); Mann and Whitney 1947,
doi:10.1214/aoms/1177730491; Lachin 2005, doi:10.1002/sim.2151 (futility by conditional power).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

import numpy as np
from numpy.random import Generator

from uncramp.terms.columns import Column

ERROR = 0.05  # one-sided, over all looks
BLOCK = 4  # runs, two of them with: the sides never drift apart
LOOKS = (0.25, 0.5, 0.75, 1.0)  # parts of the trial
COINS = 2000  # schedules that might have been; the one that was is among them
HOPELESS = 0.10  # chance of success below which going on is a waste of runs
NORMAL = NormalDist()


class Verdict(StrEnum):
    """What a trial says so far."""

    GO_ON = "go_on"
    HELPS = "helps"
    FUTILE = "futile"
    NOT_SHOWN = "not_shown"


@dataclass(frozen=True, slots=True)
class Looked:
    """One look: after how many runs, how odd under no effect, and the level it is held to."""

    n_runs: int
    p_value: float
    level: float
    verdict: Verdict

    @property
    def ends(self) -> bool:
        """Whether the trial is over with it."""
        return self.verdict != Verdict.GO_ON


def schedules(n_runs: int, n: int, generator: Generator) -> np.ndarray:
    """`n` schedules, (n, n_runs) of bool: True is a run with what is tried, in blocks of four."""
    blocks = -(-n_runs // BLOCK)
    sides = np.tile(np.arange(BLOCK) < BLOCK // 2, (n, blocks, 1))
    return generator.permuted(sides, axis=2).reshape(n, -1)[:, :n_runs]


def looks(n_runs: int) -> tuple[int, ...]:
    """After which runs the trial is looked at: whole blocks, the last at the end."""
    early = (BLOCK * round(part * n_runs / BLOCK) for part in LOOKS[:-1])
    return tuple(sorted({n for n in early if 2 * BLOCK <= n < n_runs} | {n_runs}))


def spent(part: float) -> float:
    """The error that may have been spent when `part` of the runs are done."""
    return 2 * (1 - NORMAL.cdf(NORMAL.inv_cdf(1 - ERROR / 2) / part**0.5))


def next_side(schedule: np.ndarray, n_done: int) -> bool | None:
    """The side of the next run, told only when that run comes; None after the last."""
    return bool(schedule[n_done]) if n_done < schedule.size else None


def looked_at(
    schedule: np.ndarray,
    grades: Column,
    generator: Generator,
    *,
    drift: float,
    coins: int = COINS,
) -> tuple[Looked, ...]:
    """Every look up to the runs done; the last has the verdict.

    Parameters
    ----------
    schedule : (n_runs,) of bool
        The whole schedule, runs to come included.
    grades : (n_done,)
        How each run ended, in order.
    drift
        What the trial hopes for: the mean of the statistic at its end, in its standard
        deviations, if the effect is as large as planned.
    """
    n_runs = schedule.size
    might = np.vstack([schedule, schedules(n_runs, coins - 1, generator)])
    going = np.ones(coins, dtype=bool)
    found: list[Looked] = []
    for n in looks(n_runs):
        if n > grades.size or (found and found[-1].verdict != Verdict.GO_ON):
            break
        level = spent(n / n_runs)
        sums = _sums(might[:, :n], grades[:n])
        p_value = float(((sums <= sums[0] + 1e-9) & going).sum() + (~going).sum()) / coins
        going &= sums > _boundary(sums, going, level)
        hope = _hope(-sums[0] / max(float(sums.std()), 1e-9), n / n_runs, drift)
        verdict = _verdict(p_value <= level, hope, is_last=n == n_runs)
        found.append(Looked(n, p_value, level, verdict))
    return tuple(found)


def _verdict(shown: bool, hope: float, *, is_last: bool) -> Verdict:
    if shown:
        return Verdict.HELPS
    if is_last:
        return Verdict.NOT_SHOWN
    return Verdict.FUTILE if hope < HOPELESS else Verdict.GO_ON


def _sums(sides: np.ndarray, grades: Column) -> Column:
    """Sum of centred ranks of the runs with, under each schedule; low where it helps."""
    below = np.searchsorted(np.sort(grades), grades, side="left")
    up_to = np.searchsorted(np.sort(grades), grades, side="right")
    ranks = (below + up_to - grades.size) / 2
    centred = sides - sides.mean(axis=1, keepdims=True)
    return np.asarray(centred @ ranks)


def _boundary(sums: Column, going: np.ndarray, level: float) -> float:
    """The largest sum that stops so few schedules that the error stays within `level`."""
    left = int(level * sums.size + 1e-9) - int((~going).sum())
    ordered = np.sort(sums[going])
    if left <= 0:
        return -np.inf
    if left >= ordered.size:
        return float(ordered[-1])
    tied_below = np.searchsorted(ordered, ordered[left] - 1e-9)
    return float(ordered[tied_below - 1]) if tied_below else -np.inf


def _hope(z: float, part: float, drift: float) -> float:
    """The chance of success at the end, if the effect is as planned from here on."""
    if part >= 1:
        return 0.0
    expected = z * part**0.5 + drift * (1 - part)
    return NORMAL.cdf((expected - NORMAL.inv_cdf(1 - ERROR)) / (1 - part) ** 0.5)
