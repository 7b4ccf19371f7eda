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

N_GLANCED, N_CHECKED, N_WEIGHTED = 512, 1024, 4096
SEED = 1507  # of the fixed points
WIDER = 1.2  # than the closed form in variance, so that a skewed tail is reached: k-hat 1.1 to 0.2
K_HAT_MOST = 0.7  # beyond, weighted means are not to be trusted: Vehtari et al. 2024
MEAN_OFF_MOST = 0.1  # sd
K_HAT_PLAIN, MEAN_OFF_PLAIN = 0.5, 0.06  # 512 points are off by some .1 and .03 sd
CAP = 30.0  # log odds; above, log(1 + e^x) is x to 1e-13
LARGEST, SMALLEST = 80.0, 0.01  # log of a product in single precision, of a factor in it
CHUNK = 256  # pairs of draws at a time, so that a thousand runs stay in the cache
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

    @property
    def plainly_agrees(self) -> bool:
        """Whether it agrees by so much that more points could not change it."""
        return self.k_hat <= K_HAT_PLAIN and self.mean_off <= MEAN_OFF_PLAIN


def check(prior: Prior, heard: Heard, found: Moments) -> Check:
    """Weigh draws around ``found`` against the exact posterior: 512, and 1,024 in any doubt."""
    first = _seen(prior, heard, found, N_GLANCED)
    return first if first.plainly_agrees else _seen(prior, heard, found, N_CHECKED)


def _seen(prior: Prior, heard: Heard, found: Moments, n: int) -> Check:
    weight, k_hat, away = _weighted(prior, heard, found, n)
    off = _mean(weight, away) / np.sqrt(np.diag(found.covariance))
    return Check(k_hat, float(np.abs(off).max()))


def weighted_moments(prior: Prior, heard: Heard, found: Moments) -> Moments:
    """Mean, covariance and skew of 4,096 weighted draws."""
    weight, _, away = _weighted(prior, heard, found, N_WEIGHTED)
    shift = _mean(weight, away)
    away = np.concatenate([away, -away]) - shift
    covariance = (away.T * weight) @ away
    skew = weight @ (away * away * away) / np.diag(covariance) ** 1.5
    return Moments(found.mean + shift, covariance, skew)


def _weighted(
    prior: Prior, heard: Heard, found: Moments, n: int
) -> tuple[Column, float, np.ndarray]:
    """Weights (n,) of draws on both sides of the mean, k-hat, and how far away they lie."""
    root = np.linalg.cholesky(WIDER * found.covariance)
    points = _points(n // 2, found.mean.size)
    away = points @ root.T
    log = _log_of_priors(prior, found.mean, root, points)
    log += log_likelihood(heard, found.mean, away)
    weight, k_hat = smoothed(log)
    return weight, k_hat, away


def _mean(weight: Column, away: np.ndarray) -> Column:
    """The weighted mean of points ``away`` (s, k) and their mirror images, (k,)."""
    one, other = np.split(weight, 2)
    return np.asarray((one - other) @ away)


@lru_cache(maxsize=8)
def _points(n: int, k: int) -> np.ndarray:
    """Standard normals, (n, k); each is used with its mirror image, so their means are 0."""
    points = Generator(PCG64(SEED)).standard_normal((n, k))
    points.flags.writeable = False
    return points


def _log_of_priors(prior: Prior, mean: Column, root: np.ndarray, points: np.ndarray) -> Column:
    """Log of the prior over the normal drawn from, at points and their mirror images, (2 s,)."""
    scale = np.linalg.cholesky(prior.covariance)
    middle = np.linalg.solve(scale, mean - prior.mean)
    scaled = points @ np.linalg.solve(scale, root).T
    even = ((points * points).sum(axis=1) - (scaled * scaled).sum(axis=1) - middle @ middle) / 2
    odd = scaled @ middle
    return np.concatenate([even - odd, even + odd])


def log_likelihood(heard: Heard, mean: Column, away: np.ndarray) -> Column:
    """Exact log likelihood, (2 s,), of effects mean + ``away`` (s, k), then of mean - ``away``.

    Runs are added up in single precision, which is four times as fast and off by some 1e-5.
    """
    log = np.zeros(2 * away.shape[0])
    if heard.cramped.size:
        log += _of_runs(heard, mean, away)
    if heard.recall is not None:
        log += exact_log_chance(heard.recall, np.concatenate([mean + away, mean - away]))
    return log


def _of_runs(heard: Heard, mean: Column, away: np.ndarray) -> Column:
    """Log likelihood of the runs, (2 s,); a mirror image costs no product of its own."""
    middle = heard.log_odds(mean)
    even, odd = heard.cramped @ middle, away @ (heard.cramped @ heard.rows)
    found = np.stack([even + odd, even - odd])
    rows, centre = heard.rows.astype(np.float32), middle.astype(np.float32)[:, None]
    hidden = (1 - heard.certainty).astype(np.float32)[:, None]
    for start in range(0, len(away), CHUNK):
        part = slice(start, start + CHUNK)
        apart = rows @ away[part].T.astype(np.float32)
        found[0, part] -= _log_of_silence(centre + apart, hidden)
        found[1, part] -= _log_of_silence(np.subtract(centre, apart, out=apart), hidden)
    return found.ravel()


def _log_of_silence(log_odds: np.ndarray, hidden: np.ndarray) -> Column:
    """The sum over runs of log(1 + e^x) - log(1 + hidden e^x), (s,); uses up x, (n, s)."""
    highest = float(log_odds.max())
    beyond: Column | float = 0.0
    if highest > CAP:
        beyond = _beyond(log_odds[hidden[:, 0] == 0])
        np.minimum(log_odds, CAP, out=log_odds)
    most = float(np.log1p(np.exp(min(highest, CAP))))
    odds = np.exp(log_odds, out=log_odds)  # in place: new memory is most of what this costs
    silent = np.flatnonzero(hidden)
    kept = _log_of_product(hidden[silent] * odds[silent], most) if silent.size else 0.0
    return np.asarray(_log_of_product(odds, most) + beyond - kept)


def _beyond(log_odds: np.ndarray) -> Column:
    """What log(1 + e^x) has past `CAP`, summed over runs, (s,)."""
    return np.asarray(np.maximum(log_odds - CAP, 0).sum(axis=0, dtype=float))


def _log_of_product(odds: np.ndarray, most: float) -> Column:
    """The sum of log(1 + odds) over runs, (s,), for odds (n, s), none above ``most`` so.

    As many runs are multiplied as single precision can hold before a logarithm is taken.
    """
    odds += 1
    group = max(int(LARGEST / max(most, SMALLEST)), 1)
    whole = odds.shape[0] // group * group
    products = odds[:whole].reshape(group, -1, odds.shape[1]).prod(axis=0)
    left = odds[whole:].prod(axis=0)
    return np.asarray(np.log(products).sum(axis=0, dtype=float) + np.log(left))


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
