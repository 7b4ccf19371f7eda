"""The fast posterior against the slow one, which is written as the model is stated."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uncramp.model.by_sampling import log_posterior, posterior_draws
from uncramp.model.labels import Heard
from uncramp.model.posterior import posterior
from uncramp.model.prior import Prior
from uncramp.model.recall import RANGES, Recall

SMALL = Prior(
    np.array([-2.5, 0.5, 0.3]),
    np.array([[0.9, -0.1, 0.0], [-0.1, 0.3, 0.05], [0.0, 0.05, 0.2]]),
    np.zeros(0),
)


def told(seed, *, n=60, cramps=4, silent=0, recalled=None):
    """A diary of three effects: answered runs, silent ones, and a count over a year before."""
    generator = np.random.default_rng(seed)
    rows = np.c_[np.ones(n), generator.normal(size=(n, 2))]
    cramped, certainty = np.zeros(n), np.ones(n)
    cramped[generator.choice(n - silent, min(cramps, n - silent), replace=False)] = 1
    certainty[n - silent :] = 0.9
    recall = None
    if recalled is not None:
        before = np.c_[np.ones(40), generator.normal(size=(40, 2))]
        recall = Recall(before, np.zeros(40), np.ones(40), *RANGES[recalled])
    return Heard(rows, np.zeros(n), cramped, certainty, recall)


def fast(heard):
    return posterior(
        SMALL, heard.rows, heard.cramped, certainty=heard.certainty, recall=heard.recall
    )


@pytest.mark.parametrize(
    "what",
    [
        {"n": 10, "cramps": 1},
        {"n": 150, "cramps": 0},
        {"n": 150, "cramps": 12},
        {"n": 100, "cramps": 3, "silent": 50},
        {"n": 30, "cramps": 1, "recalled": "2-3"},
        {"n": 30, "cramps": 1, "silent": 10, "recalled": "0"},
    ],
)
def test_the_fast_posterior_is_the_slow_one(what):
    heard = told(7, **what)
    found = fast(heard)
    sd = np.sqrt(np.diag(found.covariance))
    drawn = posterior_draws(
        np.random.default_rng(1), SMALL, heard, n_steps=1600, shape=found.covariance
    )
    # 64 chains of 800 correlated draws: about 5,000 free ones, so 3 errors are .04 sd; the
    # Poisson count costs up to .08 sd more.
    allowed = 0.06 if heard.recall is None else 0.12
    assert np.abs(drawn.mean(axis=0) - found.mean).max() < allowed * sd.min()
    assert np.abs(drawn.std(axis=0) / sd - 1).max() < allowed


def test_the_slow_posterior_finds_what_a_grid_finds():
    # One effect: the integral can be done by hand, so the twin has a judge too.
    alone = Prior(np.array([-1.0]), np.array([[1.5]]), np.zeros(0))
    heard = Heard(np.ones((12, 1)), np.zeros(12), np.r_[1.0, np.zeros(11)], np.ones(12), None)
    at = np.linspace(-9, 5, 4001)[:, None]
    weight = np.exp(log_posterior(alone, heard, at))
    mean = (weight @ at[:, 0]) / weight.sum()
    drawn = posterior_draws(
        np.random.default_rng(2), alone, heard, n_steps=2000, shape=np.array([[0.8]])
    )
    assert abs(drawn.mean() - mean) < 0.04
    by_hand = -((at[:, 0] + 1) ** 2) / 3 + np.log(1 / (1 + np.exp(-at[:, 0])))
    by_hand += 11 * np.log(1 - 1 / (1 + np.exp(-at[:, 0])))
    assert np.allclose(np.exp(by_hand), weight, rtol=1e-9)


@settings(max_examples=25)
@given(
    st.integers(0, 10_000),
    st.integers(5, 80),
    st.integers(0, 5),
    st.sampled_from([None, *RANGES]),
)
def test_no_other_place_nearby_is_much_likelier_than_the_fast_mean(seed, n, cramps, recalled):
    heard = told(seed, n=n, cramps=cramps, silent=n // 4, recalled=recalled)
    found = fast(heard)
    generator = np.random.default_rng(seed)
    root = np.linalg.cholesky(found.covariance)
    around = found.mean + 0.5 * generator.standard_normal((200, 3)) @ root.T
    here = log_posterior(SMALL, heard, found.mean[None])[0]
    # The mean of a skewed posterior lies off its mode, by less than half a unit of log density.
    assert log_posterior(SMALL, heard, around).max() < here + 0.5


@settings(max_examples=25)
@given(st.integers(0, 10_000))
def test_the_order_of_runs_does_not_matter(seed):
    heard = told(seed, silent=10)
    turned = np.random.default_rng(seed).permutation(heard.cramped.size)
    other = Heard(
        heard.rows[turned], heard.offset[turned], heard.cramped[turned], heard.certainty[turned]
    )
    assert np.allclose(fast(heard).mean, fast(other).mean, atol=1e-8)
    assert np.allclose(fast(heard).covariance, fast(other).covariance, atol=1e-8)


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.integers(1, 60))
def test_a_run_without_a_cramp_never_raises_the_risk_of_that_same_run(seed, n):
    heard = told(seed, n=n, cramps=min(2, n - 1))
    clean = np.random.default_rng(seed).normal(size=3) * [0, 1.5, 1.5] + [1, 0, 0]

    def risk(found):
        centre, spread = clean @ found.mean, np.sqrt(clean @ found.covariance @ clean)
        nodes, weights = np.polynomial.hermite_e.hermegauss(30)
        return weights @ (1 / (1 + np.exp(-(centre + spread * nodes)))) / weights.sum()

    more = posterior(SMALL, np.vstack([heard.rows, clean]), np.r_[heard.cramped, 0.0])
    assert risk(more) <= risk(posterior(SMALL, heard.rows, heard.cramped)) + 1e-9
