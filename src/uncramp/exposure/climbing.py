"""Metres up and down, and how much of going down the muscles had to brake.

Braking downhill is work done while a muscle lengthens, which damages it; so steep metres
down weigh more than gentle ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uncramp.activity.activity import Activity
from uncramp.exposure.pace import LONGEST, Pace, moving_average
from uncramp.terms.columns import Column

CLIMB_STEP = 10  # s between the altitudes that are compared
CLIMB_NOISE = 3.0  # m; a rise or fall smaller than this is barometer or GPS noise
ALL_BRAKING = 0.30  # grade below which running does hardly anything but brake
DOWNHILL = 0.02  # grade; gentler is within the noise of an altitude


@dataclass(frozen=True, slots=True)
class Climb:
    """Metres up and down; None where the altitude is unknown."""

    ascent: float | None
    descent: float | None


def climb(activity: Activity, until: float | None) -> Climb:
    """Metres up and down until `until` seconds of elapsed time."""
    time, altitude = activity.columns.time, activity.columns.altitude
    known = np.isfinite(time) & np.isfinite(altitude)
    if until is not None:
        known &= time <= until
    if known.sum() < 2 or np.ptp(time[known]) > LONGEST:
        return Climb(None, None)
    clock = np.arange(time[known][0], time[known][-1] + 1, CLIMB_STEP)
    level = moving_average(np.interp(clock, time[known], altitude[known]), 1)
    return Climb(*climbed(level))


def climbed(level: Column) -> tuple[float, float]:
    """Metres up and down, counting a turn only once it is larger than the noise.

    Parameters
    ----------
    level : (n_samples,), m
        Altitude, evenly sampled.
    """
    up = down = 0.0
    kept = level[0]
    for altitude in level.tolist():
        if altitude - kept >= CLIMB_NOISE:
            up, kept = up + altitude - kept, altitude
        elif kept - altitude >= CLIMB_NOISE:
            down, kept = down + kept - altitude, altitude
    return up, float(down)


def braking_weight(grade: Column) -> Column:
    """Share of the work on a slope that is braking, over the half it is on the flat.

    On the flat a runner brakes as much as they push; the pushing disappears towards -30 %
    (Minetti, Ardigò and Saibene 1994, doi:10.1242/jeb.195.1.211). Straight between: 1 on the
    flat, 2 from -30 % down.
    """
    return 1 + np.clip(-grade, 0.0, ALL_BRAKING) / ALL_BRAKING


def eccentric_descent(pace: Pace, descent: float | None) -> float | None:
    """Metres down, each weighted by `braking_weight` of its slope.

    The weight is the mean over the seconds downhill by metres lost in each; the metres are
    the noise-free `descent`, so that a wobbling altitude does not add up to a mountain.
    """
    if descent is None:
        return None
    lost = np.where(pace.grade < -DOWNHILL, -pace.grade * pace.speed, 0.0)
    if not lost.any():
        return descent
    return float(descent * (lost @ braking_weight(pace.grade)) / lost.sum())
