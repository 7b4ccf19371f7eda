"""Whether an activity is a run.

Where the file names a sport, its word decides. GPX often names none; then the speeds do:
over the half-minutes in motion, the faster quarter begins at no less than 2.0 m/s, above
which people run rather than walk (preferred transition 2.07 m/s: Hreljac 1993,
doi:10.1249/00005768-199310000-00012), and no more than one in twenty is faster than
6.0 m/s, since the marathon was never run faster than 5.9 m/s and bicycles are. Quarters
and twentieths, because trail runners walk uphill and places jump. A file that says "other"
counts only if its step rate, too, is that of running.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from uncramp.activity.activity import Activity
from uncramp.terms.columns import Column
from uncramp.terms.sentences import Amount, Sentence, sentence

RUNS: Final = frozenset(("running",))
TREADMILL: Final = frozenset(("treadmill", "indoor_running"))
MACHINES: Final = frozenset(("fitness_equipment", "training", "generic"))

SPORTS: Final[Mapping[str, Sentence]] = {  # those that fill a runner's week; others as they are
    "alpine_skiing": sentence("skiing"),
    "cross_country_skiing": sentence("cross-country skiing"),
    "cycling": sentence("cycling"),
    "fitness_equipment": sentence("training on a machine"),
    "hiking": sentence("hiking"),
    "rowing": sentence("rowing"),
    "swimming": sentence("swimming"),
    "tennis": sentence("tennis"),
    "training": sentence("a workout"),
    "walking": sentence("walking"),
    "yoga": sentence("yoga"),
}

HALF_MINUTE: Final = 30.0  # s
IN_MOTION: Final = 0.5  # m/s
WALK_TO_RUN: Final = 2.0  # m/s
SELDOM_FASTER: Final = 6.0  # m/s
FEWEST: Final = 4  # half-minutes in motion to judge by
RUNNING_STEPS: Final = (140.0, 210.0)  # steps/min, as a median in motion


def is_run(activity: Activity) -> bool:
    """Whether to treat it as a run; see the module for the rule."""
    return why_not_a_run(activity) is None


def why_not_a_run(activity: Activity) -> Sentence | None:
    """The reason, for the runner, why it is none; None for a run."""
    if activity.sport in RUNS:
        return None
    if activity.sport in MACHINES and activity.sub_sport in TREADMILL:
        return None
    if not activity.sport:
        return _why_speeds_do_not_fit(activity)
    if activity.sport == "generic" and not activity.sub_sport:
        return _why_other_is_no_run(activity)
    return sentence(
        "the file says that this is {sport}, not running. If it was a run, change the sport in "
        "the watch's app and export the file again.",
        sport=SPORTS.get(activity.sport) or activity.sport.replace("_", " "),
    )


def _why_other_is_no_run(activity: Activity) -> Sentence | None:
    if _has_running_steps(activity):
        return _why_speeds_do_not_fit(activity)
    return sentence(
        "the file calls its sport “other”, and there is no step rate in it that would show it to "
        "be running. If it was a run, set the sport in the watch's app and export the file again."
    )


def _why_speeds_do_not_fit(activity: Activity) -> Sentence | None:
    speeds = speeds_in_motion(activity)
    if speeds.size < FEWEST:
        return sentence(
            "the file does not name a sport, and without two minutes of movement with times it "
            "looks like a planned route. Choose the recording of the run itself."
        )
    quarter, twentieth = np.percentile(speeds, [75, 95]).tolist()
    if quarter >= WALK_TO_RUN and twentieth <= SELDOM_FASTER:
        return None
    return sentence(
        "the file does not name a sport, and the speeds are not those of running (a quarter of "
        "the time over {quarter}, a twentieth over {twentieth}). If it was a run, set the sport "
        "in the watch's app and export the file again.",
        quarter=Amount(quarter, "m/s", 1),
        twentieth=Amount(twentieth, "m/s", 1),
    )


def speeds_in_motion(activity: Activity) -> Column:
    """m/s over each half-minute of elapsed time in which the runner moved."""
    columns = activity.columns
    known = np.isfinite(columns.time) & np.isfinite(columns.distance)
    time, distance = columns.time[known], columns.distance[known]
    if time.size < 2 or time[-1] - time[0] > 1e6:
        return np.empty(0)
    edges = np.arange(time[0], time[-1] + 1, HALF_MINUTE)
    speeds: Column = np.diff(np.interp(edges, time, distance)) / HALF_MINUTE
    return speeds[speeds > IN_MOTION]


def _has_running_steps(activity: Activity) -> bool:
    steps = activity.columns.step_rate
    moving = steps[steps > 0]
    low, high = RUNNING_STEPS
    return bool(moving.size and low <= np.median(moving) <= high)
