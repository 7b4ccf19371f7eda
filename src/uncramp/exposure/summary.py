"""The streams of a run, read once and boiled down to what the exposures need.

Streams are large and read at import; everything later (usual values, ability, spikes)
works on the `RunSummary` made here, so that asking about a season costs no decoding.
"""

from __future__ import annotations

import numpy as np

from uncramp.activity.activity import Activity
from uncramp.exposure.climbing import Climb, climb, eccentric_descent
from uncramp.exposure.cool_down import cool_down_start, pressed_laps
from uncramp.exposure.fade import heart_rate_drift, late_fade
from uncramp.exposure.pace import Pace, moving_average, on_clock, pace
from uncramp.exposure.route import mean_altitude, route
from uncramp.exposure.stride import (
    balance_drift,
    ground_contact_time,
    step_rate,
    vertical_oscillation,
)
from uncramp.history.run import BestEffort, RunSummary
from uncramp.terms.columns import Column

EDITION = "3"

BEST_DISTANCES = (
    400,
    800,
    1000,
    1609.344,
    3000,
    5000,
    10_000,
    15_000,
    21_097.5,
    30_000,
    42_195,
)
SPEED_BAND = 0.1  # m/s of each entry of `time_at_speed`
SURGE = 15  # s each side over which a speed counts as held
FINISH = 60  # s at the end


def summarise(activity: Activity, *, until: float | None = None) -> RunSummary:
    """What is kept of a run.

    Parameters
    ----------
    until : s of elapsed time
        For a cramp during the run: leave out what came later.
    """
    seconds = pace(activity, until=until)
    hills = climb(activity, until)
    duration = _duration(activity, until)
    way = route(activity, duration)
    return RunSummary(
        edition=EDITION,
        started_at=activity.started_at,
        sport=activity.sport,
        sub_sport=activity.sub_sport,
        device=activity.device,
        duration=duration,
        heart_rate=_mean(activity, activity.columns.heart_rate, until),
        temperature=_mean(activity, activity.columns.temperature, until),
        ascent=hills.ascent,
        descent=hills.descent,
        sun=way.sun(duration / 2) if way else None,
        altitude=mean_altitude(activity, duration),
        hours=way.hours(duration) if way else (),
        **(_paced(activity, seconds, hills, cut=until is not None) if seconds else _unpaced()),
    )


def _paced(activity: Activity, seconds: Pace, hills: Climb, *, cut: bool) -> dict[str, object]:
    columns = activity.columns
    rate = on_clock(columns, columns.heart_rate, seconds.time)
    end = cool_down_start(seconds, heart_rate=rate, presses=pressed_laps(activity))
    fade = late_fade(seconds, end=end)
    drift = heart_rate_drift(seconds, rate, end=end)
    balance = balance_drift(columns, seconds)
    return {
        "moving_time": float(seconds.moving.sum()),
        "distance": float(seconds.speed.sum()),
        "graded_distance": float(seconds.graded_speed.sum()),
        "late_fade": fade.percent if fade else None,
        "late_fade_sd": fade.sd if fade else None,
        "best_efforts": best_efforts(seconds),
        "time_at_speed": time_at_speed(seconds),
        "eccentric_descent": eccentric_descent(seconds, hills.descent),
        "cool_down": float(seconds.moving[end:].sum()),
        "finishing_speed": None if cut else finishing_speed(seconds),
        "heart_rate_drift": drift.percent if drift else None,
        "heart_rate_drift_sd": drift.sd if drift else None,
        "step_rate": step_rate(columns, seconds),
        "ground_contact_time": ground_contact_time(columns, seconds),
        "vertical_oscillation": vertical_oscillation(columns, seconds),
        "balance_drift": balance.percent if balance else None,
        "balance_drift_sd": balance.sd if balance else None,
    }


def _unpaced() -> dict[str, object]:
    names = ("moving_time", "distance", "graded_distance", "late_fade", "late_fade_sd")
    return dict.fromkeys(names)


def best_efforts(seconds: Pace) -> tuple[BestEffort, ...]:
    """The least time over each distance, on the flat, with the standing time in it."""
    covered = np.r_[0.0, np.cumsum(seconds.graded_speed)]
    found = ((d, _least_time(covered, d)) for d in BEST_DISTANCES if covered[-1] >= d)
    return tuple(BestEffort(distance=d, time=t) for d, t in found if t)


def _least_time(covered: Column, distance: float) -> float:
    """Seconds of the fastest stretch of `distance`; `covered` is cumulative, each second."""
    last = np.searchsorted(covered, covered[-1] - distance, side="right")
    starts = np.arange(last)
    ends = np.interp(covered[:last] + distance, covered, np.arange(covered.size))
    return float((ends - starts).min())


def time_at_speed(seconds: Pace) -> tuple[int, ...]:
    """Seconds moving at each tenth of a m/s, grade-adjusted and held for half a minute."""
    held = moving_average(seconds.graded_speed, SURGE)[seconds.moving]
    return tuple(np.bincount((held / SPEED_BAND).astype(int)).tolist())


def finishing_speed(seconds: Pace) -> float | None:
    """Speed of the last minute of moving over that of the whole run, grade-adjusted."""
    speed = seconds.graded_speed[seconds.moving]
    return float(speed[-FINISH:].mean() / speed.mean()) if speed.size >= 2 * FINISH else None


def _duration(activity: Activity, until: float | None) -> float:
    time = activity.columns.time[np.isfinite(activity.columns.time)]
    elapsed = float(time[-1] - time[0]) if time.size else 0.0
    return elapsed if until is None else min(elapsed, until)


def _mean(activity: Activity, column: Column, until: float | None) -> float | None:
    known = np.isfinite(column)
    if until is not None:
        known &= activity.columns.time <= until
    return float(column[known].mean()) if known.any() else None
