"""The self-check against ArviZ, and against a density whose tail is known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uncramp.model.importance import (
    N_CHECKED,
    N_GLANCED,
    N_WEIGHTED,
    _seen,
    check,
    pareto,
    smoothed,
    weighted_moments,
)
from uncramp.model.labels import Heard
from uncramp.model.posterior import closed_form
from uncramp.model.prior import Prior
from uncramp.model.variational import Moments


@pytest.mark.nightly
@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.3, 3))
def test_weights_and_tail_index_are_those_of_arviz(seed, spread):
    arviz = pytest.importorskip(
        "arviz_stats.base", reason="arviz-stats is not installed: no twin of the smoothing"
    )
    log = spread * np.random.default_rng(seed).standard_t(5, size=2000)
    theirs, k_hat = arviz.array_stats.psislw(-log)
    weight, ours = smoothed(log)
    assert ours == pytest.approx(float(k_hat), abs=1e-6)
    expected = np.exp(theirs - theirs.max())
    assert weight == pytest.approx(expected / expected.sum(), rel=1e-5, abs=1e-12)


@settings(max_examples=20)
@given(st.integers(0, 10_000), st.floats(0.1, 0.9))
def test_the_tail_index_of_a_pareto_law_is_found(seed, index):
    uniform = np.random.default_rng(seed).random(20_000)
    excess = np.sort(np.expm1(-index * np.log(uniform)) / index)
    found, scale = pareto(excess)
    assert found == pytest.approx(index, abs=0.05)
    assert scale == pytest.approx(1, abs=0.07)


def test_equal_weights_have_no_tail():
    weight, k_hat = smoothed(np.full(1000, -3.0))
    assert k_hat == float("-inf")
    assert weight == pytest.approx(np.full(1000, 1e-3))


def heard(seed=0, n=60):
    generator = np.random.default_rng(seed)
    rows = np.c_[np.ones(n), generator.normal(size=n)]
    cramped = (generator.random(n) < 0.1).astype(float)
    return Heard(rows, np.zeros(n), cramped, np.ones(n))


def before():
    return Prior(np.array([-2.5, 0.4]), np.array([[0.8, -0.1], [-0.1, 0.3]]), np.zeros(0))


def test_a_good_closed_form_passes_and_a_shifted_or_a_narrow_one_does_not():
    said = heard()
    good = closed_form(before(), said)
    assert check(before(), said, good).agrees
    sd = np.sqrt(np.diag(good.covariance))
    shifted = Moments(good.mean + 0.4 * sd, good.covariance, good.skew)
    assert not check(before(), said, shifted).agrees
    narrow = Moments(good.mean, good.covariance / 9, good.skew)
    assert not check(before(), said, narrow).reaches


def test_weighted_draws_mend_a_shifted_answer():
    said = heard(3)
    good = closed_form(before(), said)
    sd = np.sqrt(np.diag(good.covariance))
    mended = weighted_moments(
        before(), said, Moments(good.mean + 0.4 * sd, 1.3 * good.covariance, good.skew)
    )
    assert np.abs((mended.mean - good.mean) / sd).max() < 0.06
    assert np.abs(np.sqrt(np.diag(mended.covariance)) / sd - 1).max() < 0.06


def test_the_same_diary_is_checked_the_same_to_the_last_digit():
    said = heard()
    found = closed_form(before(), said)
    assert check(before(), said, found) == check(before(), said, found)
    assert N_CHECKED == 1024


@pytest.mark.parametrize("shift", [0.0, 0.05, 0.09, 0.11, 0.15, 0.3])
@pytest.mark.parametrize("seed", range(4))
def test_a_glance_decides_only_what_more_points_would_decide_alike(seed, shift):
    said = heard(seed)
    good = closed_form(before(), said)
    sd = np.sqrt(np.diag(good.covariance))
    moved = Moments(good.mean + shift * sd, good.covariance, good.skew)
    many = _seen(before(), said, moved, 2 * N_WEIGHTED)
    once = check(before(), said, moved)
    if abs(many.mean_off - 0.1) > 0.03:
        assert once.agrees == many.agrees
    plain = once == _seen(before(), said, moved, N_GLANCED)
    assert plain == (many.mean_off < 0.06) or abs(many.mean_off - 0.06) < 0.03
