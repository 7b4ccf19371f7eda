"""What was not measured, on its way into a fit.

A missing exposure enters at its conditional mean: what a run of that kind, length, pace and
weather is expected to have. That is as good as integrating it and costs nothing; leaving such
runs out or putting a 0 would bend every effect. Two exceptions, because there the conditional
mean would teach something that nobody told:

- Fluid and salt that were neither weighed nor told are duration, heat and pace once more.
  They count with the effect held for everybody, and teach nothing of the runner's own.
- A fact nobody told is the same in every run, so the runs tell of it only together with the
  intercept. It is held in the intercept from the start, and never drawn a second time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from uncramp.exposure.catalogue import Exposures
from uncramp.model.posterior import Posterior
from uncramp.model.prior import Prior
from uncramp.model.reference import EFFECTS
from uncramp.model.variational import normal_rule
from uncramp.terms.columns import Column

N_NODES = 6  # of the quadrature over a measurement's error; z is piecewise smooth
ONLY_IF_TOLD = frozenset({"fluid_deficit", "sodium_deficit"})
"""Of these a personal effect is learned only from runs where they were weighed or told."""


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """The regression of many runs: ``rows`` (n, k), ``offset`` (n,) of their log odds.

    ``told`` (n_effects,) of bool per run, (n, n_effects): where an exposure was measured.
    """

    rows: np.ndarray
    offset: Column
    told: np.ndarray

    def of(self, kept: np.ndarray) -> Design:
        """Some of the runs, by mask or number."""
        return Design(self.rows[kept], self.offset[kept], self.told[kept])


def design(exposures: Exposures, facts: Column, prior: Prior) -> Design:
    """The rows of every run; ``exposures`` holds factors only, in the order of `EFFECTS`."""
    told = np.isfinite(exposures.value)
    z = _expected_z(exposures, told)
    taught = np.array([effect.exposure not in ONLY_IF_TOLD for effect in EFFECTS])
    silent = ~taught & ~told
    offset = np.where(silent, z, 0.0) @ prior.mean[1 : 1 + len(EFFECTS)]
    centred = np.where(np.isnan(facts), 0.0, facts - prior.frequency)
    n_runs = z.shape[0]
    constant = np.broadcast_to(centred, (n_runs, facts.size))
    rows = np.hstack([np.ones((n_runs, 1)), np.where(silent, 0.0, z), constant])
    return Design(rows, offset, told)


def _expected_z(exposures: Exposures, told: np.ndarray) -> np.ndarray:
    """Mean of z over the error of what was measured and the spread of what was not."""
    mean = np.where(told, exposures.value, exposures.expected)
    sd = np.where(told, exposures.sd, exposures.expected_sd)
    nodes, weights = normal_rule(N_NODES)
    z = np.empty_like(mean)
    for k, effect in enumerate(EFFECTS):
        at, off = mean[:, k], sd[:, k]
        if (at == at[:1]).all() and (off == off[:1]).all():
            at, off = at[:1], off[:1]  # never told: the same for every run
        if effect.binary or not off.any():
            z[:, k] = effect.against_reference(at)
        else:
            z[:, k] = weights @ effect.against_reference(at + nodes[:, None] * off)
    return z


def with_untold_facts(prior: Prior, facts: Column) -> Prior:
    """The prior with every untold fact's doubt moved into the intercept.

    A fact of frequency q and effect b adds b (1 - q) or -b q to every run; its mean is 0 and
    its variance E[b²] q (1 - q).
    """
    at = slice(prior.mean.size - facts.size, None)
    squared = prior.mean[at] ** 2 + np.diag(prior.covariance)[at]
    doubt = squared * prior.frequency * (1 - prior.frequency)
    covariance = prior.covariance.copy()
    covariance[0, 0] += doubt[np.isnan(facts)].sum()
    return replace(prior, covariance=covariance)


def untaught(prior: Prior, found: Posterior, told: np.ndarray) -> Posterior:
    """Back to everybody's effect where no run told of the exposure.

    ``told`` is (n_runs, n_effects). The intercept drags such an effect along and narrows it,
    since both hang on one anchor; that is not something the runner told.
    """
    mean, covariance, skew = found.mean.copy(), found.covariance.copy(), found.skew.copy()
    for k, effect in enumerate(EFFECTS, start=1):
        if effect.exposure in ONLY_IF_TOLD and not told[:, k - 1].any():
            mean[k], skew[k] = prior.mean[k], 0.0
            covariance[k, k] = max(prior.covariance[k, k], covariance[k, k])
    return replace(found, mean=mean, covariance=covariance, skew=skew)
