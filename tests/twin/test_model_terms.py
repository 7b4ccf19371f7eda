"""The terms of a likelihood against slow twins: numeric derivatives, enumeration, scipy."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import gammaln, logsumexp

from uncramp.model.importance import log_likelihood
from uncramp.model.labels import Heard, terms
from uncramp.model.recall import REMEMBERED, Recall, count, exact_log_chance, range_terms

LOG_ODDS = st.floats(-8, 6)
RANGE = st.sampled_from([(0, 0), (1, 1), (2, 3), (4, 9), (10, None), (0, 1), (7, None), (3, 8)])


def log_chance(x, cramped, certainty):
    """Plain and slow: log p, or log of 1 - c p."""
    p = 1 / (1 + np.exp(-x))
    return np.log(p) if cramped else np.log(1 - certainty * p)


def slope(function, x, h):
    """Central difference of fourth order."""
    near, far = function(x + h) - function(x - h), function(x + 2 * h) - function(x - 2 * h)
    return (8 * near - far) / (12 * h)


@given(LOG_ODDS, st.sampled_from([(1.0, 1.0), (0.0, 1.0), (0.0, 0.9), (0.0, 0.3)]))
def test_a_run_weighs_what_the_plain_formula_says_and_every_derivative_is_the_next(x, said):
    cramped, certainty = said
    found = terms(np.array([x]), np.array([cramped]), np.array([certainty]))
    assert found.value[0] == pytest.approx(log_chance(x, cramped, certainty), abs=1e-9)
    orders = ("value", "first", "second", "third", "fourth")
    for order, following in itertools.pairwise(orders):

        def at(y, order=order):
            told = terms(np.array([y]), np.array([cramped]), np.array([certainty]))
            return getattr(told, order)[0]

        assert getattr(found, following)[0] == pytest.approx(slope(at, x, 1e-3), abs=1e-7)


def test_at_small_risks_a_probable_no_is_nine_tenths_of_a_no():
    x = np.array([-7.0])
    probable, sure = (terms(x, np.zeros(1), np.array([c])).value[0] for c in (0.9, 1.0))
    assert probable / sure == pytest.approx(0.9, abs=1e-3)


@given(st.floats(-3, 3.5), RANGE)
def test_a_count_weighs_what_poisson_says(log_mean, bounds):
    least, most = bounds
    n = np.arange(least, 400 if most is None else most + 1)
    slow = logsumexp(n * log_mean - np.exp(log_mean) - gammaln(n + 1))
    assert range_terms(log_mean, *bounds)[0] == pytest.approx(slow, abs=1e-8)


@given(st.floats(-3, 3.5), RANGE)
def test_every_derivative_of_a_count_is_the_next(log_mean, bounds):
    found = range_terms(log_mean, *bounds)
    for order in range(4):
        numeric = slope(lambda x, order=order: range_terms(x, *bounds)[order], log_mean, 1e-3)
        assert found[order + 1] == pytest.approx(numeric, abs=2e-6, rel=2e-6)


@settings(max_examples=40)
@given(st.integers(0, 10_000), RANGE)
def test_gradient_and_curve_of_a_count_are_those_of_its_value(seed, bounds):
    generator = np.random.default_rng(seed)
    rows = np.c_[np.ones(12), generator.normal(size=(12, 2))]
    recall = Recall(rows, generator.normal(size=12) / 3, generator.uniform(0.5, 9, 12), *bounds)
    at = np.array([-2.0, 0.4, -0.3])
    found = count(recall, at)
    for k, unit in enumerate(np.eye(3)):

        def value(step, unit=unit):
            return count(recall, at + step * unit).value

        def gradient(step, unit=unit):
            return count(recall, at + step * unit).slope

        assert found.slope[k] == pytest.approx(slope(value, 0.0, 1e-3), abs=1e-7)
        assert found.curve[k] == pytest.approx(slope(gradient, 0.0, 1e-3), abs=1e-7)


def by_enumeration(chances, bounds):
    """Every way the runs could have come out, one by one."""
    least, most = bounds
    total = 0.0
    for heads in itertools.product([0, 1], repeat=len(chances)):
        if least <= sum(heads) <= (len(chances) if most is None else most):
            total += np.prod(np.where(heads, REMEMBERED * chances, 1 - REMEMBERED * chances))
    return np.log(max(total, 1e-300))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.floats(-4, 2), RANGE)
def test_the_exact_count_is_that_of_every_way_it_could_have_come(seed, base, bounds):
    generator = np.random.default_rng(seed)
    rows = np.c_[np.ones(11), generator.normal(size=11)]
    recall = Recall(rows, np.zeros(11), np.ones(11), *bounds)
    at = np.array([[base, 0.5], [base - 1, -0.5]])
    found = exact_log_chance(recall, at)
    for effects, value in zip(at, found, strict=True):
        slow = by_enumeration(1 / (1 + np.exp(-rows @ effects)), bounds)
        assert np.exp(value) == pytest.approx(np.exp(slow), rel=2e-3, abs=1e-6)


def test_a_row_that_stands_for_three_runs_is_three_runs():
    rows = np.c_[np.ones(4), np.arange(4) / 4]
    at = np.array([[-1.0, 0.7]])
    runs = np.array([3.0, 1, 2, 1])
    many = np.repeat(rows, [3, 1, 2, 1], axis=0)
    one, each = (
        exact_log_chance(Recall(r, np.zeros(len(r)), n, 2, 3), at)
        for r, n in ((rows, runs), (many, np.ones(7)))
    )
    assert one == pytest.approx(each, abs=1e-6)


@settings(max_examples=40)
@given(st.integers(1, 60), st.integers(0, 10_000), st.floats(-6, 40))
def test_the_quick_likelihood_of_many_draws_is_the_plain_one(n, seed, base):
    generator = np.random.default_rng(seed)
    rows = np.c_[np.ones(n), generator.normal(size=(n, 2))]
    cramped = (generator.random(n) < 0.2).astype(float)
    certainty = np.where((generator.random(n) < 0.3) & (cramped == 0), 0.9, 1.0)
    heard = Heard(rows, generator.normal(size=n) / 3, cramped, certainty)
    mean, away = np.array([base, 0, 0]), generator.normal(size=(5, 3))
    at = np.concatenate([mean + away, mean - away])
    slow = [terms(heard.log_odds(one), cramped, certainty).value.sum() for one in at]
    assert log_likelihood(heard, mean, away) == pytest.approx(slow, rel=1e-5, abs=1e-4)
