"""What every effect is measured against: one reference run, the same for everyone.

An easy hour on the flat at 12 °C WBGT with nothing lacking. So an intercept means the same
for every runner, and a prior of an effect can be read off a study.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from uncramp.activity.activity import Column

EDITION = "1"

MARATHON_HOURS = 4.0  # of the average entrant whose risk anchors the intercept
MARATHON_DESCENT = 150.0  # m, of a course that is neither flat nor hilly


@dataclass(frozen=True, slots=True)
class Effect:
    """How one exposure enters the log odds: z = against_reference(value)."""

    exposure: str
    against_reference: Callable[[Column], Column]  # 0 for the reference run
    at_anchor: float  # the exposure's value in the raced marathon of the anchor
    binary: bool = False


EFFECTS: tuple[Effect, ...] = (
    Effect("race", lambda x: x, 1.0, binary=True),
    Effect("duration", lambda h: np.log(np.clip(h, 0.25, 8.0)), MARATHON_HOURS),
    Effect("effort_above_ability", lambda percent: np.clip(percent, 0.0, 20.0), 0.0),
    Effect("distance_spike", lambda ratio: np.log(np.clip(ratio, 1.0, 3.0)), 1.0),
    Effect("descent", lambda m: np.clip(m, 0.0, 3000.0) / 100, MARATHON_DESCENT),
    Effect("heat", lambda degrees: np.clip(degrees, 0.0, 15.0), 0.0),
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the runner that shifts the intercept: 1, 0, or NaN where untold."""

    name: str


FACTS: tuple[Fact, ...] = tuple(
    Fact(name)
    for name in (
        "cramped_before",
        "sex",
        "chronic_diseases",
        "injury_last_12_months",
        "family_history",
    )
)

NAMES = ("intercept", *(e.exposure for e in EFFECTS), *(f.name for f in FACTS))
