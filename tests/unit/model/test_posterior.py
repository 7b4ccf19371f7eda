"""The closed-form posterior against the same posterior by brute force."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uncramp.model.draws import effect_draws, stratified_normals
from uncramp.model.posterior import posterior
from uncramp.model.prior import Prior, prior
from uncramp.store.registry import registry


def two_effects(anchor=-3.0):
    return Prior(np.array([anchor, 0.5]), np.array([[0.8, -0.1], [-0.1, 0.3]]), np.zeros(0))


def runs(n, cramps, seed):
    generator = np.random.default_rng(seed)
    x = np.c_[np.ones(n), generator.normal(size=n)]
    y = np.zeros(n)
    y[generator.choice(n, cramps, replace=False)] = 1
    return x, y


def by_grid(before, x, y, n=401):
    """The slow twin: mean, sd and skew of each effect from a fine grid over both."""
    sd = np.sqrt(np.diag(before.covariance))
    axes = [np.linspace(m - 7 * s, m + 7 * s, n) for m, s in zip(before.mean, sd, strict=True)]
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
    away = grid - before.mean
    log = -0.5 * np.einsum("...i,ij,...j", away, np.linalg.inv(before.covariance), away)
    for row, cramped in zip(x, y, strict=True):
        log_odds = grid @ row
        log += cramped * log_odds - np.logaddexp(0, log_odds)
    weight = np.exp(log - log.max())
    weight /= weight.sum()
    mean = np.einsum("ij,ijk->k", weight, grid)
    spread = np.sqrt(np.einsum("ij,ijk->k", weight, (grid - mean) ** 2))
    skew = np.einsum("ij,ijk->k", weight, ((grid - mean) / spread) ** 3)
    return mean, spread, skew


@pytest.mark.parametrize("n", [10, 100, 300])
@pytest.mark.parametrize("cramps", [0, 1, 5])
def test_mean_sd_and_skew_are_those_of_the_grid(n, cramps):
    x, y = runs(n, cramps, seed=10 * n + cramps)
    mean, sd, skew = by_grid(two_effects(), x, y)
    found = posterior(two_effects(), x, y)
    assert np.abs(found.mean - mean).max() / sd.min() < 0.06
    assert np.abs(np.sqrt(np.diag(found.covariance)) / sd - 1).max() < 0.05
    assert np.abs(found.skew - skew).max() < 0.15


def test_the_correction_is_needed():
    # Without it the intercept is off by a visible part of its spread: the bar would be hollow.
    x, y = runs(100, 5, seed=5)
    mean, sd, _ = by_grid(two_effects(), x, y)
    at = two_effects().mean.copy()
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ at))
        slope = x.T @ (y - p) - np.linalg.solve(two_effects().covariance, at - two_effects().mean)
        at += np.linalg.solve(
            np.linalg.inv(two_effects().covariance) + (x.T * (p * (1 - p))) @ x, slope
        )
    assert abs(at[0] - mean[0]) / sd[0] > 0.06


def test_quantiles_of_the_draws_are_those_of_the_grid():
    x, y = runs(100, 1, seed=8)
    before = two_effects()
    found = posterior(before, x, y)
    drawn = effect_draws(found, stratified_normals(np.random.default_rng(0), 4096, 2))
    weights = np.random.default_rng(1)
    many = weights.multivariate_normal(found.mean, 2.5 * found.covariance, 200_000)
    away = many - before.mean
    log = -0.5 * np.einsum("ni,ij,nj->n", away, np.linalg.inv(before.covariance), away)
    log += (many @ x.T) @ y - np.logaddexp(0, many @ x.T).sum(axis=1)
    off = many - found.mean
    log += 0.5 * np.einsum("ni,ij,nj->n", off, np.linalg.inv(2.5 * found.covariance), off)
    kept = weights.choice(
        len(many), 40_000, p=np.exp(log - log.max()) / np.exp(log - log.max()).sum()
    )
    exact = np.percentile(many[kept], [5, 95], axis=0)
    assert (
        np.abs(np.percentile(drawn, [5, 95], axis=0) - exact).max()
        < 0.1 * np.sqrt(np.diag(found.covariance)).max()
    )


def test_hearing_nothing_changes_nothing():
    before = prior(registry())
    heard = posterior(before, np.empty((0, before.mean.size)), np.empty(0))
    assert np.array_equal(heard.mean, before.mean)
    assert np.array_equal(heard.covariance, before.covariance)


def test_a_year_without_a_cramp_lowers_the_intercept_and_one_with_many_raises_it():
    before = prior(registry())
    x = np.zeros((150, before.mean.size))
    x[:, 0], x[:, 2] = 1, np.log(1.2)
    quiet = posterior(before, x, np.zeros(150)).mean[0]
    troubled = posterior(before, x, (np.arange(150) % 15 == 0).astype(float)).mean[0]
    assert quiet < before.mean[0] < troubled


@settings(max_examples=60)
@given(st.integers(1, 400), st.floats(0, 1), st.integers(0, 10_000))
def test_any_diary_settles(n, rate, seed):
    generator = np.random.default_rng(seed)
    before = prior(registry())
    x = generator.normal(size=(n, before.mean.size)) * 3
    x[:, 0] = 1
    found = posterior(before, x, (generator.random(n) < rate).astype(float))
    assert np.isfinite(found.mean).all()
    assert np.linalg.eigvalsh(found.covariance).min() > 0


def test_stratified_normals_have_the_moments_of_normals():
    drawn = stratified_normals(np.random.default_rng(0), 2048, 5)
    assert np.abs(drawn.mean(axis=0)).max() < 1e-12
    assert np.abs(drawn.var(axis=0) - 1).max() < 0.01
    assert np.abs(np.corrcoef(drawn.T) - np.eye(5)).max() < 0.1
