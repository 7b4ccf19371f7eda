"""Shares are Shapley's, and they add up: with the background, to one, draw by draw."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from uncramp.answer.shapley import by_counting, by_integral, chance, shapley
from uncramp.answer.shares import shares
from uncramp.model.draws import Draws

finite = st.floats(-3, 3)


@st.composite
def any_draws(draw):
    k, n = draw(st.integers(1, 6)), draw(st.integers(1, 4))
    table = arrays(float, (n, k), elements=finite)
    background = draw(arrays(float, n, elements=st.floats(-9, 2)))
    return Draws(background, draw(table), draw(table), draw(table))


def in_every_order(drawn):
    """The slow twin: let the factors join in every order, and average what each adds."""
    n, k = drawn.effects.shape
    contrast = drawn.effects * (drawn.here - drawn.usual)
    value = np.zeros((k, n))
    for order in permutations(range(k)):
        log_odds = drawn.log_odds(drawn.usual)
        for j in order:
            before = 1 / (1 + np.exp(-log_odds))
            log_odds = log_odds + contrast[:, j]
            value[j] += 1 / (1 + np.exp(-log_odds)) - before
    return value / np.prod(range(1, k + 1))


@settings(max_examples=80)
@given(any_draws())
def test_shares_are_the_mean_over_every_order_of_joining(drawn):
    assert shares(drawn).drawn == pytest.approx(in_every_order(drawn), abs=1e-12)


@given(any_draws())
def test_shares_and_background_add_up_to_one(drawn):
    found = shares(drawn)
    # Where every factor protects, the background is millions of times the risk.
    rounding = 1e-9 * max(1.0, found.background)
    assert found.share.sum() + found.background == pytest.approx(1, abs=rounding)


@given(any_draws())
def test_but_for_is_a_chance(drawn):
    but_for = shares(drawn).but_for
    assert ((0 <= but_for) & (but_for <= 1)).all()


def test_what_is_as_usual_has_no_share():
    drawn = Draws(
        np.array([-3.0]), np.array([[1.0, 1.0]]), np.array([[2.0, 5.0]]), np.array([[0.0, 5.0]])
    )
    found = shares(drawn)
    assert found.share[1] == 0
    assert found.but_for[1] == 0
    assert found.share[0] > 0


def test_what_protects_has_a_negative_share():
    drawn = Draws(np.array([-1.0]), np.array([[-1.0]]), np.array([[1.0]]), np.array([[0.0]]))
    assert shares(drawn).share[0] < 0


def test_without_the_only_factor_the_usual_risk_is_left():
    drawn = Draws(np.array([-4.0]), np.array([[2.0]]), np.array([[1.0]]), np.array([[0.0]]))
    found = shares(drawn)
    assert found.but_for[0] == pytest.approx(1 - found.usual[0] / found.risk[0])


@settings(max_examples=40)
@given(st.integers(1, 12), st.integers(0, 10_000))
def test_the_integral_is_the_count_of_subsets(n, seed):
    generator = np.random.default_rng(seed)
    usual, contrast = generator.normal(-4, 2, 3), generator.normal(0.3, 1, (n, 3))
    assert by_integral(usual, contrast) == pytest.approx(by_counting(usual, contrast), abs=1e-9)


def test_many_factors_still_add_up():
    generator = np.random.default_rng(7)
    usual, contrast = generator.normal(-4, 1, 200), generator.normal(0.1, 0.5, (24, 200))
    added = shapley(usual, contrast).sum(axis=0)
    assert added == pytest.approx(chance(usual + contrast.sum(axis=0)) - chance(usual), abs=1e-9)


@settings(max_examples=40)
@given(
    st.integers(9, 12).flatmap(
        lambda n: arrays(float, (n, 2), elements=st.sampled_from([0.0, 1e-9, np.pi, -6.0, 6.0]))
    ),
    st.floats(-14, 6),
)
def test_the_integral_holds_for_the_strangest_runs(contrast, usual):
    here = np.full(2, usual)
    assert by_integral(here, contrast) == pytest.approx(by_counting(here, contrast), abs=1e-9)


@settings(max_examples=25)
@given(st.integers(1, 26), st.integers(0, 10_000))
def test_the_integral_adds_up_for_any_number_of_factors(n, seed):
    generator = np.random.default_rng(seed)
    usual, contrast = generator.normal(-4, 2, 70), generator.normal(0.2, 1, (n, 70))
    whole = chance(usual + contrast.sum(axis=0)) - chance(usual)
    assert by_integral(usual, contrast).sum(axis=0) == pytest.approx(whole, abs=1e-9)
