"""Heat: the wet-bulb globe temperature of a run against what the runner is used to."""

from __future__ import annotations

import numpy as np

from uncramp.exposure.columns import starts
from uncramp.exposure.lately import Window
from uncramp.exposure.measured import Measured
from uncramp.exposure.row import Exposure, Group, Kind
from uncramp.exposure.warmth import Warmth, warmth
from uncramp.history.history import History
from uncramp.terms.columns import Column
from uncramp.terms.sentences import sentence

COOL = 12.0  # °C WBGT; below it nobody runs hot, and it is the model's reference
LATELY = 14.0  # days over which a runner gets used to heat
FEWEST = 3  # runs with a temperature before "used to" is the runner's own
ACCLIMATISED, ACCLIMATISED_SD = 22.0, 2.0  # °C WBGT somebody who says so is used to; a judgement


def heat(history: History) -> Measured:
    """°C WBGT above what the runner is used to, itself never taken below 12 °C.

    By Liljegren 2008 where a weather history knows sun and wind; by shade at night and
    indoors; else by the simple formula and the height of the sun. Used to is the mean over the
    runs of the last 14 days.
    """
    here = warmth(history)
    usually, usually_sd = used_to(history, here)
    said = sentence("The temperature is unknown: the watch recorded none and none was told.")
    return Measured.of(
        here.value - usually,
        sd=np.hypot(here.sd, usually_sd),
        expected=(np.array(0.0), np.array(4.0)),
        missing=said,
        notes=here.notes,
    )


def used_to(history: History, here: Warmth) -> tuple[Column, Column]:
    """°C WBGT each runner was used to when they set out, and its error, (n_runs,)."""
    window = Window.of(starts(history), LATELY)
    lately = window.mean(here.value, fewest=FEWEST)
    runs = np.maximum(window.total(np.isfinite(here.value).astype(float)), 1)
    error = window.mean(here.sd) / np.sqrt(runs)
    says = bool(history.runner.acclimatised)
    least, least_sd = (ACCLIMATISED, ACCLIMATISED_SD) if says else (COOL, 0.0)
    own = lately > least  # False where it is unknown
    return np.where(own, lately, least), np.where(own, error, least_sd)


ROWS = (
    Exposure(
        "heat",
        "°C",
        sentence("heat beyond what you are used to"),
        Kind.FACTOR,
        Group.CHANGE,
        heat,
        (-20, 15),
        "doi:10.4085/1062-6050-51.8.08",
        digits=1,
        question=sentence("How warm was it, in degrees?"),
        question_key="temperature",
    ),
)
