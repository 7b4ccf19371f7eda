"""Runners with known truth: months of runs, effects drawn from the prior, cramps by the dice.

Whoever claims that an estimator works shows it here: the truth is put in, and what comes out
is compared with it. The recovery tests, the benchmarks and the cohort draw their runners from
this module, so they all speak of the same ones.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator

from uncramp.model.diaries import Diary, diary, since
from uncramp.model.prior import Prior
from uncramp.model.reference import EFFECTS, NAMES
from uncramp.model.worlds import Truth, World, truth
from uncramp.terms.columns import Column

LATELY = NAMES.index("days_since_last_cramp")
FIRST_FACT = 1 + len(EFFECTS)
PILOTS = 200  # runners whose average says how often a field cramps
BISECTIONS = 40


@dataclass(frozen=True, slots=True, eq=False)
class SimulatedRunner:
    """One runner and everything that is true of them.

    ``rows`` is (n_runs, k), what `posterior` takes where nothing is missing; ``facts``
    (n_facts,) of 0 or 1; ``chance`` and ``cramped`` are (n_runs,).
    """

    truth: Truth
    diary: Diary
    facts: Column
    rows: np.ndarray
    chance: Column
    cramped: Column

    @property
    def n_cramps(self) -> int:
        return int(self.cramped.sum())

    def until(self, run: int) -> SimulatedRunner:
        """The runs before `run`, by their place."""
        return self._part(slice(run))

    def after(self, run: int) -> SimulatedRunner:
        """The runs from `run` on: what a forecast is held against."""
        return self._part(slice(run, None))

    def _part(self, kept: slice) -> SimulatedRunner:
        d = self.diary
        part = Diary(d.days[kept], d.kinds[kept], d.values[kept])
        rows, chance, cramped = self.rows[kept], self.chance[kept], self.cramped[kept]
        return replace(self, diary=part, rows=rows, chance=chance, cramped=cramped)


def simulated_runner(
    generator: Generator, prior: Prior, world: World = World.ORDINARY, *, n_runs: int = 180
) -> SimulatedRunner:
    """A runner of the field that `prior` describes; 180 runs are about a year."""
    runs = diary(generator, n_runs)
    facts = (generator.random(prior.frequency.size) < prior.frequency).astype(float)
    rows = design_rows(runs.against_reference, facts - prior.frequency)
    known = truth(generator, prior, world, rows)
    lived, cramped = _lived(known, rows, runs.days, generator.random(n_runs))
    return SimulatedRunner(known, runs, facts, lived, known.chance(lived), cramped)


def design_rows(against_reference: np.ndarray, centred_facts: Column) -> np.ndarray:
    """1, z of every effect, and the facts less their frequency: (n_runs, k)."""
    n_runs = against_reference.shape[0]
    facts = np.broadcast_to(centred_facts, (n_runs, centred_facts.size))
    return np.hstack([np.ones((n_runs, 1)), against_reference, facts])


def _lived(known: Truth, rows: np.ndarray, days: Column, luck: Column) -> tuple[np.ndarray, Column]:
    """Rows and cramps, where each cramp raises or lowers the risk of the week after it.

    A run hears only of earlier ones, so each round makes one more cramp final; the rounds end
    where nothing changes, and that is the run-by-run answer.
    """
    lived, cramped = rows.copy(), np.zeros(days.size, dtype=bool)
    while True:
        lived[:, LATELY] = EFFECTS[LATELY - 1].against_reference(since(days, cramped))
        now = luck < known.chance(lived)
        if np.array_equal(now, cramped):
            return lived, cramped.astype(float)
        cramped = now


def cramping(generator: Generator, prior: Prior, cramps: float, *, n_runs: int) -> Prior:
    """The same prior for a field whose runners cramp `cramps` times in `n_runs`, on average.

    Only the intercept moves: this is how tests get runners with many cramps without waiting
    for the few that real rates would give.
    """
    log_odds = np.stack([_a_year(generator, prior, n_runs) for _ in range(PILOTS)])
    low, high = -15.0, 15.0
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        expected = (1 / (1 + np.exp(-log_odds - middle))).sum(axis=1).mean()
        low, high = (middle, high) if expected < cramps else (low, middle)
    return replace(prior, mean=prior.mean + low * (np.arange(prior.mean.size) == 0))


def _a_year(generator: Generator, prior: Prior, n_runs: int) -> Column:
    runner = simulated_runner(generator, prior, n_runs=n_runs)
    return np.asarray(runner.rows @ runner.truth.effects)
