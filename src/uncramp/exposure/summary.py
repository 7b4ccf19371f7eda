"""The streams of a run, read once and boiled down to what the exposures need.

Streams are large and read at import; everything later (usual values, ability, spikes)
works on the `RunSummary` made here, so that asking about a season costs no decoding.
"""

from __future__ import annotations

import numpy as np

from uncramp.activity.activity import Activity, Column
from uncramp.exposure.fade import late_fade
from uncramp.exposure.pace import LONGEST, Pace, moving_average, pace
from uncramp.history.run import BestEffort, RunSummary

EDITION = "1"

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
CLIMB_STEP = 10  # s between the altitudes that are compared
CLIMB_NOISE = 3.0  # m; a rise or fall smaller than this is barometer or GPS noise


def summarise(activity: Activity, *, until: float | None = None) -> RunSummary:
    """What is kept of a run.

    Parameters
    ----------
    until : s of elapsed time
        For a cramp during the run: leave out what came later.
    """
    seconds = pace(activity, until=until)
    return RunSummary(
        edition=EDITION,
        started_at=activity.started_at,
        sport=activity.sport,
        sub_sport=activity.sub_sport,
        device=activity.device,
        duration=_duration(activity, until),
        heart_rate=_mean(activity, activity.columns.heart_rate, until),
        temperature=_mean(activity, activity.columns.temperature, until),
        **_climbing(activity, until),
        **(_paced(seconds) if seconds else _unpaced()),
    )


def _paced(seconds: Pace) -> dict[str, object]:
    fade = late_fade(seconds)
    return {
        "moving_time": float(seconds.moving.sum()),
        "distance": float(seconds.speed.sum()),
        "graded_distance": float(seconds.graded_speed.sum()),
        "late_fade": fade.percent if fade else None,
        "late_fade_sd": fade.sd if fade else None,
        "best_efforts": best_efforts(seconds),
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


def _duration(activity: Activity, until: float | None) -> float:
    time = activity.columns.time[np.isfinite(activity.columns.time)]
    elapsed = float(time[-1] - time[0]) if time.size else 0.0
    return elapsed if until is None else min(elapsed, until)


def _mean(activity: Activity, column: Column, until: float | None) -> float | None:
    known = np.isfinite(column)
    if until is not None:
        known &= activity.columns.time <= until
    return float(column[known].mean()) if known.any() else None


def _climbing(activity: Activity, until: float | None) -> dict[str, float | None]:
    time, altitude = activity.columns.time, activity.columns.altitude
    known = np.isfinite(time) & np.isfinite(altitude)
    if until is not None:
        known &= time <= until
    if known.sum() < 2 or np.ptp(time[known]) > LONGEST:
        return {"ascent": None, "descent": None}
    clock = np.arange(time[known][0], time[known][-1] + 1, CLIMB_STEP)
    level = moving_average(np.interp(clock, time[known], altitude[known]), 1)
    up, down = climbed(level)
    return {"ascent": up, "descent": down}


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
