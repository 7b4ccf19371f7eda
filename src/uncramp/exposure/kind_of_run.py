"""What kind of run it was: a race, a long run, a workout, or an easy one.

"Usual" only means something against runs of the same kind: a long run is always longer
than the usual easy one, and that is no news.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

import numpy as np

from uncramp.history.history import History
from uncramp.history.run import Run, RunSummary
from uncramp.terms.columns import Column

EASY, LONG, RACE, WORKOUT = 0, 1, 2, 3

LONG_RUN = 95 * 60  # s
HALF, MARATHON = 21_097.5, 42_195.0  # m
SHORT_RACES = (5_000.0, 10_000.0)  # m
RACE_TOLERANCE = 0.02
ULTRA = 45_000.0  # m
HARD = 7  # of 10; an effort told this high is no easy run
FAST_PART, FASTER = 0.85, 1.15  # intervals: a sixth of the time a seventh faster; a judgement
RUNNING = 22  # tenths of a m/s; where half the time is slower, the rest is no interval
HILLY = 0.02  # m of climb for each m; hills spread the speeds as intervals do


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
    """`RACE` where told or likely, `LONG` from 95 minutes, `WORKOUT` if hard, else `EASY`."""
    raced = run.check_in.race
    if raced or (raced is None and race_probability(run) > 0.5):
        return RACE
    if run.summary.duration >= LONG_RUN:
        return LONG
    effort = run.check_in.effort
    hard = effort >= HARD if effort is not None else _intervals(run.summary)
    return WORKOUT if hard else EASY


def _intervals(summary: RunSummary) -> bool:
    """Whether a good part was run much faster than the middle of it, on fairly flat ground."""
    seconds = summary.time_at_speed
    if not seconds or (summary.ascent or 0.0) > HILLY * (summary.distance or 0.0):
        return False
    so_far = list(accumulate(seconds))  # a few dozen bins: an array would cost ten times that
    middle, fast = (bisect_left(so_far, part * so_far[-1]) + 0.5 for part in (0.5, FAST_PART))
    return middle >= RUNNING and fast >= FASTER * middle


def kinds(history: History) -> np.ndarray:
    """The kind of each run, (n_runs,) of int."""
    return history.once("kind", lambda: np.array([kind_of_run(run) for run in history.runs]))


def by_kind(
    kinds: np.ndarray, *, easy: float, long: float, race: float, workout: float | None = None
) -> Column:
    """A column with one number for each kind of run; a workout's is the easy run's if untold."""
    numbers: Column = np.array([easy, long, race, easy if workout is None else workout])[kinds]
    return numbers
