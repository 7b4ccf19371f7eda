"""From runs to draws in one call, for tests of the model and its answers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uncramp.answer.shares import Shares, shares
from uncramp.answer.why import Why, why
from uncramp.exposure.catalogue import Exposures, exposures
from uncramp.exposure.usual import Usual, usual
from uncramp.history.history import History
from uncramp.model.draws import Draws
from uncramp.model.prior import Outcome
from uncramp.model.risk import Model, draws, fit
from uncramp.store.registry import registry


@dataclass(frozen=True)
class Modelled:
    exposures: Exposures
    usual: Usual
    model: Model
    draws: Draws
    at: int

    @property
    def shares(self) -> Shares:
        return shares(self.draws)

    @property
    def why(self) -> Why:
        return why(self.model, self.exposures, self.at, self.usual, self.draws, registry())

    @property
    def risk(self) -> float:
        return float(self.shares.risk.mean())


def modelled(history: History, at: int = -1, *, outcome=Outcome.RUN, seed=1) -> Modelled:
    """The last run of a history, or run `at`, modelled."""
    found = exposures(history)
    at %= len(history.runs)
    ordinary = usual(found, at)
    model = fit(registry(), history, found, outcome)
    drawn = draws(model, found, at, ordinary, np.random.default_rng(seed))
    return Modelled(found, ordinary, model, drawn, at)
