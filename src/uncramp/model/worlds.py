"""How cramps come about in an invented world: as the model thinks, and in three other ways.

An estimator tried only where its own form is true proves little. So there is a world with
two strong personal triggers, one where causes act on each other, and one where each cause
acts alone and any of them is enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.random import Generator

from uncramp.model.prior import Prior
from uncramp.model.reference import EFFECTS, NAMES
from uncramp.terms.columns import Column


class World(StrEnum):
    """Where the truth comes from."""

    ORDINARY = "ordinary"  # effects as the prior says, log odds that add up
    IDIOSYNCRATIC = "idiosyncratic"  # two strong triggers of this runner's own, the rest weak
    INTERACTING = "interacting"  # ordinary, and heat acts with fluid, effort with duration
    NOISY_OR = "noisy-or"  # ordinary effects, but every cause acts alone


STRONG = np.array([1.2, 0.7])  # log odds per sd of the exposure over the runner's own runs
WEAKENED, STRAY = 0.6, 0.1  # of the prior's mean; sd in log odds per sd of the exposure
STRUCTURE = ("race", "duration", "days_since_last_cramp")  # never a runner's own trigger
LEAST_SPREAD = 0.2  # sd of z over the runs; what hardly varies cannot be anyone's trigger
TOGETHER = {
    ("heat", "fluid_deficit"): 0.08,  # log odds per °C and % of body mass
    ("effort_above_ability", "duration"): 0.2,  # per % and ln h
}
N_EFFECTS = len(EFFECTS)


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """What is true of one invented runner.

    ``effects`` is (k,) in the order of `reference.NAMES`; ``triggers`` names the strong ones,
    the strongest first, and is empty outside the idiosyncratic world.
    """

    world: World
    effects: Column
    triggers: tuple[str, ...] = ()

    def chance(self, rows: np.ndarray) -> Column:
        """The chance of a cramp in each run; `rows` is (n_runs, k) as `posterior` takes it."""
        if self.world == World.NOISY_OR:
            return _any_of(self.effects, rows)
        log_odds = rows @ self.effects
        if self.world == World.INTERACTING:
            log_odds = log_odds + acting_together(rows)
        return _logistic(log_odds)


def truth(generator: Generator, prior: Prior, world: World, rows: np.ndarray) -> Truth:
    """Draw one runner's effects; `rows` (n_runs, k) say how much each exposure varies."""
    effects = generator.multivariate_normal(prior.mean, prior.covariance, method="cholesky")
    if world != World.IDIOSYNCRATIC:
        return Truth(world, effects)
    return _own_triggers(generator, prior, effects, rows)


def _own_triggers(generator: Generator, prior: Prior, drawn: Column, rows: np.ndarray) -> Truth:
    """Two triggers that no study named. What they add on average leaves the intercept."""
    spread = np.maximum(rows.std(axis=0), 1e-9)
    free = np.array([k for k in range(1, 1 + N_EFFECTS) if NAMES[k] not in STRUCTURE])
    effects = drawn.copy()
    effects[free] = WEAKENED * prior.mean[free]
    effects[free] += generator.normal(0, STRAY, free.size) / np.maximum(spread[free], STRAY)
    chosen = generator.choice(free[spread[free] >= LEAST_SPREAD], 2, replace=False)
    effects[chosen] = STRONG / spread[chosen]
    others = rows[:, 1 : 1 + N_EFFECTS].mean(axis=0)
    effects[0] -= others @ (effects - drawn)[1 : 1 + N_EFFECTS]
    return Truth(World.IDIOSYNCRATIC, effects, tuple(NAMES[k] for k in chosen))


def acting_together(rows: np.ndarray) -> Column:
    """Log odds that the pairs of `TOGETHER` add; only where both are above the reference."""
    return sum(
        (per_unit * product(rows, pair) for pair, per_unit in TOGETHER.items()),
        start=np.zeros(rows.shape[0]),
    )


def product(rows: np.ndarray, pair: tuple[str, str]) -> Column:
    """One z times the other, (n_runs,)."""
    one, other = (np.maximum(rows[:, NAMES.index(name)], 0.0) for name in pair)
    return np.asarray(one * other)


def _any_of(effects: Column, rows: np.ndarray) -> Column:
    """1 less the chance that no cause acts; each adds what it would alone to the bare run."""
    bare = np.array([name in {"race", "duration"} for name in NAMES])
    bare[0] = True
    bare[1 + N_EFFECTS :] = True
    start = rows[:, bare] @ effects[bare]
    alone = _logistic(start[:, None] + rows[:, ~bare] * effects[~bare])
    quiet = 1 - np.maximum(alone - _logistic(start)[:, None], 0.0)
    return np.asarray(1 - (1 - _logistic(start)) * quiet.prod(axis=1))


def _logistic(log_odds: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-log_odds)))
