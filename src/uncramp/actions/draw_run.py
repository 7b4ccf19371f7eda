"""Draw a run: the few series a page plots, thinned to what a screen can show."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uncramp.activity.activity import Activity
from uncramp.exposure.pace import moving_average, pace
from uncramp.history.episode import Episode
from uncramp.terms.columns import Column
from uncramp.terms.muscles import Onset

MOST_POINTS = 300
SMOOTHED = 15  # s each side


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Columns of equal length; ``cramp`` is the minute it is marked at."""

    minutes: Column
    pace: Column  # min/km, NaN while standing
    heart_rate: Column  # beats/min, NaN where missing
    cramp: float | None


def draw_run(activity: Activity, episode: Episode) -> Drawn | None:
    """Pace and heart rate over the run; None where it has no distance over time."""
    seconds = pace(activity)
    if seconds is None:
        return None
    at = np.unique(np.linspace(0, seconds.speed.size - 1, MOST_POINTS).astype(int))
    speed = moving_average(seconds.speed, SMOOTHED)[at]
    moving = seconds.moving[at]
    minutes_per_km = np.divide(1000 / 60, speed, out=np.full(at.size, np.nan), where=moving)
    rate = _at(activity, activity.columns.heart_rate, at)
    return Drawn(at / 60, minutes_per_km, rate, _cramp_minute(episode, float(at[-1]) / 60))


def _at(activity: Activity, column: Column, seconds: Column) -> Column:
    time = activity.columns.time
    known = np.isfinite(column) & np.isfinite(time)
    if not known.any():
        return np.full(seconds.size, np.nan)
    found: Column = np.interp(seconds + time[known][0], time[known], column[known])
    return found


def _cramp_minute(episode: Episode, end: float) -> float | None:
    """In the run where told, else at its end; a night cramp is not on this chart."""
    if episode.onset == Onset.NIGHT:
        return None
    return end if episode.minute is None else min(episode.minute, end)
