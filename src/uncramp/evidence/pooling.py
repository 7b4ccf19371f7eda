"""Studies of the same thing pooled, with the disagreement between them kept in the width."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uncramp.terms.columns import Column

HALF_OF_90 = 1.6449  # normal quantile: an interval of 90 % in sd
HALF_OF_95 = 1.9600  # the same for the 95 % that papers print
STEPS = 200


@dataclass(frozen=True, slots=True)
class Pooled:
    """The mean effect with its standard error, and what a new study would be expected to find.

    ``between`` is the sd between studies; ``prediction`` the sd of the effect in a new
    setting, which is what a prior for one runner needs.
    """

    mean: float
    error: float
    between: float
    prediction: float


def standard_error(low: float, high: float) -> float:
    """From a printed 95 % interval on the scale it is symmetric on."""
    return (high - low) / (2 * HALF_OF_95)


def random_effects(effect: Column, error: Column) -> Pooled:
    """Pool studies that estimate similar, not identical, effects.

    Parameters
    ----------
    effect, error : (n_studies,), on a scale where errors are normal (log odds)

    Source
    ------
    Between-study variance after Paule and Mandel 1982 (doi:10.6028/jres.087.022), the error
    of the mean after Hartung and Knapp 2001 (doi:10.1002/sim.1009), never taken below the
    plain one.
    """
    if effect.size == 1:
        return Pooled(float(effect[0]), float(error[0]), 0.0, float(error[0]))
    between = _between(effect, error)
    weight = 1 / (error**2 + between)
    mean = float(weight @ effect / weight.sum())
    plain = 1 / weight.sum()
    adjusted = float(weight @ (effect - mean) ** 2 / (effect.size - 1) / weight.sum())
    spread = max(plain, adjusted)
    return Pooled(mean, float(spread**0.5), float(between**0.5), float((spread + between) ** 0.5))


def _between(effect: Column, error: Column) -> float:
    """The variance between studies at which they scatter as much as they should."""
    expected = effect.size - 1
    if _scatter(effect, error, 0.0) <= expected:
        return 0.0
    low, high = 0.0, float(np.ptp(effect) ** 2 + 1)
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if _scatter(effect, error, middle) > expected else (low, middle)
    return (low + high) / 2


def _scatter(effect: Column, error: Column, between: float) -> float:
    weight = 1 / (error**2 + between)
    mean = weight @ effect / weight.sum()
    return float(weight @ (effect - mean) ** 2)
