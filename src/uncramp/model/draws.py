"""Draws of what is uncertain: effects, what was measured badly, and what was not at all.

Everything the product shows is a mean over these draws, never a number put in at its mean:
for rare outcomes that would forecast half of what happens. They are stratified in every
direction (a Latin hypercube), so a thousand give two steady digits.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.random import Generator

from uncramp.exposure.catalogue import Exposures
from uncramp.model.posterior import Posterior
from uncramp.model.reference import EFFECTS
from uncramp.terms.columns import Column

N_DRAWS = 1024


@dataclass(frozen=True, slots=True, eq=False)
class Errors:
    """How a run was measured: ``sd`` (n_effects,) of what was told, in the catalogue's units,
    and the ``normals`` (n_draws, n_effects) that its errors were made from.
    """

    sd: Column
    normals: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """One row a draw.

    ``background`` (n_draws,) is the log odds of the reference run for this runner, facts
    included; ``effects`` (n_draws, n_effects); ``here`` (n_draws, n_effects) is z of the
    run and ``usual`` (n_draws, n_effects) z of what is usual. Where an exposure is missing
    the two are the same draw, so it explains nothing. ``errors`` are kept so that a
    changed run can be measured just as badly; None where nothing was measured.
    """

    background: Column
    effects: np.ndarray
    here: np.ndarray
    usual: np.ndarray
    errors: Errors | None = None

    def log_odds(self, against_reference: np.ndarray) -> Column:
        """Log odds of a cramp for z of shape (n_draws, n_effects)."""
        added: Column = (self.effects * against_reference).sum(axis=1)
        return self.background + added


def stratified_normals(generator: Generator, n: int, k: int) -> np.ndarray:
    """Standard normals, (n, k): in each column one draw from each of n equal strata."""
    quantile = NormalDist().inv_cdf
    middle = np.array([quantile((i + 0.5) / n) for i in range(n)])
    return np.stack([generator.permutation(middle) for _ in range(k)], axis=1)


def effect_draws(posterior: Posterior, normals: np.ndarray) -> np.ndarray:
    """Effects from standard normals (n, k): the right covariance, each with its own skew.

    The skew enters by Cornish and Fisher's second-order term.
    """
    sd = np.sqrt(np.diag(posterior.covariance))
    correlated = normals @ np.linalg.cholesky(posterior.covariance).T / sd
    bent = correlated + posterior.skew * (correlated**2 - 1) / 6
    return posterior.mean + sd * bent


def run_draws(
    exposures: Exposures, at: int, usual: Column, normals: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Z of run `at` and of the usual run, each (n_draws, n_effects), from normals alike.

    `exposures` holds factors only, in the order of `EFFECTS`; `usual` is (n_effects,). Where
    an error is shared, as that of a runner's ability, both runs are off by the same draw.
    """
    here, ordinary = np.empty_like(normals), np.empty_like(normals)
    for k, effect in enumerate(EFFECTS):
        told = np.isfinite(exposures.value[at, k])
        mean = (exposures.value if told else exposures.expected)[at, k]
        sd = (exposures.sd if told else exposures.expected_sd)[at, k]
        if effect.binary:
            values = (normals[:, k] < _quantile(mean)).astype(float)
        else:
            values = mean + sd * normals[:, k]
        here[:, k] = effect.against_reference(values)
        off = sd * normals[:, k] if effect.shared_error else 0.0
        ordinary[:, k] = effect.against_reference(usual[k] + off)
        if not told and not effect.binary:
            ordinary[:, k] = here[:, k]
    return here, ordinary


def _quantile(chance: float) -> float:
    """The normal below which `chance` of the draws lie; exact at 0 and 1."""
    if chance <= 0:
        return -np.inf
    return np.inf if chance >= 1 else NormalDist().inv_cdf(chance)
