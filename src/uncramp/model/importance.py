"""Each fit checked against the exact posterior, by Pareto-smoothed importance sampling.

Draws from the closed form are weighted by how much more likely the exact posterior finds
them. Where the weights have a heavy tail the two hardly overlap; where the weighted mean
lies elsewhere the closed form is off. The points are fixed, so that the same diary is
answered the same to the last digit; they are a quadrature, not chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.random import PCG64, Generator

from uncramp.model.labels import Heard
from uncramp.model.prior import Prior
from uncramp.model.recall import exact_log_chance
from uncramp.model.variational import Moments
from uncramp.terms.columns import Column

N_CHECKED, N_WEIGHTED = 1024, 4096
SEED = 1507  # of the fixed points
WIDER = 1.2  # than the closed form in variance, so that a skewed tail is reached: k-hat 1.1 to 0.2
K_HAT_MOST = 0.7  # beyond, weighted means are not to be trusted: Vehtari et al. 2024
MEAN_OFF_MOST = 0.1  # sd
CAP = 30.0  # log odds; above, log(1 + e^x) is x to 1e-13
CHUNK = 128  # draws at a time, so that a thousand runs stay in the cache
FLAT = 1e-9  # of the log weights in the tail: nothing to fit, and nothing wrong


@dataclass(frozen=True, slots=True)
class Check:
    """How a closed form compares with the exact posterior.

    ``k_hat`` is the tail index of the weights, ``mean_off`` the farthest weighted mean from
    the closed one, in sd.
    """

    k_hat: float
    mean_off: float

    @property
    def reaches(self) -> bool:
        """Whether draws from the closed form reach all of the exact posterior."""
        return self.k_hat <= K_HAT_MOST

    @property
    def agrees(self) -> bool:
        """Whether the closed form may stand."""
        return self.reaches and self.mean_off <= MEAN_OFF_MOST


def check(prior: Prior, heard: Heard, found: Moments) -> Check:
    """Weigh 1,024 draws around ``found`` against the exact posterior."""
    points = _points(N_CHECKED, found.mean.size)
    root = np.linalg.cholesky(WIDER * found.covariance)
    weight, k_hat = smoothed(log_weights(prior, heard, found.mean, root, points))
    off = root @ (weight @ points) / np.sqrt(np.diag(found.covariance))
    return Check(k_hat, float(np.abs(off).max()))


def weighted_moments(prior: Prior, heard: Heard, found: Moments) -> Moments:
    """Mean, covariance and skew of 4,096 weighted draws."""
    points = _points(N_WEIGHTED, found.mean.size)
    root = np.linalg.cholesky(WIDER * found.covariance)
    weight, _ = smoothed(log_weights(prior, heard, found.mean, root, points))
    away = points @ root.T
    shift = weight @ away
    away = away - shift
    covariance = (away.T * weight) @ away
    skew = weight @ (away * away * away) / np.diag(covariance) ** 1.5
    return Moments(found.mean + shift, covariance, skew)


@lru_cache(maxsize=8)
def _points(n: int, k: int) -> np.ndarray:
    """Standard normals, (n, k), each with its mirror image, so their means are 0."""
    half = Generator(PCG64(SEED)).standard_normal((n // 2, k))
    points = np.concatenate([half, -half])
    points.flags.writeable = False
    return points


def log_weights(
    prior: Prior, heard: Heard, mean: Column, root: np.ndarray, points: np.ndarray
) -> Column:
    """Log of exact over normal density at mean + root @ point, for ``points`` (s, k); (s,)."""
    at = mean + points @ root.T
    scaled = (at - prior.mean) @ np.linalg.inv(np.linalg.cholesky(prior.covariance)).T
    log = ((points**2).sum(axis=1) - (scaled**2).sum(axis=1)) / 2
    for start in range(0, log.size, CHUNK):
        part = slice(start, start + CHUNK)
        log[part] += log_likelihood(heard, at[part])
    return np.asarray(log)


def log_likelihood(heard: Heard, at: np.ndarray) -> Column:
    """Exact log likelihood, (s,), for effects ``at`` (s, k).

    Runs are added up in single precision, which is four times as fast and off by some 1e-5.
    """
    log = np.zeros(at.shape[0])
    if heard.cramped.size:
        log += _of_runs(heard, at)
    if heard.recall is not None:
        log += exact_log_chance(heard.recall, at)
    return log


def _of_runs(heard: Heard, at: np.ndarray) -> Column:
    """Log likelihood of the runs, (s,)."""
    log_odds = at.astype(np.float32) @ heard.rows.T.astype(np.float32)
    log_odds += heard.offset.astype(np.float32)
    yes = log_odds[:, heard.cramped > 0].sum(axis=1, dtype=float)
    far = bool(log_odds.max() > CAP)
    beyond = _beyond(log_odds[:, heard.certainty == 1]) if far else 0.0
    if far:
        np.minimum(log_odds, CAP, out=log_odds)
    odds = np.exp(log_odds, out=log_odds)  # in place: new memory is most of what this costs
    silent = heard.certainty < 1
    hidden = (1 - heard.certainty[silent]).astype(np.float32) * odds[:, silent]
    none = np.log1p(odds, out=odds).sum(axis=1, dtype=float)
    kept = np.log1p(hidden, out=hidden).sum(axis=1, dtype=float)
    return np.asarray(yes - none - beyond + kept)


def _beyond(log_odds: np.ndarray) -> Column:
    """What log(1 + e^x) has past `CAP`, summed over runs, (s,)."""
    return np.asarray(np.maximum(log_odds - CAP, 0).sum(axis=1, dtype=float))


def smoothed(log_weight: Column) -> tuple[Column, float]:
    """Normalised weights whose largest are those of a Pareto tail, and its index k-hat.

    Source
    ------
    Vehtari, Simpson, Gelman, Yao and Gabry 2024, doi:10.48550/arXiv.1507.02646.
    """
    n = log_weight.size
    n_tail = int(min(0.2 * n, 3 * np.sqrt(n)))
    log = log_weight - log_weight.max()
    order = np.argsort(log, kind="stable")
    tail, cut = order[-n_tail:], log[order[-n_tail - 1]]
    if log[tail[-1]] - cut < FLAT:
        return np.full(n, 1 / n), float("-inf")
    beyond = np.exp(log[tail]) - np.exp(cut)
    k_hat, scale = pareto(beyond)
    ranks = (np.arange(n_tail) + 0.5) / n_tail
    spread = np.expm1(-k_hat * np.log1p(-ranks)) / k_hat
    log = np.maximum(log, log.max() - 600)
    log[tail] = np.minimum(np.log(np.exp(cut) + scale * spread), 0.0)
    weight = np.exp(log)
    return weight / weight.sum(), k_hat


def pareto(beyond: Column) -> tuple[float, float]:
    """Index and scale of a generalised Pareto law of excesses in rising order, (n,).

    Source
    ------
    Zhang and Stephens 2009, doi:10.1198/tech.2009.08017, with the prior on the index that
    Vehtari et al. add: ten excesses' worth of 0.5.
    """
    n = beyond.size
    n_grid = 30 + int(np.sqrt(n))
    quartile = max(beyond[int(n / 4 + 0.5) - 1], 1e-300)
    grid = 1 / beyond[-1] + (1 - np.sqrt(n_grid / (np.arange(n_grid) + 0.5))) / (3 * quartile)
    index = np.log1p(-grid[:, None] * beyond).mean(axis=1)
    fit = n * (np.log(-grid / index) - index - 1)
    weight = np.exp(fit - fit.max())
    rate = float(weight @ grid / weight.sum())
    index_there = float(np.log1p(-rate * beyond).mean())
    return (n * index_there + 5) / (n + 10), -index_there / rate
