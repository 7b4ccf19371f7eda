"""The normal that lies nearest to a posterior, in Kullback and Leibler's sense.

With thousands of runs and one or two cramps the closed-form series is too short for the mean;
the best normal is not. It is also where a fit falls back to when its check finds no overlap.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from uncramp.model.labels import Heard, terms
from uncramp.model.prior import Prior
from uncramp.model.recall import count
from uncramp.terms.columns import Column

N_NODES = 12  # of Gauss and Hermite's rule over one run's log odds
MOST_STEPS = 60
CLOSE_ENOUGH = 1e-6  # sd of the longest step


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Mean (k,), covariance (k, k) and standardised third cumulant (k,) of the effects."""

    mean: Column
    covariance: np.ndarray
    skew: Column


def variational(prior: Prior, heard: Heard, start: Moments) -> Moments:
    """The nearest normal, by Newton's fixed point, with the skew of the log likelihood there.

    Source
    ------
    Opper and Archambeau 2009, doi:10.1162/neco.2008.08-07-592: at the optimum the precision
    is the mean curvature and the mean slope is 0. A remembered count enters by its parabola.
    """
    precision = np.linalg.inv(prior.covariance)
    pull = precision @ prior.mean
    mean, covariance = start.mean, start.covariance
    first, third = np.empty(0), np.empty(0)
    for _ in range(MOST_STEPS):
        first, second, third = _expected(heard, mean, covariance)
        slope = heard.rows.T @ first + pull - precision @ mean
        curve = precision - (heard.rows.T * np.minimum(second, 0)) @ heard.rows
        if heard.recall is not None:
            told = count(heard.recall, mean)
            slope, curve = slope + told.slope, curve - told.safe_curve
        covariance = np.linalg.inv(curve)
        step = covariance @ slope
        mean = mean + step
        if np.abs(step / np.sqrt(np.diag(covariance))).max() < CLOSE_ENOUGH:
            break
    pull = heard.rows @ covariance
    skew = third @ (pull * pull * pull) / np.diag(covariance) ** 1.5
    return Moments(mean, covariance, skew)


@cache
def normal_rule(n: int) -> tuple[Column, Column]:
    """Nodes and weights, each (n,), of Gauss and Hermite's rule for a standard normal."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(n)
    return nodes, weights / weights.sum()


def _expected(heard: Heard, mean: Column, covariance: np.ndarray) -> tuple[Column, Column, Column]:
    """The first three derivatives of each run's term, (n,), averaged over the normal."""
    nodes, weights = normal_rule(N_NODES)
    spread = np.sqrt(((heard.rows @ covariance) * heard.rows).sum(axis=1))
    log_odds = (heard.log_odds(mean) + nodes[:, None] * spread).ravel()
    at = terms(log_odds, *(np.tile(c, N_NODES) for c in (heard.cramped, heard.certainty)))
    first, second, third = (
        weights @ part.reshape(N_NODES, -1) for part in (at.first, at.second, at.third)
    )
    return first, second, third
