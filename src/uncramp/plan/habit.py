"""What this runner really does, so that a plan can ask for one step and not for a leap.

Somebody who has never drunk more than 400 ml/h will not drink 800 on the day, and a stomach
that has never met 60 g of carbohydrate an hour sends it back. The next plan starts from
what was kept of the earlier ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uncramp.exposure.columns import hours, told
from uncramp.history.history import History
from uncramp.terms.columns import Column

FEWEST = 2  # runs with an answer before it is a habit
SHORTEST = 1.0  # h; in shorter runs nobody drinks or eats as in a long one
STEP_DRINK = 0.15  # L/h more than ever before in one go; a judgement
STEP_CARBOHYDRATE = 20.0  # g/h; a judgement


@dataclass(frozen=True, slots=True)
class Habit:
    """``drinks`` L/h and ``eats`` g/h of carbohydrate on a middling long run, ``most_drunk`` and
    ``most_eaten`` the most there ever was; None where too few runs were answered.

    ``over_cap`` is by how many % the last pace cap was exceeded, 0 where it was kept.
    """

    drinks: float | None = None
    most_drunk: float | None = None
    eats: float | None = None
    most_eaten: float | None = None
    over_cap: float = 0.0

    def next_drink(self, ideal: float) -> float:
        """L/h on the way to `ideal`: no more than one step above the most there ever was."""
        return ideal if self.most_drunk is None else min(ideal, self.most_drunk + STEP_DRINK)

    def next_carbohydrate(self, ideal: float) -> float:
        """g/h on the way to `ideal`, one step at a time."""
        return ideal if self.most_eaten is None else min(ideal, self.most_eaten + STEP_CARBOHYDRATE)


def habit(history: History, at: int) -> Habit:
    """What was told of the long runs before run `at`."""
    long = hours(history)
    before = (np.arange(long.size) < at) & (long >= SHORTEST)
    drinks, most_drunk = _usual_and_most(told(history, "fluid") / long, before)
    eats, most_eaten = _usual_and_most(told(history, "carbohydrate") / long, before)
    return Habit(drinks, most_drunk, eats, most_eaten)


def _usual_and_most(rate: Column, before: np.ndarray) -> tuple[float | None, float | None]:
    known = rate[before & np.isfinite(rate)]
    if known.size < FEWEST:
        return None, None
    return float(np.median(known)), float(known.max())
