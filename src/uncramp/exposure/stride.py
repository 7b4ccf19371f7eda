"""What a watch tells of each step: how many, how long on the ground, on which foot."""

from __future__ import annotations

import numpy as np

from uncramp.activity.activity import Columns
from uncramp.exposure.fade import BLOCK, SETTLED, Change
from uncramp.exposure.pace import Pace, on_clock
from uncramp.terms.columns import Column

SLOWEST_STEPS = 120.0  # steps/min; slower is walking
CONTACT = (100.0, 400.0)  # ms; what running looks like
OSCILLATION = (20.0, 200.0)  # mm; beyond it is a slip of the sensor
SHORTEST = 20 * 60  # s of moving time after settling


def step_rate(columns: Columns, pace: Pace) -> float | None:
    """Steps/min of both feet, the mean while running; None without a sensor."""
    steps = on_clock(columns, columns.step_rate, pace.time)
    if steps is None:
        return None
    running = pace.moving & (steps >= SLOWEST_STEPS)
    return float(steps[running].mean()) if running.any() else None


def ground_contact_time(columns: Columns, pace: Pace) -> float | None:
    """Milliseconds a foot is on the ground, the mean while running; None without a sensor."""
    return _mean_within(columns, columns.ground_contact_time, pace, CONTACT)


def vertical_oscillation(columns: Columns, pace: Pace) -> float | None:
    """Millimetres the body rises and falls a step, the mean while running; None without a sensor.

    It is kept and shown, and nothing rests on it: no study was found that reads from it how
    the foot lands.
    """
    return _mean_within(columns, columns.vertical_oscillation, pace, OSCILLATION)


def _mean_within(
    columns: Columns, column: Column, pace: Pace, limits: tuple[float, float]
) -> float | None:
    """The mean while moving of what lies within `limits`; None without a sensor."""
    values = on_clock(columns, column, pace.time)
    if values is None:
        return None
    running = pace.moving & (values >= limits[0]) & (values <= limits[1])
    return float(values[running].mean()) if running.any() else None


def balance_drift(columns: Columns, pace: Pace) -> Change | None:
    """Points of contact time that moved from one foot to the other, late against early.

    The last third of the moving time after minute 10 against the first; never negative.
    """
    left = on_clock(columns, columns.ground_contact_balance, pace.time)
    rows = np.flatnonzero(pace.at_speed)[SETTLED:]
    if left is None or rows.size < SHORTEST:
        return None
    third = rows.size // 3
    early, late = left[rows[:third]], left[rows[-third:]]
    n_blocks = third // BLOCK
    blocks = [p[: n_blocks * BLOCK].reshape(n_blocks, BLOCK).mean(axis=1) for p in (early, late)]
    error = np.hypot(*(b.std(ddof=1) / np.sqrt(n_blocks) for b in blocks))
    return Change(float(abs(late.mean() - early.mean())), float(error))
