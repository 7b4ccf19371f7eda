"""Runs that benchmarks make for themselves, as FIT files."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np

from uncramp.activity import fit_writer
from uncramp.activity.activity import Activity, Columns

LAST = datetime(2026, 11, 1, 7, tzinfo=UTC)


def easy_run(day: int, seconds: int, dice: np.random.Generator) -> bytes:
    """`day` days before the last one, with hills and wandering speed, a sample a second."""
    clock = np.arange(seconds + 1.0)
    speed = 3 + 0.2 * np.sin(clock / (200 + day % 50)) + dice.normal(0, 0.05, clock.size)
    distance = np.cumsum(speed) - speed[0]
    columns = Columns.of(
        clock.size,
        time=clock,
        distance=distance,
        speed=speed,
        altitude=500 + 20 * np.sin(distance / 700),
        heart_rate=np.round(145 + 5 * np.sin(clock / 300) + dice.normal(0, 1, clock.size)),
        step_rate=np.full(clock.size, 168.0),
        temperature=np.full(clock.size, 14.0),
        latitude=46.9 + distance / 3e6,
        longitude=7.4 + distance / 3e6,
    )
    return fit_writer.write(Activity("running", "", LAST - timedelta(days=day), columns))
