"""A planned cool-down at the end of a run, so that easing off is not read as fading.

A runner who fades slows against their will: bit by bit, the heart as fast as before. One
who cools down slows at a stroke, on purpose, and the heart comes down with it, or they
press the lap button first.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from uncramp.activity.activity import Activity, Lap
from uncramp.exposure.pace import Pace
from uncramp.terms.columns import Column

SHORTEST, LONGEST = 2 * 60, 20 * 60  # s of moving time
BEFORE = 10 * 60  # s of moving time it is compared with
SLOWER = 0.20  # of the speed before; all of these are judgements
AT_A_STROKE = 0.6  # of the change happens from the minute before to the minute after
HEART_FALLS = 0.10  # of the rate before, over the second half of the cool-down
EDGE = 30  # s; where two levels fit best at the very edge, no two levels fit
NEAR = 30.0  # s between the change of speed and the press of the button
SAME_LENGTH = 0.02  # laps this alike were closed by the watch


def cool_down_start(
    pace: Pace, *, heart_rate: Column | None = None, presses: Sequence[float] = ()
) -> int:
    """The second at which a planned cool-down begins; the number of seconds where none does.

    Parameters
    ----------
    heart_rate : (n_seconds,), beats/min
    presses : s since the first sample
        When the runner pressed the lap button, as `pressed_laps` tells.

    Notes
    -----
    Recognised where the last 2 to 20 min of moving time are at least a fifth slower than
    the 10 min before, most of the change falls into one minute, and either the button was
    pressed within 30 s of it or the heart rate fell by a tenth. Without a button and
    without a heart rate nothing is a cool-down: a cramp slows at a stroke too. Who cramps
    and then walks home with a calm heart looks the same: so a cramp told of during the run
    is read only until its minute.
    """
    seconds = np.flatnonzero(pace.moving)
    speed = pace.graded_speed[seconds]
    none = pace.moving.size
    if speed.size < BEFORE + LONGEST:
        return none
    split = _split(speed[-(BEFORE + LONGEST) :]) + speed.size - (BEFORE + LONGEST)
    at = int(seconds[split])
    if not _slower_at_a_stroke(speed, split):
        return none
    pressed = any(abs(press - pace.time[at]) <= NEAR for press in presses)
    if pressed or (heart_rate is not None and _heart_falls(heart_rate[seconds], split)):
        return at
    return none


def _split(speed: Column) -> int:
    """Where two levels fit best; the second has `SHORTEST` to `LONGEST` seconds."""
    total = np.r_[0.0, np.cumsum(speed)]
    at = np.arange(BEFORE, speed.size - SHORTEST)
    early, late = total[at] / at, (total[-1] - total[at]) / (speed.size - at)
    return int(at[np.argmax(at * early**2 + (speed.size - at) * late**2)])


def _slower_at_a_stroke(speed: Column, split: int) -> bool:
    before, after = speed[split - BEFORE : split].mean(), speed[split:].mean()
    around = speed[split - 60 : split].mean() - speed[split : split + 60].mean()
    change = before - after
    if speed.size - split > LONGEST - EDGE:
        return False
    return bool(change >= SLOWER * before and around >= AT_A_STROKE * change)


def _heart_falls(rate: Column, split: int) -> bool:
    before, late = rate[split - BEFORE : split].mean(), rate[(split + rate.size) // 2 :].mean()
    return bool(late <= (1 - HEART_FALLS) * before)


def pressed_laps(activity: Activity) -> tuple[float, ...]:
    """When the runner pressed the lap button, s since the first sample.

    Laps the watch closes by itself are equally long: the end of one of those is no press, nor
    is the end of the run.
    """
    laps = activity.laps
    usual = _usual_length(laps)
    return tuple(after.start for lap, after in pairwise(laps) if not _alike(lap.distance, usual))


def _usual_length(laps: Sequence[Lap]) -> float:
    """Metres the watch closes a lap after; NaN where the laps are not alike."""
    lengths = np.array([lap.distance for lap in laps[:-1]])
    known = lengths[np.isfinite(lengths)]
    if known.size < 3:
        return float("nan")
    middle = float(np.median(known))
    alike = np.abs(known - middle) <= SAME_LENGTH * middle
    return middle if alike.mean() > 0.5 else float("nan")


def _alike(length: float, usual: float) -> bool:
    return abs(length - usual) <= SAME_LENGTH * usual  # False where either is NaN
