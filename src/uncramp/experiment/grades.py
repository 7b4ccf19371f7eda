"""How a run ended, on a ladder of four: a cramp is rare, a twinge is not.

A trial that counts only cramps throws away most of what a run can tell, and at ordinary
rates it can never end. On the ladder every hard run says something.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from uncramp.terms.columns import Column

# Log odds of "at least tight" and "at least a twinge" above those of a cramp: what the two
# ladders of the design's planning table (70/15/10/5 and 50/20/20/10 %) have in common.
ABOVE_CRAMP = np.array([2.15, 1.28])


class Grade(IntEnum):
    """How a run ended, from nothing to a cramp."""

    NONE = 0
    TIGHT = 1
    TWINGE = 2
    CRAMP = 3


def ladder(cramp: float) -> Column:
    """The chance of each grade, (4,), where the chance of a cramp is `cramp`: a judgement."""
    at_least = _chance(np.r_[ABOVE_CRAMP, 0.0] + np.log(cramp / (1 - cramp)))
    return _steps(at_least)


def shifted(grades: Column, odds_ratio: float) -> Column:
    """The same ladder with the odds of "at least" multiplied at each rung, (4,).

    Proportional odds; McCullagh 1980, doi:10.1111/j.2517-6161.1980.tb01109.x.
    """
    at_least = 1 - np.cumsum(grades)[:-1]
    return _steps(_chance(np.log(at_least / (1 - at_least)) + np.log(odds_ratio)))


def _steps(at_least: Column) -> Column:
    """Chances of each rung from chances of reaching it: 1, then these, then nothing."""
    return np.asarray(-np.diff(np.r_[1.0, at_least, 0.0]))


def _chance(log_odds: Column) -> Column:
    return np.asarray(1 / (1 + np.exp(-log_odds)))
