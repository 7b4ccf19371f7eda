"""What is held before a runner is heard, from the judgements of the evidence.

The anchor is a raced marathon, where counts exist. The intercept of the reference run is
that anchor less what racing and four hours add, so it is uncertain because they are: the
prior covariance is full, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import numpy as np

from uncramp.evidence.claim import Certainty, Judgement, Registry
from uncramp.model.reference import EFFECTS, FACTS, NAMES
from uncramp.terms.columns import Column


class Outcome(StrEnum):
    """A cramp from the start of the run until 6 h after it, or one at night within 24 h."""

    RUN = "run"
    NIGHT = "night"


HALVED = 0.5  # the run's effects on a night cramp, against those on one in the run
WIDENED = 1.2

NOT_HELD = Judgement(  # what an older edition of the evidence says of an effect it did not know
    id="",
    exposure="",
    mean=0.0,
    sd=0.001,  # none, and yet a covariance that can be inverted
    per="",
    certainty=Certainty.VERY_LOW,
    because="",
    rests_on=(),
    frequency=0.0,
)


@dataclass(frozen=True, slots=True, eq=False)
class Prior:
    """Log-odds effects in the order of `reference.NAMES`: mean (k,), covariance (k, k).

    ``frequency`` is (n_facts,): how common each fact is in the anchor's field.
    """

    mean: Column
    covariance: np.ndarray
    frequency: Column


def prior(registry: Registry, outcome: Outcome = Outcome.RUN) -> Prior:
    """The prior of one runner nothing is known about."""
    names = NAMES[1:]
    judged = [registry.judgements.get(name, NOT_HELD) for name in names]
    mean = np.array([j.mean for j in judged])
    sd = np.array([j.sd for j in judged])
    anchor, anchor_sd, spread, at_anchor = _anchor(registry, outcome, len(names))
    if outcome == Outcome.NIGHT:
        halved = np.arange(len(names)) < len(EFFECTS)
        mean, sd = (
            np.where(halved, mean * HALVED, mean),
            np.where(halved, sd * WIDENED, sd),
        )
    intercept = anchor - at_anchor @ mean
    across = -at_anchor * sd**2  # covariance of the intercept with each effect
    variance = anchor_sd**2 + spread**2 + (at_anchor * sd) @ (at_anchor * sd)
    covariance = np.block(
        [[np.array([[variance]]), across[None]], [across[:, None], np.diag(sd**2)]]
    )
    held = (registry.judgements.get(fact.name, NOT_HELD).frequency for fact in FACTS)
    frequency = np.array(list(held), dtype=float)
    return Prior(np.r_[intercept, mean], covariance, frequency)


def _anchor(
    registry: Registry, outcome: Outcome, n_effects: int
) -> tuple[float, float, float, Column]:
    """Log odds at the anchor, its sd, the spread between runners, and z at the anchor."""
    at_anchor = np.zeros(n_effects)  # facts are centred on the field, so they add nothing
    if outcome == Outcome.NIGHT:  # anchored in the reference run itself
        anchor, spread = (
            registry.judgements["night"],
            registry.judgements["night_runner"],
        )
    else:
        anchor, spread = (
            registry.judgements["marathon_raced"],
            registry.judgements["runner"],
        )
        at_anchor[: len(EFFECTS)] = _raced_marathon()
    return anchor.mean, anchor.sd, spread.sd, at_anchor


@cache
def _raced_marathon() -> tuple[float, ...]:
    """Z of each exposure in the anchor's race."""
    return tuple(float(e.against_reference(np.array(e.at_anchor))) for e in EFFECTS)
