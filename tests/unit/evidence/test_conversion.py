"""One measure of effect turned into another keeps its meaning."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uncramp.evidence.conversion import (
    error_from_p,
    log_odds_from_mean_difference,
    log_odds_per_run_from_history,
    marginal_slope,
    odds_ratio_from_risk_ratio,
    race_against_training,
    risk_per_run_from_lifetime,
    standardised_from_log_odds,
    years_apart_by_exposure_alone,
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


# Published worked examples.


def test_the_referral_study_is_met():
    # Schwartz, Woloshin and Welch 1999, doi:10.1056/NEJM199907223410411: referred were 84.7 of 100
    # Black and 90.6 of 100 white patients, a risk ratio of 0.93 that was printed as odds of 0.6.
    assert odds_ratio_from_risk_ratio(84.7 / 90.6, 0.906) == pytest.approx(0.574, abs=0.001)


def test_the_first_example_of_altman_and_bland_is_met():
    # doi:10.1136/bmj.d2090: 17 points, P = 0.032, standard error 7.940
    assert error_from_p(17, 0.032) == pytest.approx(7.940, abs=0.001)


def test_the_second_example_of_altman_and_bland_is_met():
    # a relative risk of 0.30 with P = 0.034 is 0.10 to 0.90
    error = error_from_p(math.log(0.30), 0.034)
    low, high = (math.exp(math.log(0.30) + k * 1.96 * error) for k in (-1, 1))
    assert (low, high) == pytest.approx((0.10, 0.91), abs=0.01)


def test_half_a_standard_deviation_is_a_log_odds_ratio_of_0_907():
    # Borenstein et al. 2009, Introduction to Meta-Analysis, chapter 7: 0.9069 and 0.5
    assert standardised_from_log_odds(0.9069) == pytest.approx(0.5, abs=1e-4)


def test_races_and_training_of_the_ironman_entrants():
    # 46.1 % of cramps in races and 18.8 % in training, 50 to 100 training runs for each race
    assert race_against_training(0.461, 0.188, 50) == pytest.approx(123, abs=1)
    assert race_against_training(0.461, 0.188, 100) == pytest.approx(245, abs=1)


# A lifetime and a run.


@given(st.floats(0.05, 0.6), st.floats(2, 200), st.floats(0, 1.5), st.floats(0.3, 4))
def test_a_history_made_from_a_log_odds_ratio_gives_it_back(history, runs, spread, ratio):
    found = log_odds_per_run_from_history(ratio, history, runs, spread=spread)
    assert np.sign(round(found, 9)) == np.sign(round(math.log(ratio), 9))
    odds = ratio * history / (1 - history)
    with_it = risk_per_run_from_lifetime(odds / (1 + odds), runs, spread=spread)
    without = risk_per_run_from_lifetime(history, runs, spread=spread)
    assert (with_it > without) == (ratio > 1) or ratio == pytest.approx(1, abs=1e-6)


def test_for_equal_runners_and_rare_cramps_it_is_the_ratio_of_logarithms():
    # Perneger 2008, doi:10.1016/j.cct.2008.06.002
    ratio, history = 2.5, 0.3
    odds = ratio * history / (1 - history)
    expected = math.log(math.log(1 - odds / (1 + odds)) / math.log(1 - history))
    found = log_odds_per_run_from_history(ratio, history, 10_000, spread=0)
    assert found == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize("runs", [5, 10, 50])
def test_how_many_races_lie_behind_a_history_hardly_matters_to_a_ratio(runs):
    found = log_odds_per_run_from_history(2.11, 0.36, runs, spread=0.9)
    assert found == pytest.approx(math.log(2.11), rel=0.06)


def test_years_alone_put_more_between_runners_than_was_found():
    # Manjra 1996: 1.2 years; over 5.4 (4.8) years and 39 % who ever cramped
    assert years_apart_by_exposure_alone(5.4, 4.8, 0.39, spread=0.9) == pytest.approx(3.8, abs=0.1)


def test_years_apart_agree_with_runners_drawn_one_by_one():
    generator = np.random.default_rng(3)
    years = generator.gamma((5.4 / 4.8) ** 2, 4.8**2 / 5.4, 400_000)
    rate = np.exp(math.log(0.1) + generator.normal(0, 0.9, years.size))
    ever = generator.random(years.size) < 1 - np.exp(-rate * years)
    seen = years[ever].mean() - years[~ever].mean()
    told = years_apart_by_exposure_alone(5.4, 4.8, float(ever.mean()), spread=0.9)
    assert told == pytest.approx(seen, abs=0.05)
