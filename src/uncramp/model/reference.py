"""What every effect is measured against: one reference run, the same for everyone.

An easy hour on the flat at 12 °C WBGT with nothing lacking. So an intercept means the same
for every runner, and a prior of an effect can be read off a study.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from uncramp.exposure.row import EVERY_MUSCLE
from uncramp.terms.columns import Column
from uncramp.terms.muscles import Muscle

EDITION = "3"

MARATHON_HOURS = 4.0  # of the average entrant whose risk anchors the intercept
MARATHON_DESCENT = 150.0  # m, of a course that is neither flat nor hilly
REST = 72.0  # h after which a hard run is counted as rested from
WEEK = 7.0  # days


@dataclass(frozen=True, slots=True)
class Effect:
    """How one exposure enters the log odds: z = against_reference(value)."""

    exposure: str
    against_reference: Callable[[Column], Column]  # 0 for the reference run
    at_anchor: float  # the exposure's value in the raced marathon of the anchor
    binary: bool = False
    shared_error: bool = False  # what is wrong with it is as wrong in the runner's usual run


def _above_zero(most: float, unit: float = 1.0) -> Callable[[Column], Column]:
    """From 0 to `most`, in steps of `unit`."""
    return lambda value: np.clip(value, 0.0, most) / unit


def _ratio(value: Column) -> Column:
    return np.log(np.clip(value, 1.0, 3.0))


# One row for each factor of the catalogue, in its order.
EFFECTS: tuple[Effect, ...] = (
    Effect("race", lambda x: x, 1.0, binary=True),
    Effect("duration", lambda h: np.log(np.clip(h, 0.25, 8.0)), MARATHON_HOURS),
    Effect("distance_spike", _ratio, 1.0),
    Effect("weekly_build", _ratio, 1.0),
    Effect("descent", _above_zero(3000.0, 100.0), MARATHON_DESCENT),
    Effect("effort_above_ability", _above_zero(20.0), 0.0, shared_error=True),
    Effect("surges", _above_zero(60.0, 10.0), 0.0, shared_error=True),
    Effect("recovery", lambda h: np.clip(REST - h, 0.0, REST) / 24, REST),
    Effect("days_since_last_cramp", lambda d: np.clip(WEEK - d, 0.0, WEEK) / WEEK, WEEK),
    Effect("abrupt_stop", lambda x: x, 0.6),
    Effect("heat", _above_zero(15.0), 0.0),
    Effect("fluid_deficit", _above_zero(6.0), 2.5),
    Effect("sodium_deficit", _above_zero(10.0), 2.5),
    Effect("carbohydrate_before_gap", _above_zero(1.0), 0.2),
    Effect("carbohydrate_gap", _above_zero(90.0, 30.0), 30.0),
    Effect("drop_change", _above_zero(12.0, 10.0), 0.0),
    Effect("new_shoes", lambda x: x, 0.1),
    Effect("forefoot_load", lambda x: x, 0.2),
    Effect("step_rate_change", lambda percent: np.clip(percent, -15.0, 15.0), 0.0),
    Effect("sudden_movement", lambda x: x, 0.1),
    Effect("warm_up", _above_zero(20.0, 10.0), 5.0),
    Effect("cool_down", _above_zero(20.0, 10.0), 2.0),
    Effect("stretching", _above_zero(20.0, 5.0), 3.0),
    Effect("strength_training", _above_zero(2.0, 2.0), 0.8),
    Effect("sleep_short", _above_zero(5.0), 0.5),
    Effect("recent_illness", lambda x: x, 0.05),
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the runner that shifts the intercept: 1, 0, or NaN where untold."""

    name: str
    muscles: frozenset[Muscle] = EVERY_MUSCLE  # it can touch; elsewhere its effect is 0

    def touches(self, muscle: Muscle | None) -> bool:
        """Whether it can have to do with a cramp of this muscle; None is any muscle."""
        return muscle is None or muscle in self.muscles


CALF = frozenset({Muscle.CALF, Muscle.SOLEUS, Muscle.SEVERAL})
NOVICE = 2.0  # years of running, below it a novice; a judgement, studies compare means
OLDER = 40.0  # years of age, from which studies of entrants call a runner older

FACTS: tuple[Fact, ...] = (
    Fact("cramped_before"),
    Fact("sex"),
    Fact("chronic_diseases"),
    Fact("injury_last_12_months"),
    Fact("family_history"),
    Fact("years_running"),
    Fact("age"),
    Fact("calf_strain_history", CALF),
    Fact("low_back_pain"),
)

NAMES = ("intercept", *(e.exposure for e in EFFECTS), *(f.name for f in FACTS))
