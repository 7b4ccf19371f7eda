"""What kind of run it was: a race, a long run, or an easy one.

"Usual" only means something against runs of the same kind: a long run is always longer
than the usual easy one, and that is no news.
"""

from __future__ import annotations

import numpy as np

from uncramp.activity.activity import Column
from uncramp.history.history import History
from uncramp.history.run import Run

EASY, LONG, RACE = 0, 1, 2

LONG_RUN = 95 * 60  # s
HALF, MARATHON = 21_097.5, 42_195.0  # m
SHORT_RACES = (5_000.0, 10_000.0)  # m
RACE_TOLERANCE = 0.02
ULTRA = 45_000.0  # m


def race_probability(run: Run) -> float:
    """How likely a run was a race when nobody said, from its distance alone.

    A judgement, stated in the design: .9 within 2 % of a half or full marathon and for
    ultras, .3 at 5 or 10 km, .03 otherwise.
    """
    distance = run.summary.distance
    if distance is None:
        return 0.03
    if distance >= ULTRA or _near(distance, HALF) or _near(distance, MARATHON):
        return 0.9
    return 0.3 if any(_near(distance, d) for d in SHORT_RACES) else 0.03


def _near(distance: float, course: float) -> bool:
    return abs(distance - course) <= RACE_TOLERANCE * course


def kind_of_run(run: Run) -> int:
    """`RACE` where told or likely, else `LONG` from 95 minutes, else `EASY`."""
    told = run.check_in.race
    if told or (told is None and race_probability(run) > 0.5):
        return RACE
    return LONG if run.summary.duration >= LONG_RUN else EASY


def kinds(history: History) -> np.ndarray:
    """The kind of each run, (n_runs,) of int."""
    return np.array([kind_of_run(run) for run in history.runs])


def by_kind(kinds: np.ndarray, easy: float, long: float, race: float) -> Column:
    """A column with one number for each kind of run."""
    numbers: Column = np.array([easy, long, race])[kinds]
    return numbers
