"""Whether triggers are found that are there, and none that are not, in simulated runners.

    ./dev bench benchmarks/finding_triggers.py

Two worlds: ordinary, where effects are what studies say; idiosyncratic, where each runner has
two strong triggers that no study named. Each is fitted with the evidence as it stands, and
with the wider one that `uncramp triggers` uses. The last column is what the wider one would
cost a forecast: log loss on as many runs again.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command itself sets it

from dataclasses import replace

import numpy as np

from uncramp.answer.triggers import Verdict, personal, triggers, usual_swing
from uncramp.exposure.catalogue import CATALOGUE, Exposures, Kind
from uncramp.model.labels import Heard
from uncramp.model.posterior import posterior
from uncramp.model.prior import prior
from uncramp.model.reference import NAMES
from uncramp.model.risk import Model
from uncramp.model.simulate import cramping, simulated_runner
from uncramp.model.tails import with_heavy_tails
from uncramp.model.worlds import World
from uncramp.store.registry import registry

RUNNERS = 25
CELLS = ((10, 333), (60, 1200))  # cramps on average, and the runs they come in
LINK = 1.25
FACTORS = tuple(e for e in CATALOGUE if e.kind == Kind.FACTOR)
CALLED = (Verdict.TRIGGER, Verdict.LEANING)


def exposures_of(runner) -> Exposures:
    """The simulated diary as the catalogue would have measured it, without error."""
    value = runner.diary.values
    nothing, one = np.zeros_like(value), np.ones_like(value)
    return Exposures(
        FACTORS, value, nothing.astype(bool), nothing, nothing, one,
        runner.diary.kinds, runner.diary.days, tuple(None for _ in FACTORS),
    )  # fmt: skip


def log_loss(held, runner):
    """Of the predictive mean over the posterior."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(20)
    sd = np.sqrt(np.einsum("ni,ij,nj->n", runner.rows, held.covariance, runner.rows))
    log_odds = (runner.rows @ held.mean)[:, None] + sd[:, None] * nodes
    chance = (1 / (1 + np.exp(-log_odds))) @ weights / weights.sum()
    return -np.mean(np.log(np.where(runner.cramped == 1, chance, 1 - chance)))


def judged(field, wide, runner):
    """The triggers of one runner, and what the fit says of their next runs."""
    heard, ahead = runner.until(len(runner.cramped) // 2), runner.after(len(runner.cramped) // 2)
    known = exposures_of(heard)
    before = field
    if wide:
        before = prior(personal(registry(), known))
        before = replace(before, mean=field.mean)
    n = heard.cramped.size
    said = Heard(heard.rows, np.zeros(n), heard.cramped, np.ones(n))
    held = posterior(with_heavy_tails(before, said), heard.rows, heard.cramped)
    found = triggers(Model(before, held, heard.facts), known)
    return found, known, held, log_loss(held, ahead)


def cell(cramps, n_runs, world, wide):
    generator = np.random.default_rng(5)
    field = cramping(generator, prior(registry()), cramps, n_runs=n_runs)
    first = third = called = wrong = verdict = 0
    losses, heard = [], []
    for _ in range(RUNNERS):
        runner = simulated_runner(generator, field, world, n_runs=2 * n_runs)
        found, known, held, loss = judged(field, wide, runner)
        losses.append(loss)
        heard.append(held.n_cramps)
        for one in found:
            if one.verdict in CALLED and one.odds_ratio > 1:
                k = NAMES.index(one.exposure.name)
                swing = usual_swing(known, k - 1).against_reference
                called += 1
                wrong += np.exp(runner.truth.effects[k] * swing) < LINK
        own = [t for t in found if t.exposure.name not in ("race", "duration")]
        if runner.truth.triggers:
            strongest = runner.truth.triggers[0]
            first += own[0].exposure.name == strongest
            third += strongest in [t.exposure.name for t in own[:3]]
            verdict += next(t for t in own if t.exposure.name == strongest).verdict in CALLED
    share = f"{first:>3}{third:>4}{verdict:>5}" if world == World.IDIOSYNCRATIC else f"{'':>12}"
    print(
        f"{world.value:<15}{'wider' if wide else 'as it stands':<14}{np.median(heard):>5.0f}"
        f" {share}{called:>8}{wrong:>7}{np.mean(losses):>10.4f}"
    )


if __name__ == "__main__":
    print(f"{RUNNERS} runners a row. Found: the strongest own trigger first, in the first three,")
    print("and called a trigger or a leaning. Wrong: of those called, odds ratio under 1.25.\n")
    print(f"{'world':<15}{'evidence':<14}{'cramps':>6} first top3 said  called  wrong  log loss")
    for cramps, n_runs in CELLS:
        for world in (World.ORDINARY, World.IDIOSYNCRATIC):
            for wide in (False, True):
                cell(cramps, n_runs, world, wide)
