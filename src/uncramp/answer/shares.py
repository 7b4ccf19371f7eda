"""How much of one run's risk each factor carries: shares that add up, and but-for chances.

The share is the exact Shapley value of the risk itself, over the same draws for every
factor: what a factor adds, averaged over every order in which the factors could have
joined. Shares and background sum to one because the values do, draw by draw.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

import numpy as np

from uncramp.activity.activity import Column
from uncramp.model.draws import Draws

MOST_FACTORS = 12  # 2^12 subsets of 2048 draws are 67 MB; beyond it another method is needed


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """Each column is (n_factors,); ``drawn`` is (n_factors, n_draws) of each draw's value.

    ``risk`` and ``usual`` are (n_draws,): the chance of a cramp in this run and in a usual one.
    """

    risk: Column
    usual: Column
    drawn: np.ndarray
    but_for: Column

    @property
    def share(self) -> Column:
        """Share of the risk, negative where a factor protected."""
        share: Column = self.drawn.mean(axis=1) / self.risk.mean()
        return share

    @property
    def background(self) -> float:
        """What a usual run of this runner carries anyway."""
        return float(self.usual.mean() / self.risk.mean())


def shares(draws: Draws) -> Shares:
    """Attribute the risk of a run to its factors, against what is usual."""
    contrast = (draws.effects * (draws.here - draws.usual)).T  # (n_factors, n_draws)
    usual = draws.log_odds(draws.usual)
    active = np.flatnonzero(np.abs(contrast).max(axis=1) > 0)
    value = _chance_of_subsets(usual, contrast[active])
    drawn = np.zeros_like(contrast)
    drawn[active] = _shapley(value, active.size)
    risk = value[-1]
    without = _chance(draws.log_odds(draws.here) - contrast).mean(axis=1)
    return Shares(risk, value[0], drawn, np.maximum(0.0, 1 - without / risk.mean()))


def _chance_of_subsets(usual: Column, contrast: np.ndarray) -> np.ndarray:
    """(2^n, n_draws): row s has the factors whose bits are set in s away from usual."""
    if contrast.shape[0] > MOST_FACTORS:
        raise ValueError(f"{contrast.shape[0]} factors; at most {MOST_FACTORS} are enumerated")
    log_odds = usual[None]
    for row in contrast:
        log_odds = np.concatenate([log_odds, log_odds + row])
    return _chance(log_odds)


def _shapley(value: np.ndarray, n: int) -> np.ndarray:
    """(n, n_draws): the mean, over orders of joining, of what each factor adds."""
    subset = np.arange(2**n)
    size = np.array([int(s).bit_count() for s in subset])
    found = np.empty((n, value.shape[1]))
    for k in range(n):
        without = subset[(subset >> k) & 1 == 0]
        weight = np.array([1 / (n * comb(n - 1, int(s))) for s in size[without]])
        found[k] = weight @ (value[without | (1 << k)] - value[without])
    return found


def _chance(log_odds: np.ndarray) -> np.ndarray:
    chance: np.ndarray = 1 / (1 + np.exp(-log_odds))
    return chance
