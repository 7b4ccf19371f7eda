"""How likely a cramp is: a probability with its interval, beside the runner's usual one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from uncramp.evidence.claim import MuscleShares
from uncramp.terms.columns import Column
from uncramp.terms.muscles import Muscle

TAIL = 5.0  # % left out on each side: intervals are 90 %


@dataclass(frozen=True, slots=True)
class Risk:
    """The chance of at least one cramp in one run; ``usual_from`` is own, mixed or typical."""

    probability: float
    interval: tuple[float, float]
    usual: float
    usual_from: str


def risk(here: Column, usual: Column, usual_from: str) -> Risk:
    """The predictive mean over draws (n_draws,), with its 90 % interval."""
    return Risk(float(here.mean()), interval(here), float(usual.mean()), usual_from)


def interval(drawn: Column, mean: float | None = None) -> tuple[float, float]:
    """The middle 90 % of draws, widened where a long tail carries the mean out of it."""
    centre = float(drawn.mean()) if mean is None else mean
    low, high = np.percentile(drawn, [TAIL, 100 - TAIL])
    return min(float(low), centre), max(float(high), centre)


@dataclass(frozen=True, slots=True)
class MuscleRisk:
    """The chance that a run ends in a cramp of one muscle."""

    probability: float
    interval: tuple[float, float]


def by_muscle(here: Column, muscles: MuscleShares) -> Mapping[Muscle, MuscleRisk]:
    """Each muscle's own risk; they overlap, so they are never summed."""
    return {
        muscle: MuscleRisk(float(here.mean()) * share, interval(here * share))
        for muscle, share in muscles.shares.items()
    }
