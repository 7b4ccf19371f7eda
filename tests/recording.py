"""Runs of our own making, for tests that need a recording."""

from __future__ import annotations

import datetime as dt

import numpy as np

from uncramp.activity.activity import Activity, Columns

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def recorded(
    speed, *, started_at=NOW - dt.timedelta(days=2), sport="running", **columns
) -> Activity:
    """An activity with one sample a second at these speeds in m/s; more columns by name."""
    speed = np.asarray(speed, dtype=float)
    time = np.arange(speed.size + 1.0)
    distance = np.r_[0.0, np.cumsum(speed)]
    given = {
        name: np.broadcast_to(np.asarray(c, dtype=float), time.shape) for name, c in columns.items()
    }
    return Activity(
        sport, "", started_at, Columns.of(time.size, time=time, distance=distance, **given)
    )
