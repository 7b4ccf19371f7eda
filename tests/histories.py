"""Histories for tests of exposures: runs by day, distance and speed."""

import datetime as dt

from uncramp.history.check_in import CheckIn
from uncramp.history.history import History
from uncramp.history.run import BestEffort, Run, RunSummary
from uncramp.history.runner import Runner

DAY_ZERO = dt.datetime(2026, 1, 5, 8, tzinfo=dt.UTC)


def run(day, km, speed=3.0, *, check_in=None, label=None, **more):
    seconds = 1000 * km / speed
    summary = {
        "edition": "1",
        "started_at": None if day is None else DAY_ZERO + dt.timedelta(days=day),
        "sport": "running",
        "sub_sport": "",
        "device": "",
        "duration": seconds,
        "moving_time": seconds,
        "distance": 1000 * km,
        "graded_distance": 1000 * km,
        "ascent": None,
        "descent": None,
        "late_fade": None,
        "late_fade_sd": None,
        "heart_rate": None,
        "temperature": None,
        "best_efforts": tuple(
            BestEffort(distance=d, time=d / speed) for d in (1000, 5000) if d <= 1000 * km
        ),
    } | more
    made = Run(RunSummary(**summary), CheckIn(**(check_in or {})))
    return made if label is None else Run(made.summary, made.check_in, label)


def history(*runs, **runner):
    return History.of(Runner(**runner), runs)
