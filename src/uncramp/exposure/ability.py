"""What pace a runner can hold, from their own recent bests, and how far a run went above it.

Running faster than one's preparation supports is the best-supported thing a runner can
change about cramps (Schwellnus 2011, doi:10.1136/bjsm.2010.078535), so effort is measured
against the runner, never against other people.
"""

from __future__ import annotations

import numpy as np

from uncramp.activity.activity import Column
from uncramp.exposure.kind_of_run import by_kind, kinds
from uncramp.exposure.load import column, starts
from uncramp.exposure.measured import Measured
from uncramp.history.history import History
from uncramp.history.run import BestEffort
from uncramp.terms.sentences import sentence

RECENT = 180.0  # days a best counts as recent
SHORTEST_BEST = 180.0  # s; shorter bests say little about endurance
SLOWING = 1 / 1.06 - 1  # Riegel 1981: time goes with distance to the 1.06
RACE_ERROR = 5.0  # %; how far off a prediction from a race at the same duration is
STRETCH_ERROR = 4.0  # % for each factor e between the best's duration and this one
FEW_RUNS_ERROR = 15.0  # % over the root of the runs known: training runs are seldom all-out


def effort_above_ability(history: History) -> Measured:
    """Grade-adjusted speed over what recent bests predict for that duration, in %.

    Bests are the least grade-adjusted times over 1 km to the marathon in the 180 days
    before, and those the runner told. Predicted with Riegel's power law (Athletic records
    and human endurance, American Scientist 1981;69:285-290); the errors are judgements
    around the 7.7 % that critical speed misses marathon pace by (Smyth and Muniz-Pumares
    2020, doi:10.1249/MSS.0000000000002412).
    """
    time = column(history, "moving_time")
    speed = np.divide(column(history, "graded_distance"), time, where=time > 0, out=time * np.nan)
    able, error = _ability(history, time)
    value = 100 * (speed / able - 1)
    expected = (
        by_kind(kinds(history), -20.0, -15.0, 0.0),
        by_kind(kinds(history), 8.0, 7.0, 4.0),
    )
    said = sentence("Your ability is unknown: tell a recent best, or give your earlier runs.")
    return Measured.of(value, sd=error, expected=expected, missing=said)


def _ability(history: History, time: Column) -> tuple[Column, Column]:
    """Speed each run could have been held at, m/s, and its error in %; NaN where unknown."""
    told = [(b.distance, b.time) for b in history.runner.recent_bests]
    bests = [_bests(run.summary.best_efforts) for run in history.runs]
    day = starts(history)
    able, error = np.full(day.size, np.nan), np.full(day.size, np.nan)
    for i in range(day.size):
        first = np.searchsorted(day[:i], day[i] - RECENT)
        known = [pair for run in bests[first:i] for pair in run] + told
        if known and time[i] > 0:
            able[i], error[i] = _predicted(np.array(known), time[i])
            runs = i - first + 4 * len(told)  # a told best is a race: worth several runs
            error[i] = np.hypot(error[i], FEW_RUNS_ERROR / np.sqrt(max(runs, 1)))
    return able, error


def _bests(efforts: tuple[BestEffort, ...]) -> list[tuple[float, float]]:
    return [(e.distance, e.time) for e in efforts if e.time >= SHORTEST_BEST]


def _predicted(bests: Column, time: float) -> tuple[float, float]:
    """Speed in m/s and error in % at `time`; `bests` is (n_bests, 2), metres and seconds."""
    stretch = np.log(time / bests[:, 1])
    speed = bests[:, 0] / bests[:, 1] * np.exp(SLOWING * stretch)
    best = int(speed.argmax())
    return speed[best], float(np.hypot(RACE_ERROR, STRETCH_ERROR * stretch[best]))
