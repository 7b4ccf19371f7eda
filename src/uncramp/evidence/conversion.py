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
HALVINGS = 80  # of a bisection


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
    nodes, weights = _normal_nodes()
    return float(_chance(_intercept(history, runs, spread) + spread * nodes) @ weights)


def _intercept(history: float, runs: float, spread: float) -> float:
    """Log odds per run of the middle runner, where this share ever cramped."""
    nodes, weights = _normal_nodes()
    low, high = -25.0, 10.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        ever = 1 - (1 - _chance(middle + spread * nodes)) ** runs
        low, high = (middle, high) if ever @ weights < history else (low, middle)
    return (low + high) / 2


def _normal_nodes() -> tuple[Column, Column]:
    nodes, weights = np.polynomial.hermite_e.hermegauss(N_NODES)
    return nodes, weights / weights.sum()


def log_odds_per_run_from_history(
    ratio: float, history: float, runs: float, *, spread: float
) -> float:
    """A log odds ratio per run from an odds ratio of ever having cramped.

    Parameters
    ----------
    ratio : odds of a history with the exposure over odds without
    history : share with a history among those without the exposure, 0 to 1
    runs : how many runs of this kind they have behind them; it matters little, since the
        risk per run is solved from the history in both groups
    spread : sd of the log odds between runners

    Source
    ------
    Each group's history is solved for its intercept, as in `risk_per_run_from_lifetime`. For
    equal runners and rare cramps it is the logarithm of the ratio of logarithms of event-free
    shares, Perneger 2008, doi:10.1016/j.cct.2008.06.002.
    """
    odds = ratio * history / (1 - history)
    with_it, without = (_intercept(share, runs, spread) for share in (odds / (1 + odds), history))
    return with_it - without


def race_against_training(in_races: float, in_training: float, runs_per_race: float) -> float:
    """How many times likelier a race ends in a cramp than a training run.

    Parameters
    ----------
    in_races, in_training : shares of remembered cramps; only their ratio counts
    runs_per_race : training runs behind each race

    Source
    ------
    Shares of cases over shares of person-time; Rothman, Greenland and Lash 2008, chapter 3.
    """
    return in_races / in_training * runs_per_race


def years_apart_by_exposure_alone(
    mean: float, sd: float, history: float, *, spread: float
) -> float:
    """How many more years those who ever cramped have run, if experience changed nothing.

    A constant risk a year leaves a history in those who ran for longer, so crampers look
    experienced even where experience neither harms nor protects. A difference in years counts
    only against this one.

    Parameters
    ----------
    mean, sd : of the years run, over everybody; taken as gamma
    history : share that ever cramped, 0 to 1
    spread : sd of the logarithm of the risk a year between runners

    Source
    ------
    Bayes' rule on P(ever | years) = 1 - E[exp(-rate years)]; the rate solved by bisection.
    """
    shape, scale = (mean / sd) ** 2, sd**2 / mean
    years = np.linspace(0, mean + 12 * sd, 2001)[1:]
    weight = years ** (shape - 1) * np.exp(-years / scale)
    weight = weight / weight.sum()
    low, high = -25.0, 10.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        ever = _ever_in(years, middle, spread)
        low, high = (middle, high) if ever @ weight < history else (low, middle)
    with_it = weight * ever
    without = weight * (1 - ever)
    return float(with_it @ years / with_it.sum() - without @ years / without.sum())


def _ever_in(years: Column, log_rate: float, spread: float) -> Column:
    """Share that cramped at least once in so many years, over a spread of runners."""
    nodes, weights = _normal_nodes()
    never: Column = np.exp(-np.exp(log_rate + spread * nodes) * years[:, None]) @ weights
    return 1 - never


def error_from_p(effect: float, p: float) -> float:
    """The standard error that a printed P value implies; an upper bound where P is "less than".

    Parameters
    ----------
    effect : on the scale where errors are normal, as a log odds ratio
    p : two-sided

    Source
    ------
    Altman and Bland 2011, doi:10.1136/bmj.d2090.
    """
    z = -0.862 + math.sqrt(0.743 - 2.404 * math.log(p))
    return abs(effect) / z


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
