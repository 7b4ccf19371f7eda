"""Exposures of load: racing, how long, how much further than lately, how much downhill."""

from __future__ import annotations

import numpy as np

from uncramp.activity.activity import Column
from uncramp.exposure.kind_of_run import by_kind, kinds, race_probability
from uncramp.exposure.measured import Measured
from uncramp.history.history import History
from uncramp.terms.instants import DAY
from uncramp.terms.sentences import sentence

LATELY = 30  # days the longest run is looked for in
TYPICAL_DESCENT = 80.0  # m an hour, on rolling roads; a judgement, and its own spread


def column(history: History, name: str) -> Column:
    """One field of every run's summary, (n_runs,), NaN where missing."""
    found = (getattr(run.summary, name) for run in history.runs)
    return np.array([np.nan if value is None else value for value in found], dtype=float)


def starts(history: History) -> Column:
    """Days since 1970 of each run's start, (n_runs,), NaN without a clock."""
    found = (run.summary.started_at for run in history.runs)
    seconds = [np.nan if at is None else at.timestamp() for at in found]
    return np.array(seconds) / DAY.total_seconds()


def race(history: History) -> Measured:
    """Whether it was a race: 1 or 0 where told, otherwise how likely from the distance."""
    told = [run.check_in.race for run in history.runs]
    value = np.array([np.nan if race is None else float(race) for race in told])
    likely = np.array([race_probability(run) for run in history.runs])
    spread = np.sqrt(likely * (1 - likely))
    said = sentence("You have not said whether this was a race; its distance says how likely.")
    return Measured.of(value, sd=0.0, expected=(likely, spread), missing=said)


def duration(history: History) -> Measured:
    """Hours from start to end, standing included: muscles do not rest at a traffic light."""
    hours = column(history, "duration") / 3600
    value = np.where(hours > 0, hours, np.nan)
    said = sentence("The file has no clock, so how long it took is unknown.")
    return Measured.of(value, sd=0.0, expected=(np.array(1.0), np.array(0.5)), missing=said)


def distance_spike(history: History) -> Measured:
    """This distance over the longest run of the 30 days before.

    Source: Garmin-RUNSAFE 2025, doi:10.1136/bjsports-2024-109380 (injury, not cramp).
    """
    distance, day = column(history, "distance"), starts(history)
    longest = np.array([_longest_lately(distance, day, i) for i in range(day.size)])
    value = np.divide(distance, longest, out=np.full_like(day, np.nan), where=longest > 0)
    expected = by_kind(kinds(history), 0.6, 1.05, 1.0), np.array(0.25)
    said = sentence("No other run is known in the {days} days before it.", days=LATELY)
    return Measured.of(value, sd=0.02, expected=expected, missing=said)


def _longest_lately(distance: Column, day: Column, i: int) -> float:
    """Metres; 0 where no earlier run is known. Runs are in time order."""
    first = np.searchsorted(day[:i], day[i] - LATELY)
    lately = distance[first:i]
    return float(np.nanmax(lately, initial=0.0))


def descent(history: History) -> Measured:
    """Metres run downhill, where muscles brake while they lengthen."""
    hours = column(history, "duration") / 3600
    typical = TYPICAL_DESCENT * np.maximum(hours, 0.25)
    value = column(history, "descent")
    error = np.hypot(10.0, 0.1 * np.nan_to_num(value))  # m; barometer and GPS noise
    said = sentence("The file has no altitude, so the downhill metres are unknown.")
    return Measured.of(value, sd=error, expected=(typical, typical), missing=said)
