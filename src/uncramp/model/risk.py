"""The model of one runner: what enters, the fit, and the draws every answer is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from uncramp.evidence.claim import Registry
from uncramp.exposure.catalogue import Exposures, Kind
from uncramp.exposure.usual import Usual
from uncramp.history.history import History
from uncramp.history.run import Label
from uncramp.history.runner import Runner
from uncramp.model.draws import (
    N_DRAWS,
    Draws,
    Errors,
    effect_draws,
    run_draws,
    stratified_normals,
)
from uncramp.model.labels import CERTAINTY, Heard, labels
from uncramp.model.missing import Design, design, untaught, with_untold_facts
from uncramp.model.posterior import Posterior, after
from uncramp.model.prior import Outcome, Prior, prior
from uncramp.model.recall import Recall
from uncramp.model.reference import EFFECTS, FACTS, NOVICE, OLDER
from uncramp.model.tails import freed
from uncramp.model.year import remembered
from uncramp.model.yielding import personal_weight
from uncramp.terms.columns import Column
from uncramp.terms.muscles import Muscle

YIELDS = 0.5  # of the weight


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """What is held of one runner and one outcome after hearing them.

    ``personal`` is the weight of what was learned from this runner against the prior, which
    the rest of every answer is made of: 1 unless the prior forecast their runs better.
    """

    prior: Prior
    posterior: Posterior
    facts: Column  # (n_facts,), NaN where untold
    personal: float = 1.0

    @property
    def rough(self) -> bool:
        """Whether the runner is to be told that the answer is rough."""
        return self.posterior.rough

    @property
    def yields(self) -> bool:
        """Whether what holds for everybody says more of this runner than their own runs."""
        return self.personal < YIELDS


def fit(
    registry: Registry,
    history: History,
    exposures: Exposures,
    outcome: Outcome = Outcome.RUN,
    *,
    asked: int | None = None,
) -> Model:
    """Condition the prior on what the runner said of their runs.

    Parameters
    ----------
    outcome
        Night cramps are learned from what was said of the nights, and from nothing else.
    asked
        The run a question is about, the last if None: what was remembered is of the 12 months
        before it, and nobody was silent about it.
    """
    facts = runner_facts(history.runner)
    before = with_untold_facts(prior(registry, outcome), facts)
    asked = len(history.runs) - 1 if asked is None else asked
    table = design(exposures.only(Kind.FACTOR), facts, before)
    if outcome == Outcome.NIGHT:
        said, recall = tuple(run.night for run in history.runs), None
    else:
        said = labels(history, asked=asked)
        recall = remembered(
            history, exposures, said, table=table, prior=before, facts=facts, asked=asked
        )
    heard = _heard(table, said, recall)
    wider, start = freed(before, heard)
    found = after(wider, heard, start=start)
    told = table.told[[label is not Label.UNKNOWN for label in said]]
    return Model(before, untaught(before, found, told), facts, personal_weight(before, heard))


def _heard(table: Design, said: Sequence[Label], recall: Recall | None) -> Heard:
    certainty = np.array([CERTAINTY[label] for label in said], dtype=float)
    cramped = np.array([label is Label.YES for label in said], dtype=float)
    kept = certainty > 0
    rows = table.of(kept)
    return Heard(rows.rows, rows.offset, cramped[kept], certainty[kept], recall)


def runner_facts(runner: Runner) -> Column:
    """The facts of `reference.FACTS` as 1, 0 or NaN, (n_facts,)."""
    told: dict[str, bool | None] = {
        "cramped_before": runner.cramped_before,
        "sex": None if runner.sex is None else runner.sex == "male",
        "chronic_diseases": _disease_or_medicine(runner),
        "injury_last_12_months": runner.injury_last_12_months,
        "family_history": runner.family_history,
        "years_running": None if runner.years_running is None else runner.years_running < NOVICE,
        "age": None if runner.age is None else runner.age >= OLDER,
        "calf_strain_history": runner.calf_strain_history,
        "low_back_pain": runner.low_back_pain,
    }
    found = (told[f.name] for f in FACTS)
    return np.array([np.nan if fact is None else float(fact) for fact in found])


def _disease_or_medicine(runner: Runner) -> bool | None:
    """One term for both: medicine follows disease, so they are never counted twice."""
    diseases = None if runner.chronic_diseases is None else runner.chronic_diseases > 0
    medicine = runner.regular_medicine
    if diseases or medicine:
        return True
    return None if diseases is None or medicine is None else False


def held_effects(model: Model, normals: np.ndarray) -> np.ndarray:
    """Effects, (n, k), from normals alike: the runner's own, and the prior's for the rest."""
    drawn = effect_draws(model.posterior, normals)
    n_prior = round((1 - model.personal) * normals.shape[0])
    if n_prior:
        held = Posterior(model.prior.mean, model.prior.covariance, model.prior.mean * 0, 0, 0)
        drawn[:n_prior] = effect_draws(held, normals[:n_prior])
    return drawn


def draws(
    model: Model,
    exposures: Exposures,
    at: int,
    usual: Usual,
    generator: Generator,
    *,
    muscle: Muscle | None = None,
) -> Draws:
    """Everything uncertain about run `at`, drawn together.

    Parameters
    ----------
    muscle
        The muscle asked about: what cannot touch it has no effect. None is any muscle.
    """
    factors = exposures.only(Kind.FACTOR)
    is_factor = [e.kind == Kind.FACTOR for e in exposures.catalogue]
    k, n_effects = model.posterior.mean.size, len(EFFECTS)
    normals = stratified_normals(generator, N_DRAWS, k + n_effects)
    effects = held_effects(model, normals[:, :k])
    touched = np.array([e.touches(muscle) for e in factors.catalogue], dtype=float)
    measuring = normals[:, k : k + n_effects]
    here, ordinary = run_draws(factors, at, usual.values[is_factor], measuring)
    facts = np.where(np.isnan(model.facts), 0.0, model.facts - model.prior.frequency)
    shifts = facts * [fact.touches(muscle) for fact in FACTS]
    background = effects[:, 0] + effects[:, 1 + n_effects :] @ shifts
    errors = Errors(factors.sd[at], measuring)
    return Draws(background, effects[:, 1 : 1 + n_effects] * touched, here, ordinary, errors)
