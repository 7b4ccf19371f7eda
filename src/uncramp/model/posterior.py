"""The posterior of one runner: mode, then a closed-form correction of what Laplace gets wrong.

With few cramps the log likelihood is far from a parabola. Newton's mode alone puts the
intercept off by up to half a standard deviation, and that goes straight into the forecast.
The second-order terms below mend mean, variance and skew without sampling.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uncramp.activity.activity import Column
from uncramp.model.prior import Prior
from uncramp.terms.errors import UncrampError
from uncramp.terms.sentences import sentence

MOST_STEPS = 100
CLOSE_ENOUGH = 1e-10  # of the Newton decrement


@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """Effects of one runner after hearing them: mean (k,), covariance (k, k), skew (k,).

    ``skew`` is the standardised third cumulant of each effect; 0 where nothing was heard.
    """

    mean: Column
    covariance: np.ndarray
    skew: Column
    n_runs: int
    n_cramps: int


def posterior(prior: Prior, against_reference: np.ndarray, cramped: Column) -> Posterior:
    """Condition the prior on the runs a runner answered for.

    Parameters
    ----------
    against_reference : (n_runs, k)
        One row an answered run: 1 for the intercept, then z of each exposure and fact.
    cramped : (n_runs,) of 0 or 1

    Raises
    ------
    UncrampError
        Where Newton does not settle; with finite rows it does.

    Source
    ------
    Second-order expansion of the posterior moments about the mode (Tierney and Kadane 1986,
    doi:10.1080/01621459.1986.10478240, is the classical account); checked against NUTS in
    the design's research, mean within 0.03 sd up to 1000 runs.
    """
    if not cramped.size:
        return Posterior(prior.mean, prior.covariance, np.zeros_like(prior.mean), 0, 0)
    mode, chance = _mode(prior, against_reference, cramped)
    return _corrected(prior, against_reference, mode, chance, cramped)


def _mode(prior: Prior, x: np.ndarray, y: Column) -> tuple[Column, Column]:
    precision = np.linalg.inv(prior.covariance)
    at = prior.mean.copy()
    for _ in range(MOST_STEPS):
        chance = _logistic(x @ at)
        slope = x.T @ (y - chance) - precision @ (at - prior.mean)
        curve = precision + (x.T * (chance * (1 - chance))) @ x
        step = np.linalg.solve(curve, slope)
        if slope @ step < CLOSE_ENOUGH:
            return at, chance
        at = at + step / max(1.0, np.abs(step).max() / 2)  # no leap beyond the quadratic's reach
    raise UncrampError(sentence("The fit did not settle in {steps} steps.", steps=MOST_STEPS))


def _corrected(prior: Prior, x: np.ndarray, mode: Column, chance: Column, y: Column) -> Posterior:
    weight = chance * (1 - chance)
    third = -weight * (1 - 2 * chance)
    fourth = -weight * (1 - 6 * chance + 6 * chance**2)
    laplace = np.linalg.inv(np.linalg.inv(prior.covariance) + (x.T * weight) @ x)
    leverage = np.einsum("ni,ij,nj->n", x, laplace, x)
    shift = laplace @ (x.T @ (third * leverage)) / 2
    curve = fourth * leverage / 2 + third * (x @ shift)
    root = np.linalg.cholesky(laplace)
    z = x @ root
    cubic = np.einsum("n,na,nb,nc->abc", third, z, z, z, optimize=True)
    loops = np.einsum("abc,dbc->ad", cubic, cubic) / 2
    covariance = laplace + laplace @ ((x.T * curve) @ x) @ laplace + root @ loops @ root.T
    skew = third @ (x @ laplace) ** 3 / np.diag(covariance) ** 1.5
    return Posterior(mode + shift, covariance, skew, y.size, int(y.sum()))


def _logistic(log_odds: Column) -> Column:
    return 1 / (1 + np.exp(-log_odds))
