"""A published effect as log odds per run, which is what the model speaks.

Each step is one of `conversion`: a ratio of risks becomes one of odds, a mean difference a
slope, a lifetime history a risk per run. A claim without a size, or without a width, has
none of it and can only be judged.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from uncramp.evidence.claim import Claim
from uncramp.evidence.conversion import (
    error_from_p,
    log_odds_per_run_from_history,
    odds_ratio_from_risk_ratio,
)
from uncramp.evidence.pooling import Pooled, random_effects, standard_error

RISK_RATIOS = frozenset({"prevalence ratio", "risk ratio"})
RATIOS = RISK_RATIOS | {"odds ratio", "hazard ratio"}


@dataclass(frozen=True, slots=True)
class LogOdds:
    """A log odds ratio per run with its standard error, in the claim's own unit."""

    claim: Claim
    mean: float
    error: float


def log_odds(claim: Claim, *, frailty: float) -> LogOdds | None:
    """A claim per run, or None where its size or its width was not printed.

    `frailty` is the sd of the log odds between runners; a hazard ratio of a rare event is
    read as a ratio of odds.
    """
    mean, error = _mean(claim), _error(claim)
    if mean is None or error is None:
        return None
    study = claim.study
    if study.history is None or study.runs_behind is None or mean == 0:
        return LogOdds(claim, mean, error)
    per_run = log_odds_per_run_from_history(
        math.exp(mean), study.history, study.runs_behind, spread=frailty
    )
    return LogOdds(claim, per_run, error * per_run / mean)


def _mean(claim: Claim) -> float | None:
    effect, history = claim.effect, claim.study.history
    if effect.value is None:
        return None
    if effect.measure == "mean difference":
        return None if effect.sd is None else effect.value / effect.sd**2
    if effect.measure in RISK_RATIOS and history is not None:
        return math.log(odds_ratio_from_risk_ratio(effect.value, history))
    return math.log(effect.value) if effect.measure in RATIOS else None


def _error(claim: Claim) -> float | None:
    """From the interval, or else from the P value, on the same scale as the mean."""
    effect, mean = claim.effect, _mean(claim)
    if mean is None:
        return None
    if effect.low is None or effect.high is None:
        return None if effect.p is None else error_from_p(mean, effect.p)
    if effect.measure in RATIOS:
        printed = standard_error(math.log(effect.low), math.log(effect.high))
        plain = math.log(effect.value) if effect.value else mean
        return printed * mean / plain if plain else printed
    return None if effect.sd is None else standard_error(effect.low, effect.high) / effect.sd**2


def pooled(claims: Iterable[Claim], *, frailty: float) -> Pooled | None:
    """What the claims that can be turned into log odds say together, in their own unit."""
    found = [log_odds(claim, frailty=frailty) for claim in claims]
    sized = [one for one in found if one is not None]
    if not sized:
        return None
    return random_effects(
        np.array([one.mean for one in sized]), np.array([one.error for one in sized])
    )
