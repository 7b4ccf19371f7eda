"""How much of one run's risk each factor carries: shares that add up, and but-for chances.

The share is the exact Shapley value of the risk itself, over the same draws for every
factor: what a factor adds, averaged over every order in which the factors could have
joined. Shares and background sum to one because the values do, draw by draw.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uncramp.answer.shapley import chance, shapley
from uncramp.model.draws import Draws
from uncramp.terms.columns import Column


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
    log_odds, usual = draws.log_odds(draws.here), draws.log_odds(draws.usual)
    active = np.flatnonzero(np.abs(contrast).max(axis=1) > 0)
    drawn = np.zeros_like(contrast)
    drawn[active] = shapley(usual, contrast[active])
    risk = chance(log_odds)
    without = chance(log_odds - contrast).mean(axis=1)
    return Shares(risk, chance(usual), drawn, np.maximum(0.0, 1 - without / risk.mean()))
