"""The exact Shapley value of a risk whose log odds add up, two ways.

With few factors every subset is counted. With many that doubles for each one, so the mean
over orders is taken as an integral: a factor joins at a random time, and what is already
there then is a sum of independent coins, whose effect on a logistic curve has a closed
characteristic function. Both are exact; the first judges the second.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import comb

import numpy as np

from uncramp.terms.columns import Column

COUNTED = 8  # up to 2^8 subsets are counted one by one
CHUNK = 64  # draws at a time, so that the integral stays within tens of megabytes
END = 9.0  # of the frequencies; past it the kernel is under 1e-11
MARGIN = 24.0  # log odds between the farthest value and its mirror image in the grid: 4e-11


def shapley(usual: Column, contrast: np.ndarray) -> np.ndarray:
    """What each factor adds to the risk, on average over the orders of joining.

    Parameters
    ----------
    usual : (n_draws,)
        Log odds with every factor at usual.
    contrast : (n_factors, n_draws)
        What each factor adds to the log odds.

    Returns
    -------
    (n_factors, n_draws), in probability. The sum over factors is the risk less the usual
    risk, draw by draw, to 1e-9.
    """
    if contrast.shape[0] <= COUNTED:
        return by_counting(usual, contrast)
    return by_integral(usual, contrast)


def by_counting(usual: Column, contrast: np.ndarray) -> np.ndarray:
    """Every subset, with Shapley's weight."""
    n = contrast.shape[0]
    value = _chance_of_subsets(usual, contrast)
    subset = np.arange(2**n)
    size = np.array([int(s).bit_count() for s in subset])
    found = np.empty_like(contrast)
    for k in range(n):
        without = subset[(subset >> k) & 1 == 0]
        weight = np.array([1 / (n * comb(n - 1, int(s))) for s in size[without]])
        found[k] = weight @ (value[without | (1 << k)] - value[without])
    return found


def _chance_of_subsets(usual: Column, contrast: np.ndarray) -> np.ndarray:
    """(2^n, n_draws): row s has the factors whose bits are set in s away from usual."""
    log_odds = usual[None]
    for row in contrast:
        log_odds = np.concatenate([log_odds, log_odds + row])
    return chance(log_odds)


def by_integral(usual: Column, contrast: np.ndarray) -> np.ndarray:
    """The same by Gauss-Legendre over the time of joining and a midpoint rule over frequency.

    The integrand is a polynomial of degree n - 1 in time, so the first is exact; the logistic
    curve is 1/2 + the integral of sin(wz) / sinh(pi w), so the second converges faster than
    any power of the step.
    """
    starts = range(0, usual.size, CHUNK)
    parts = [_chunk(usual[i : i + CHUNK], contrast[:, i : i + CHUNK]) for i in starts]
    return np.concatenate(parts, axis=1)


def _chunk(usual: Column, contrast: np.ndarray) -> np.ndarray:
    """One chunk of draws, each time of joining together with its mirror image 1 - time.

    The coin of a factor is 1 + t u with u = exp(iwc) - 1. At 1 - t it is the conjugate of that
    at t, turned by c; so both times share one set of coins, and their weights add up.
    """
    kernel, turned = _turned(np.vstack([contrast, usual, usual + contrast.sum(axis=0)]))
    u, both = turned[:-2] - 1, kernel * (turned[-2] + turned[-1].conj())
    found = np.zeros_like(contrast)
    for time, weight in _early_times(contrast.shape[0]):
        found += weight * _joined(1 + time * u, u, both)
    return found


def _turned(angles: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The kernel (n_frequencies, 1), and exp(iw angle), (n_angles, n_frequencies, draws).

    A grid of this step repeats the curve every 2 pi / step, so it must reach past every value.
    Each frequency is one more step on from the last: a product, not another exponential.
    """
    farthest = float((np.abs(angles[-2]) + np.abs(angles[:-2]).sum(axis=0)).max())
    step = 2 * np.pi / (farthest + MARGIN)
    frequency = np.arange(step / 2, END, step)
    found = np.empty((angles.shape[0], frequency.size, angles.shape[1]), dtype=complex)
    found[:, 0], further = np.exp(0.5j * step * angles), np.exp(1j * step * angles)
    for i in range(1, frequency.size):
        np.multiply(found[:, i - 1], further, out=found[:, i])
    return (step / np.sinh(np.pi * frequency))[:, None], found


def _joined(coins: np.ndarray, u: np.ndarray, both: np.ndarray) -> np.ndarray:
    """What each factor adds when it joins, (n, draws): the product of all other coins times u.

    By prefixes and suffixes, never dividing: a coin may be close to 0.
    """
    after = np.ones_like(coins)
    for k in range(coins.shape[0] - 1, 0, -1):
        np.multiply(after[k], coins[k], out=after[k - 1])
    before, found = both, np.empty((coins.shape[0], coins.shape[2]))
    for k in range(coins.shape[0]):
        found[k] = (before * after[k] * u[k]).imag.sum(axis=0)
        before = before * coins[k]
    return found


def _early_times(n: int) -> Iterator[tuple[float, float]]:
    """Gauss-Legendre times before 1/2, with their weights, exact for degree n - 1."""
    nodes, weights = np.polynomial.legendre.leggauss(2 * ((n + 3) // 4))  # even: none is 1/2
    half = nodes.size // 2
    return zip((nodes[:half] + 1) / 2, weights[:half] / 2, strict=True)


def chance(log_odds: np.ndarray) -> np.ndarray:
    """The logistic curve."""
    found: np.ndarray = 1 / (1 + np.exp(-log_odds))
    return found
