"""Studies that agree narrow the answer; studies that disagree widen it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uncramp.evidence.joint import Marginal, joint_effects, misses, seen_marginally
from uncramp.evidence.pooling import random_effects, standard_error


def test_studies_that_agree_are_a_fixed_effect():
    pooled = random_effects(np.array([0.5, 0.5, 0.5]), np.array([0.2, 0.2, 0.2]))
    assert pooled.mean == pytest.approx(0.5)
    assert pooled.between == 0
    assert pooled.error == pytest.approx(0.2 / np.sqrt(3))


def test_studies_that_disagree_widen_what_is_expected_next():
    pooled = random_effects(np.array([-0.5, 0.5, 1.5]), np.array([0.1, 0.1, 0.1]))
    assert pooled.between == pytest.approx(1.0, abs=0.05)
    assert pooled.prediction > 1


def test_a_published_meta_analysis_is_met():
    # BCG vaccine trials, 13 studies (Colditz 1994): log risk ratios and variances as tabulated in
    # Viechtbauer 2010, doi:10.18637/jss.v036.i03; Paule-Mandel tau² there is 0.318.
    effect = np.array([-0.8893, -1.5854, -1.3481, -1.4416, -0.2175, -0.7861, -1.6209, 0.0120, -0.4694, -1.3713, -0.3394, 0.4459, -0.0173])  # fmt: skip
    variance = np.array([0.3256, 0.1946, 0.4154, 0.0200, 0.0512, 0.0069, 0.2230, 0.0040, 0.0564, 0.0730, 0.0124, 0.5325, 0.0714])  # fmt: skip
    pooled = random_effects(effect, np.sqrt(variance))
    assert pooled.between**2 == pytest.approx(0.318, abs=0.005)
    assert pooled.mean == pytest.approx(-0.715, abs=0.005)


@given(st.lists(st.tuples(st.floats(-3, 3), st.floats(0.05, 2)), min_size=1, max_size=8))
def test_the_mean_lies_among_the_studies(studies):
    effect, error = np.array(studies).T
    pooled = random_effects(effect, error)
    assert effect.min() - 1e-9 <= pooled.mean <= effect.max() + 1e-9
    assert pooled.prediction >= pooled.error > 0


def test_a_printed_interval_gives_its_error():
    assert standard_error(np.log(2.16), np.log(54.44)) == pytest.approx(0.82, abs=0.01)


def crude(claimed, correlation, frailty=0.9, error=0.1):
    claimed = np.array(claimed, dtype=float)
    k = claimed.size
    matrix = np.full((k, k), correlation) + (1 - correlation) * np.eye(k)
    return Marginal(tuple("abcdefgh"[:k]), claimed, np.full(k, error), matrix, frailty)


def test_without_correlation_only_the_frailty_flattens():
    claims = crude([0.4], 0.0, frailty=0.0)
    assert joint_effects(claims) == pytest.approx([0.4])


def test_exposures_that_go_together_share_the_explanation():
    together = joint_effects(crude([0.4, 0.4], 0.6, frailty=0))
    assert together.sum() == pytest.approx(0.4 * 2 / 1.6, abs=0.01)
    assert (together < 0.4).all()


def test_a_null_claim_stays_null_and_is_told_where_it_cannot_be_met():
    claims = crude([0.6, 0.0], 0.8)
    joint = joint_effects(claims)
    assert joint[1] == 0
    assert "b" in [miss.name for miss in misses(claims, joint)]


@settings(max_examples=60)
@given(st.lists(st.floats(-1, 1), min_size=1, max_size=6), st.floats(0, 0.7), st.floats(0, 1.2))
def test_every_joint_effect_lies_between_none_and_its_claim(claimed, correlation, frailty):
    claims = crude(claimed, correlation, frailty)
    joint = joint_effects(claims)
    assert (
        (np.minimum(0, claims.claimed) <= joint) & (joint <= np.maximum(0, claims.claimed))
    ).all()


@settings(max_examples=40)
@given(st.lists(st.floats(0.1, 0.6), min_size=1, max_size=5), st.floats(0, 0.5))
def test_what_was_made_from_joint_effects_is_found_again(true, correlation):
    # Without frailty a claim is never below its joint effect, so no bound can bind.
    base = crude(true, correlation, frailty=0.0)
    made = Marginal(
        base.names, seen_marginally(base, np.array(true)), base.error, base.correlation, 0.0
    )
    if (made.claimed < true).any():
        return
    assert seen_marginally(made, joint_effects(made)) == pytest.approx(made.claimed, rel=0.02)
    assert not list(misses(made, joint_effects(made)))
