"""The model of one runner: what enters, the fit, and the draws every answer is made of."""

from __future__ import annotations

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
    effect_draws,
    fact_draws,
    run_draws,
    stratified_normals,
)
from uncramp.model.posterior import Posterior, posterior
from uncramp.model.prior import Outcome, Prior, prior
from uncramp.model.reference import EFFECTS, FACTS
from uncramp.terms.columns import Column
from uncramp.terms.muscles import Muscle

N_NODES = 6  # of the quadrature over a measurement's error; z is piecewise smooth


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """What is held of one runner and one outcome after hearing them."""

    prior: Prior
    posterior: Posterior
    facts: Column  # (n_facts,), NaN where untold


def fit(
    registry: Registry,
    history: History,
    exposures: Exposures,
    outcome: Outcome = Outcome.RUN,
) -> Model:
    """Condition the prior on every run the runner answered for.

    Night cramps are told of separately and no diary holds them yet, so that outcome is
    answered from the prior.
    """
    before = prior(registry, outcome)
    facts = runner_facts(history.runner)
    answered = np.array([run.label is not Label.UNKNOWN for run in history.runs], dtype=bool)
    if outcome == Outcome.NIGHT:
        answered[:] = False
    rows = _rows(exposures.only(Kind.FACTOR), facts, before.frequency)[answered]
    cramped = np.array([run.label is Label.YES for run in history.runs], dtype=float)[answered]
    return Model(before, posterior(before, rows, cramped), facts)


def runner_facts(runner: Runner) -> Column:
    """The facts of `reference.FACTS` as 1, 0 or NaN, (n_facts,)."""
    told: dict[str, bool | None] = {
        "cramped_before": runner.cramped_before,
        "sex": None if runner.sex is None else runner.sex == "male",
        "chronic_diseases": _disease_or_medicine(runner),
        "injury_last_12_months": runner.injury_last_12_months,
        "family_history": runner.family_history,
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


def _rows(exposures: Exposures, facts: Column, frequency: Column) -> np.ndarray:
    """The design matrix, (n_runs, 1 + n_effects + n_facts), missing ones at their mean."""
    told = np.isfinite(exposures.value)
    mean = np.where(told, exposures.value, exposures.expected)
    sd = np.where(told, exposures.sd, exposures.expected_sd)
    nodes, weights = np.polynomial.hermite_e.hermegauss(N_NODES)
    z = np.empty_like(mean)
    for k, effect in enumerate(EFFECTS):
        if effect.binary:
            z[:, k] = effect.against_reference(mean[:, k])
        else:
            at_nodes = effect.against_reference(mean[:, k, None] + sd[:, k, None] * nodes)
            z[:, k] = at_nodes @ weights / weights.sum()
    centred = np.where(np.isnan(facts), 0.0, facts - frequency)
    n_runs = mean.shape[0]
    return np.hstack([np.ones((n_runs, 1)), z, np.broadcast_to(centred, (n_runs, facts.size))])


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
    k, n_effects, n_facts = model.posterior.mean.size, len(EFFECTS), len(FACTS)
    normals = stratified_normals(generator, N_DRAWS, k + n_effects + n_facts)
    effects = effect_draws(model.posterior, normals[:, :k])
    touched = np.array([e.touches(muscle) for e in factors.catalogue], dtype=float)
    here, ordinary = run_draws(factors, at, usual.values[is_factor], normals[:, k : k + n_effects])
    facts = fact_draws(model.facts, model.prior.frequency, normals[:, k + n_effects :])
    background = effects[:, 0] + (effects[:, 1 + n_effects :] * facts).sum(axis=1)
    return Draws(background, effects[:, 1 : 1 + n_effects] * touched, here, ordinary)
