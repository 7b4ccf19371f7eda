"""One measure of effect turned into another keeps its meaning."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uncramp.evidence.conversion import (
    log_odds_from_mean_difference,
    marginal_slope,
    odds_ratio_from_risk_ratio,
    risk_per_run_from_lifetime,
    standardised_from_log_odds,
)
from uncramp.terms.errors import UncrampError


@given(st.floats(0.001, 0.4), st.floats(0.2, 2.4))
def test_a_risk_ratio_and_its_odds_ratio_say_the_same(base, ratio):
    odds = odds_ratio_from_risk_ratio(ratio, base) * base / (1 - base)
    assert odds / (1 + odds) == pytest.approx(ratio * base, rel=1e-9)


def test_for_something_rare_they_are_nearly_equal_and_for_something_common_they_are_not():
    assert odds_ratio_from_risk_ratio(1.9, 0.01) == pytest.approx(1.92, abs=0.01)
    assert odds_ratio_from_risk_ratio(1.9, 0.3) == pytest.approx(3.09, abs=0.01)


def test_a_ratio_that_cannot_be_is_refused():
    with pytest.raises(UncrampError, match="risk of 1 or more"):
        odds_ratio_from_risk_ratio(3, 0.5)


def test_a_mean_difference_is_the_slope_that_made_it():
    generator = np.random.default_rng(1)
    x = np.r_[generator.normal(0, 2, 200_000), generator.normal(1, 2, 200_000)]
    y = np.r_[np.zeros(200_000), np.ones(200_000)]
    slope = 0.0
    for _ in range(20):
        p = 1 / (1 + np.exp(-(slope * (x - 0.5))))
        slope += ((y - p) @ (x - 0.5)) / ((p * (1 - p)) @ (x - 0.5) ** 2)
    assert 2 * slope == pytest.approx(log_odds_from_mean_difference(1, 2), abs=0.01)


def test_a_log_odds_ratio_of_1_81_is_one_standard_deviation():
    assert standardised_from_log_odds(1.8138) == pytest.approx(1, abs=1e-3)


def test_a_lifetime_is_not_a_run():
    # 13 % ever in a thousand runs: far below 13 % a run, and above what equal runners would give.
    mean = risk_per_run_from_lifetime(0.13, 1000, spread=0.9)
    assert 0.13 / 1000 < mean < 0.001


@given(st.floats(0.02, 0.9), st.floats(1, 2000), st.floats(0, 1.5))
def test_a_lifetime_made_from_a_risk_gives_it_back(history, runs, spread):
    mean = risk_per_run_from_lifetime(history, runs, spread=spread)
    assert 0 < mean <= 1
    assert mean >= 1 - (1 - history) ** (1 / runs) - 1e-9


@pytest.mark.parametrize("sd", [0.3, 1.0, 2.0])
def test_averaging_over_runners_flattens_the_slope_as_zeger_says(sd):
    draws = np.random.default_rng(2).normal(0, sd, 400_000)
    high, low = (np.mean(1 / (1 + np.exp(-(slope + draws)))) for slope in (0.5, -0.5))
    seen = np.log(high / (1 - high)) - np.log(low / (1 - low))
    assert marginal_slope(np.array(1.0), np.array(sd**2)) == pytest.approx(seen, rel=0.08)
