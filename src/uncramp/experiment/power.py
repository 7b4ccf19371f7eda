"""Whether a trial can succeed, before anybody spends a year on it.

Power comes first: how often a trial of so many runs would show an effect that is there, and
how often one that is not. Both are simulated with the very test that the trial will use.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from uncramp.experiment.grades import shifted
from uncramp.experiment.trial import ERROR, NORMAL, Verdict, looked_at, schedules
from uncramp.terms.columns import Column

N_TRIALS = 400  # simulated; a power is then within .05
FEW_COINS = 400  # in a simulation; the trial itself takes more


@dataclass(frozen=True, slots=True)
class Power:
    """Of trials with this odds ratio: the share that showed it, and the runs they took."""

    odds_ratio: float
    shown: float
    stopped_for_futility: float
    mean_runs: float


def drift(grades: Column, odds_ratio: float, n_runs: int) -> float:
    """The mean of the Mann-Whitney statistic at the end, in its standard deviations.

    Noether 1987, doi:10.1080/01621459.1987.10478478, with the variance of tied ranks.
    """
    with_ = shifted(grades, odds_ratio)
    mixed = (grades + with_) / 2
    below = np.cumsum(grades) - grades
    wins = float(with_ @ (1 - np.cumsum(grades)) + with_ @ grades / 2)  # P(with < without)
    losses = float(with_ @ below + with_ @ grades / 2)
    ties = 1 - float((mixed**3).sum())
    return float((wins - losses) / 2 * np.sqrt(3 * n_runs / ties))


def fixed_power(
    grades: Column, odds_ratio: float, n_runs: int, generator: Generator, n_trials: int = 4000
) -> float:
    """The share of trials, looked at once at their end, whose Mann-Whitney test is significant.

    By counts of grades, with the normal approximation and its tie correction.
    """
    half = n_runs // 2
    with_ = generator.multinomial(half, shifted(grades, odds_ratio), n_trials)
    without = generator.multinomial(half, grades, n_trials)
    both = with_ + without
    below = np.cumsum(without, axis=1) - without
    u = (with_ * (below + without / 2)).sum(axis=1)  # pairs in which with is the worse
    n = 2 * half
    ties = 1 - (both**3 - both).sum(axis=1) / (n**3 - n)
    sd = np.sqrt(np.maximum(ties, 1e-12) * half * half * (n + 1) / 12)
    z = (half * half / 2 - u) / sd
    return float((z > NORMAL.inv_cdf(1 - ERROR)).mean())


def power(
    grades: Column,
    odds_ratio: float,
    n_runs: int,
    generator: Generator,
    *,
    planned: float,
    n_trials: int = N_TRIALS,
) -> Power:
    """What becomes of whole trials, looks and futility included, if this is the odds ratio.

    Parameters
    ----------
    planned
        The odds ratio the trial is planned for, which decides when it is hopeless.
    """
    hoped = drift(grades, planned, n_runs)
    with_ = shifted(grades, odds_ratio)
    sides = schedules(n_runs, n_trials, generator)
    luck = generator.random((n_trials, n_runs))
    ended = np.where(sides, _drawn(luck, with_), _drawn(luck, grades))
    last = [
        looked_at(side, end.astype(float), generator, drift=hoped, coins=FEW_COINS)[-1]
        for side, end in zip(sides, ended, strict=True)
    ]
    verdicts = [look.verdict for look in last]
    return Power(
        odds_ratio,
        verdicts.count(Verdict.HELPS) / n_trials,
        verdicts.count(Verdict.FUTILE) / n_trials,
        float(np.mean([look.n_runs for look in last])),
    )


def _drawn(luck: np.ndarray, grades: Column) -> np.ndarray:
    """A grade for each uniform number."""
    return np.searchsorted(np.cumsum(grades)[:-1], luck, side="right")
