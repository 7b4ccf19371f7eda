"""Posteriors of two effects against the same by brute force over a grid."""

import itertools

import numpy as np
import pytest

from uncramp.model import posterior as fast
from uncramp.model.importance import check, weighted_moments
from uncramp.model.labels import Heard
from uncramp.model.posterior import closed_form, posterior
from uncramp.model.prior import Prior
from uncramp.model.recall import REMEMBERED, Recall
from uncramp.model.variational import Moments, variational

BEFORE = Prior(np.array([-3.5, 0.5]), np.array([[0.8, -0.1], [-0.1, 0.3]]), np.zeros(0))


def rows_of(n, seed):
    return np.c_[np.ones(n), np.random.default_rng(seed).normal(size=n)]


def grid(held, n=81):
    sd = np.sqrt(np.diag(held.covariance))
    axes = [np.linspace(m - 6 * s, m + 6 * s, n) for m, s in zip(held.mean, sd, strict=True)]
    return np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 2)


def poisson_binomial(coins, least, most):
    """P(least <= heads <= most) for a row of coins at every point, by adding one coin a time."""
    few = least - 1 if most is None else most
    chance = np.zeros((few + 1, len(coins)))
    chance[0] = 1
    for coin in coins.T:
        more = chance[:-1] * coin
        chance *= 1 - coin
        chance[1:] += more
    return 1 - chance.sum(axis=0) if most is None else chance[least:].sum(axis=0)


def by_grid(rows, cramped, certainty, remembered=None, held=BEFORE):
    """Mean and sd from every point, the count by its exact law."""
    at = grid(held)
    away = at - held.mean
    log = -0.5 * np.einsum("si,ij,sj->s", away, np.linalg.inv(held.covariance), away)
    for row, y, c in zip(rows, cramped, certainty, strict=True):
        p = 1 / (1 + np.exp(-at @ row))
        log += np.log(p if y else 1 - c * p)
    if remembered:
        window, bounds = remembered
        coins = REMEMBERED / (1 + np.exp(-at @ window.T))
        log += np.log(np.maximum(poisson_binomial(coins, *bounds), 1e-300))
    weight = np.exp(log - log.max())
    weight /= weight.sum()
    mean = weight @ at
    return mean, np.sqrt(weight @ (at - mean) ** 2)


@pytest.mark.parametrize("n", [12, 120])
@pytest.mark.parametrize("cramps", [0, 2])
def test_silence_is_heard_as_the_grid_hears_it(n, cramps):
    rows = rows_of(n, n + cramps)
    cramped = (np.arange(n) < cramps).astype(float)
    certainty = np.where((np.arange(n) % 2 == 0) & (cramped == 0), 0.9, 1.0)
    mean, sd = by_grid(rows, cramped, certainty)
    found = posterior(BEFORE, rows, cramped, certainty=certainty)
    assert not found.rough
    assert np.abs((found.mean - mean) / sd).max() < 0.03
    assert np.abs(np.sqrt(np.diag(found.covariance)) / sd - 1).max() < 0.03


JUDGED = Prior(np.array([-4.2, 0.3]), np.array([[0.9, -0.02], [-0.02, 0.06]]), np.zeros(0))
COUNTS = [(0, 0), (1, 1), (2, 3), (4, 9), (10, None)]
OFF = {(0, 0): 0.02, (1, 1): 0.02, (2, 3): 0.02, (4, 9): 0.03, (10, None): 0.1}


@pytest.mark.parametrize("bounds", COUNTS)
@pytest.mark.parametrize("answered", [0, 30])
@pytest.mark.parametrize("held", [JUDGED, BEFORE], ids=["as studies judge", "knowing little"])
def test_a_remembered_count_is_heard_as_the_exact_law_hears_it(bounds, answered, held):
    window, rows = rows_of(150, 1), rows_of(answered, 2)
    cramped = (np.arange(answered) < 1).astype(float)
    mean, sd = by_grid(rows, cramped, np.ones(answered), (window, bounds), held)
    recall = Recall(window, np.zeros(150), np.ones(150), *bounds)
    found = posterior(held, rows, cramped, recall=recall)
    # What the check lets stand is off by a tenth of a sd at most, with some noise of its own.
    assert np.abs((found.mean - mean) / sd).max() < (OFF[bounds] if held is JUDGED else 0.12)
    assert np.abs(np.sqrt(np.diag(found.covariance)) / sd - 1).max() < 0.04


def test_an_offset_moves_the_log_odds_and_nothing_else():
    rows, cramped = rows_of(60, 5), (np.arange(60) < 3).astype(float)
    shifted = Prior(BEFORE.mean + np.array([0.4, 0]), BEFORE.covariance, BEFORE.frequency)
    with_offset = posterior(BEFORE, rows, cramped, offset=np.full(60, 0.4))
    assert with_offset.mean + np.array([0.4, 0]) == pytest.approx(
        posterior(shifted, rows, cramped).mean, abs=1e-6
    )


def divergence(mean, covariance, heard):
    """Kullback and Leibler's, up to a constant, by 40 x 40 points of Gauss and Hermite."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(40)
    points = np.array(list(itertools.product(nodes, nodes)))
    mass = np.outer(weights, weights).ravel() / weights.sum() ** 2
    at = mean + points @ np.linalg.cholesky(covariance).T
    away = at - BEFORE.mean
    log = -0.5 * np.einsum("si,ij,sj->s", away, np.linalg.inv(BEFORE.covariance), away)
    x = at @ heard.rows.T
    log += (x * heard.cramped - np.logaddexp(0, x)).sum(axis=1)
    return -mass @ log - 0.5 * np.linalg.slogdet(covariance)[1]


def test_the_variational_normal_is_nearer_than_any_of_its_neighbours():
    rows = rows_of(200, 7)
    heard = Heard(rows, np.zeros(200), (np.arange(200) < 2).astype(float), np.ones(200))
    start = closed_form(BEFORE, heard)
    found = variational(BEFORE, heard, start)
    least = divergence(found.mean, found.covariance, heard)
    sd = np.sqrt(np.diag(found.covariance))
    for step in (0.05, -0.05):
        for unit in np.eye(2):
            assert divergence(found.mean + step * sd * unit, found.covariance, heard) > least
        assert divergence(found.mean, found.covariance * (1 + step), heard) > least


def test_thousands_of_runs_with_one_cramp_are_answered_by_the_variational_normal():
    rows = rows_of(3000, 9)
    heard = Heard(rows, np.zeros(3000), (np.arange(3000) < 1).astype(float), np.ones(3000))
    mean, sd = by_grid(rows, heard.cramped, heard.certainty)
    found = posterior(BEFORE, rows, heard.cramped)
    assert found.mean == pytest.approx(variational(BEFORE, heard, closed_form(BEFORE, heard)).mean)
    assert np.abs((found.mean - mean) / sd).max() < 0.04


def test_where_the_closed_form_fails_the_answer_is_mended_and_called_rough(monkeypatch):
    rows, cramped = rows_of(80, 11), (np.arange(80) < 3).astype(float)
    heard = Heard(rows, np.zeros(80), cramped, np.ones(80))
    good = closed_form(BEFORE, heard)
    sd = np.sqrt(np.diag(good.covariance))
    for bad in (
        Moments(good.mean + 0.3 * sd, good.covariance, good.skew),
        Moments(good.mean + 2 * sd, good.covariance / 30, good.skew),
    ):
        monkeypatch.setattr(fast, "closed_form", lambda *_, bad=bad, **__: bad)
        mended = posterior(BEFORE, rows, cramped)
        assert mended.rough
        assert np.abs((mended.mean - good.mean) / sd).max() < 0.08
    assert check(BEFORE, heard, weighted_moments(BEFORE, heard, good)).agrees


def rare(n, k, seed):
    """Rows of k effects, most of them hardly told of, and a cramp in fifty runs."""
    generator = np.random.default_rng(seed)
    spread = np.r_[1.0, 10.0 ** -np.linspace(0, 3, k - 1)]
    rows = generator.normal(size=(n, k)) * spread
    rows[:, 0] = 1
    return Heard(rows, np.zeros(n), (np.arange(n) % 50 == 0).astype(float), np.ones(n))


@pytest.mark.parametrize("n", [60, 300, 301, 2500])
def test_the_squared_cubic_tensor_is_that_of_every_triple(n):
    heard = rare(n, 9, n)
    before = Prior(np.r_[-3.0, np.zeros(8)], 0.5 * np.eye(9), np.zeros(0))
    top = fast.peak(before, heard)
    z, third = heard.rows @ np.linalg.cholesky(top.covariance), top.run.third
    cubic = np.einsum("n,na,nb,nc->abc", third, z, z, z)
    plain = np.einsum("abc,dbc->ad", cubic, cubic) / 2
    assert plain.max() > 0.01
    off = np.abs(fast._loops(z, third) - plain)
    assert off.max() < 3e-4
    assert np.diag(off).max() < 1e-4


@pytest.mark.parametrize("remembered", [False, True])
def test_it_does_not_matter_where_newton_starts(remembered):
    heard = rare(200, 6, 4)
    before = Prior(np.r_[-3.0, np.zeros(5)], 0.5 * np.eye(6), np.zeros(0))
    if remembered:
        recall = Recall(heard.rows[:90], np.zeros(90), np.ones(90), 2, 3)
        heard = Heard(heard.rows, heard.offset, heard.cramped, heard.certainty, recall)
    usual = closed_form(before, heard)
    sd = np.sqrt(np.diag(usual.covariance))
    for off in (-2.0, 0.01, 3.0):
        other = closed_form(before, heard, start=usual.mean + off * sd)
        assert np.abs((other.mean - usual.mean) / sd).max() < 1e-4
        assert np.abs(np.diag(other.covariance) / sd**2 - 1).max() < 1e-4
