"""One number for each run of a history: from its summary, its check-in, or the calendar."""

from __future__ import annotations

import numpy as np

from uncramp.history.history import History
from uncramp.terms.columns import Column
from uncramp.terms.instants import DAY


def column(history: History, name: str) -> Column:
    """One field of every run's summary, (n_runs,), NaN where missing."""
    return history.once(("summary", name), lambda: _summed_up(history, name))


def _summed_up(history: History, name: str) -> Column:
    found = (getattr(run.summary, name) for run in history.runs)
    return np.array([np.nan if value is None else value for value in found], dtype=float)


def told(history: History, name: str) -> Column:
    """One answer of every run's check-in, (n_runs,), yes as 1 and no as 0, NaN where untold."""
    return history.once(("check-in", name), lambda: _answered(history, name))


def _answered(history: History, name: str) -> Column:
    found = (getattr(run.check_in, name) for run in history.runs)
    return np.array([np.nan if value is None else value for value in found], dtype=float)


def remembered(history: History, names: frozenset[str]) -> np.ndarray:
    """Runs in whose check-in any of `names` was answered after a cramp, (n_runs,) of bool."""
    return np.array(
        [
            run.check_in_after_cramp
            and any(getattr(run.check_in, name) is not None for name in names)
            for run in history.runs
        ],
        dtype=bool,
    )


def starts(history: History) -> Column:
    """Days since 1970 of each run's start, (n_runs,), NaN without a clock."""
    return history.once("start", lambda: _days(history))


def _days(history: History) -> Column:
    found = (run.summary.started_at for run in history.runs)
    seconds = [np.nan if at is None else at.timestamp() for at in found]
    return np.array(seconds) / DAY.total_seconds()


def hours(history: History) -> Column:
    """Hours from start to end of each run, (n_runs,), NaN without a clock."""
    long = column(history, "duration") / 3600
    return np.where(long > 0, long, np.nan)


def speed(history: History) -> Column:
    """Mean grade-adjusted m/s while moving, (n_runs,), NaN where unknown."""
    time, distance = column(history, "moving_time"), column(history, "graded_distance")
    return np.divide(distance, time, out=np.full_like(time, np.nan), where=time > 0)
