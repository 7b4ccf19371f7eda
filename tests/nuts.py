"""The judge of the fast posterior: the no-U-turn sampler, from blackjax, on the same target.

Only nightly tests and benchmarks import this; jax is no part of the product. The target is
written again, from the model's equation, so that a slip in `posterior` is not repeated here.
"""

from __future__ import annotations

import functools

import blackjax
import jax
import jax.numpy as jnp
import numpy as np
from jax.scipy.linalg import solve_triangular

jax.config.update("jax_enable_x64", True)

STEP = 0.35  # of the leapfrog, where the posterior is made round first; accepts about .9


def log_posterior(beta, mean, root, rows, cramped):
    """log of prior times likelihood: a normal with covariance root root', and a logistic run."""
    log_odds = rows @ beta
    heard = jnp.sum(cramped * log_odds - jnp.logaddexp(0.0, log_odds))
    return heard - 0.5 * jnp.sum(solve_triangular(root, beta - mean, lower=True) ** 2)


@functools.partial(jax.jit, static_argnames=("n_draws",))
def _chain(key, start, n_draws, target):
    """One chain in coordinates where the posterior is about round."""
    centre, scale, *problem = target

    def log_density(at):
        return log_posterior(centre + scale @ at, *problem)

    kernel = blackjax.nuts(log_density, step_size=STEP, inverse_mass_matrix=jnp.ones(start.size))

    def step(state, step_key):
        state, _ = kernel.step(step_key, state)
        return state, centre + scale @ state.position

    _, drawn = jax.lax.scan(step, kernel.init(start), jax.random.split(key, n_draws))
    return drawn


def long_run(prior, rows, cramped, *, centre, covariance, n_draws=10_000, chains=2, seed=1):
    """Draws (chains, n_draws, k) of the posterior.

    `centre` and `covariance` only make the target round, so that steps are long; they change
    how well the chain mixes, never what it draws from. The first tenth is thrown away.
    """
    target = tuple(
        jnp.asarray(a)
        for a in (
            centre,
            np.linalg.cholesky(covariance),
            prior.mean,
            np.linalg.cholesky(prior.covariance),
            rows,
            cramped,
        )
    )
    keys = jax.random.split(jax.random.PRNGKey(seed), chains)
    thrown = n_draws // 10
    drawn = []
    for key in keys:
        first, then = jax.random.split(key)
        start = jax.random.normal(first, (len(centre),))  # chains start apart, and must meet
        drawn.append(np.asarray(_chain(then, start, n_draws + thrown, target))[thrown:])
    return np.stack(drawn)


@functools.partial(jax.jit, static_argnames=("warm_up", "n_draws"))
def _adapted(key, warm_up, n_draws, problem):
    """One chain as anyone would run it: window adaptation, then draws."""
    mean, root, rows, cramped = problem

    def log_density(at):
        return log_posterior(mean + root @ at, mean, root, rows, cramped)

    first, then = jax.random.split(key)
    adaptation = blackjax.window_adaptation(blackjax.nuts, log_density)
    (state, found), _ = adaptation.run(first, jnp.zeros(mean.size), warm_up)
    kernel = blackjax.nuts(log_density, **found)

    def step(state, step_key):
        state, _ = kernel.step(step_key, state)
        return state, mean + root @ state.position

    _, drawn = jax.lax.scan(step, state, jax.random.split(then, n_draws))
    return drawn


def ordinary_run(prior, rows, cramped, *, warm_up=500, n_draws=500, chains=2, seed=1):
    """2 chains of 500 + 500 with blackjax's own adaptation: what the fast posterior replaces."""
    problem = tuple(
        jnp.asarray(a) for a in (prior.mean, np.linalg.cholesky(prior.covariance), rows, cramped)
    )
    keys = jax.random.split(jax.random.PRNGKey(seed), chains)
    return np.stack([np.asarray(_adapted(key, warm_up, n_draws, problem)) for key in keys])
