"""The posterior again, slowly, so that anybody can check the fast one against the equations.

`reference` is the fixed run that effects are measured against; this is the slow twin. The log
posterior is written as the model is stated, one line a term, and sampled by the oldest method
there is: propose a step, keep it as often as it deserves. Tests hold `posterior` against it;
no answer is made from it. Where thousands of draws must be exact to a hundredth of a standard
deviation the nightly tests use NUTS instead.
"""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from uncramp.model.labels import Heard
from uncramp.model.prior import Prior
from uncramp.model.recall import REMEMBERED

N_CHAINS = 64
BEST_STEP = 2.38  # over the root of the dimension: Gelman, Roberts and Gilks 1996


def log_posterior(prior: Prior, heard: Heard, effects: np.ndarray) -> np.ndarray:
    """The log density of each row of ``effects`` (s, k), up to a constant, (s,).

    - effects ~ Normal(prior mean, prior covariance)
    - P(cramp in run i) = 1 / (1 + exp(-(row i . effects + offset i)))
    - answered yes: log P; answered no: log(1 - P)
    - silent, where a cramp would have been told of with certainty c: log(1 - c P)
    - a count told over other runs: every cramp is remembered with chance .8, and the number
      remembered lies in the range that was told
    """
    away = effects - prior.mean
    density = -np.einsum("sj,jk,sk->s", away, np.linalg.inv(prior.covariance), away) / 2
    chance = 1 / (1 + np.exp(-(effects @ heard.rows.T + heard.offset)))
    yes = heard.cramped == 1
    density += np.log(chance[:, yes]).sum(axis=1)
    density += np.log1p(-heard.certainty[~yes] * chance[:, ~yes]).sum(axis=1)
    if heard.recall is not None:
        remembered = REMEMBERED * heard.recall.chance(effects)
        each = np.repeat(remembered, heard.recall.runs.astype(int), axis=1)
        density += np.log(_chance_of_count(each, heard.recall.least, heard.recall.most))
    return np.asarray(density)


def _chance_of_count(chance: np.ndarray, least: int, most: int | None) -> np.ndarray:
    """P(least <= N <= most), (s,), N counting coins that differ, (s, n): added one by one."""
    n = chance.shape[1]
    number = np.zeros((chance.shape[0], n + 1))
    number[:, 0] = 1
    for coin in chance.T:
        number[:, 1:] = number[:, 1:] * (1 - coin[:, None]) + number[:, :-1] * coin[:, None]
        number[:, 0] *= 1 - coin
    return np.asarray(number[:, least : n + 1 if most is None else most + 1].sum(axis=1))


def posterior_draws(
    generator: Generator, prior: Prior, heard: Heard, *, n_steps: int, shape: np.ndarray
) -> np.ndarray:
    """Random-walk Metropolis (1953): draws (n_steps // 2 * N_CHAINS, k) after half for warm-up.

    ``shape`` (k, k) is the covariance of the steps. It changes how fast the chains mix, never
    where they settle; the chains start from the prior, far apart.
    """
    k = prior.mean.size
    root = np.linalg.cholesky(shape) * BEST_STEP / np.sqrt(k)
    at = generator.multivariate_normal(prior.mean, prior.covariance, N_CHAINS, method="cholesky")
    density, kept = log_posterior(prior, heard, at), []
    for step in range(n_steps):
        there = at + generator.standard_normal((N_CHAINS, k)) @ root.T
        there_density = log_posterior(prior, heard, there)
        moves = np.log(generator.random(N_CHAINS)) < there_density - density
        at = np.where(moves[:, None], there, at)
        density = np.where(moves, there_density, density)
        if step >= n_steps // 2:
            kept.append(at)
    return np.concatenate(kept)
