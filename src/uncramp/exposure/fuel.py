"""Carbohydrate before and during a run, against what is recommended for its length.

No study of carbohydrate and cramp was found; a tired muscle is the reason it is asked. The
article's meal 90 minutes before lies within the 1 to 4 h that guidance names.
"""

from __future__ import annotations

import numpy as np

from uncramp.exposure.columns import hours, told
from uncramp.exposure.deficits import UNTOLD_MASS_SD
from uncramp.exposure.kind_of_run import by_kind, kinds
from uncramp.exposure.measured import Measured
from uncramp.exposure.row import Exposure, Group, Kind
from uncramp.exposure.weighing import mass
from uncramp.history.history import History
from uncramp.terms.columns import Column
from uncramp.terms.sentences import sentence

LEAST_BEFORE = 1.0  # g/kg; 1 to 4 g/kg 1 to 4 h before efforts over an hour, ACSM 2016
WINDOW = 60.0, 240.0  # min before the start
ONE_HOUR, LONG = 1.0, 2.5  # h
LEAST_DURING = 30.0  # g/h from 1 to 2.5 h, where ACSM 2016 has 30 to 60
MORE_DURING = 60.0  # g/h beyond, where it has "up to 90": from where the moderate end; ours
GRAMS_SD = 0.25  # of carbohydrate as people tell it
EDGE_SD = 0.15  # g/kg; the window has no sharp edge


def carbohydrate_before_gap(history: History) -> Measured:
    """g/kg of carbohydrate short of 1 g/kg in the 1 to 4 h before; 0 for runs up to an hour.

    Source: Thomas, Erdman and Burke 2016 (ACSM), doi:10.1249/MSS.0000000000000852.
    """
    when, grams = told(history, "meal_before"), told(history, "meal_carbohydrate")
    within = (when >= WINDOW[0]) & (when <= WINDOW[1])
    outside = np.isfinite(when) & ~within
    eaten = np.where(outside, 0.0, np.where(within, grams / mass(history), np.nan))
    short = hours(history) <= ONE_HOUR
    gap = np.where(short, 0.0, np.maximum(LEAST_BEFORE - eaten, 0.0))
    weight_sd = 0.0 if history.runner.mass else UNTOLD_MASS_SD
    error = np.hypot(EDGE_SD, np.hypot(GRAMS_SD, weight_sd) * np.nan_to_num(eaten))
    expected = _untold(history, easy=0.3, long=0.3, race=0.2), np.where(short, 0.0, 0.3)
    said = sentence("Needs when you last ate before the run and how much carbohydrate it held.")
    return Measured.of(gap, sd=np.where(short, 0.0, error), expected=expected, missing=said)


def needed(history: History) -> Column:
    """g/h of carbohydrate recommended at least, (n_runs,): 0 up to an hour, 30, then 60."""
    long = hours(history)
    beyond = np.where(long > LONG, MORE_DURING, LEAST_DURING)
    return np.where(np.isnan(long), np.nan, np.where(long > ONE_HOUR, beyond, 0.0))


def carbohydrate_gap(history: History) -> Measured:
    """g/h of carbohydrate short of what is recommended for the length; 0 up to an hour.

    Source: Thomas, Erdman and Burke 2016 (ACSM), doi:10.1249/MSS.0000000000000852.
    """
    need, long = needed(history), hours(history)
    taken = told(history, "carbohydrate") / long
    gap = np.where(need > 0, np.maximum(need - taken, 0.0), need)
    error = np.where(need > 0, GRAMS_SD * np.nan_to_num(taken), 0.0)
    untold = np.maximum(np.nan_to_num(need) - _untold(history, easy=0.0, long=15.0, race=30.0), 0)
    spread = np.where(np.nan_to_num(need) > 0, 15.0, 0.0)
    said = sentence("Needs how much carbohydrate you took during the run, or that it was none.")
    return Measured.of(gap, sd=error, expected=(untold, spread), missing=said)


def _untold(history: History, *, easy: float, long: float, race: float) -> Column:
    """A number for each kind of run, 0 for those up to an hour."""
    typical = by_kind(kinds(history), easy=easy, long=long, race=race)
    return np.where(hours(history) <= ONE_HOUR, 0.0, typical)


ROWS = (
    Exposure(
        "carbohydrate_before_gap",
        "g/kg",
        sentence("little carbohydrate before"),
        Kind.FACTOR,
        Group.CHANGE,
        carbohydrate_before_gap,
        (0, 1),
        "doi:10.1249/MSS.0000000000000852",
        digits=1,
        question=sentence("How many grams of carbohydrate were in your last meal before the run?"),
        question_key="meal_carbohydrate",
        told_by=("meal_before",),
    ),
    Exposure(
        "carbohydrate_gap",
        "g/h",
        sentence("little carbohydrate on the way"),
        Kind.FACTOR,
        Group.CHANGE,
        carbohydrate_gap,
        (0, 90),
        "doi:10.1249/MSS.0000000000000852",
        question=sentence("How many grams of carbohydrate did you take during the run?"),
        question_key="carbohydrate",
    ),
)
