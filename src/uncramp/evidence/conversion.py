"""One measure of effect turned into another, each with where the formula comes from.

The model speaks log odds of a cramp per run. Studies speak risk ratios, prevalence ratios,
mean differences, and histories of a lifetime; none of these may be read as another without
saying how.
"""

from __future__ import annotations

import math

import numpy as np

from uncramp.terms.columns import Column
from uncramp.terms.errors import UncrampError
from uncramp.terms.sentences import sentence

LOGISTIC_SD = math.pi / math.sqrt(3)  # of the standard logistic distribution
SEEN_AS_NORMAL = 16 * math.sqrt(3) / (15 * math.pi)  # a logistic curve as a normal one
N_NODES = 40  # of the quadrature over the spread between runners


def odds_ratio_from_risk_ratio(ratio: float, base_risk: float) -> float:
    """An odds ratio that says the same as a risk (or prevalence) ratio.

    Parameters
    ----------
    ratio : risk with the exposure over risk without it
    base_risk : the risk without the exposure, 0 to 1

    Raises
    ------
    UncrampError
        Where the ratio would carry the base risk to 1 or beyond.

    Source
    ------
    The definition of both; Zhang and Yu 1998, doi:10.1001/jama.280.19.1690, invert it.
    """
    if not 0 <= ratio * base_risk < 1:
        raise UncrampError(
            sentence(
                "A ratio of {ratio} at a base risk of {base} is a risk of 1 or more.",
                ratio=ratio,
                base=base_risk,
            )
        )
    return ratio * (1 - base_risk) / (1 - ratio * base_risk)


def log_odds_from_mean_difference(difference: float, sd: float) -> float:
    """A log odds ratio for each standard deviation of an exposure, from a mean difference.

    Parameters
    ----------
    difference : mean of those with a cramp less mean of those without, in the exposure's unit
    sd : of the exposure within a group, same unit

    Returns
    -------
    Log odds for one sd more of the exposure: with equal normal spread in both groups the
    logistic slope is the standardised difference itself.

    Source
    ------
    Discriminant analysis with equal variances; Cornfield 1962 as in Halperin 1971,
    doi:10.1016/0021-9681(71)90095-9.
    """
    return difference / sd


def standardised_from_log_odds(log_odds: float) -> float:
    """Cohen's d of an underlying logistic outcome, from a log odds ratio.

    Source: Chinn 2000, doi:10.1002/1097-0258(20001130)19:22<3127::AID-SIM784>3.0.CO;2-M.
    """
    return log_odds / LOGISTIC_SD


def risk_per_run_from_lifetime(history: float, runs: float, *, spread: float) -> float:
    """The mean risk per run of a population in which this share ever cramped.

    Parameters
    ----------
    history : share with a lifetime history, 0 to 1
    runs : how many runs of this kind they have behind them
    spread : sd of the log odds between runners; without it the answer is too low, since a few
        runners have most of the cramps

    Source
    ------
    P(ever) is the mean over runners of 1 - (1 - p)^runs with logit p normal; solved for the
    intercept by bisection.
    """
    nodes, weights = np.polynomial.hermite_e.hermegauss(N_NODES)
    weights = weights / weights.sum()
    low, high = -25.0, 10.0
    for _ in range(80):
        middle = (low + high) / 2
        ever = 1 - (1 - _chance(middle + spread * nodes)) ** runs
        low, high = (middle, high) if ever @ weights < history else (low, middle)
    return float(_chance((low + high) / 2 + spread * nodes) @ weights)


def marginal_slope(slope: Column, variance: Column) -> Column:
    """A log odds slope seen after averaging over a normal spread of the rest.

    Parameters
    ----------
    slope : log odds per unit with everything else held
    variance : of the log odds that is averaged over

    Source
    ------
    Zeger, Liang and Albert 1988, doi:10.2307/2531734: divided by sqrt(1 + (16 sqrt(3) /
    15 pi)^2 variance); at even odds within 4 % for a variance of 1 and 7 % for one of 4.
    """
    seen: Column = slope / np.sqrt(1 + SEEN_AS_NORMAL**2 * variance)
    return seen


def _chance(log_odds: Column | float) -> Column:
    found: Column = 1 / (1 + np.exp(-np.asarray(log_odds)))
    return found
