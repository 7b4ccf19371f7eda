"""How rested the muscles were at the start, and how the run came to its end."""

from __future__ import annotations

import numpy as np

from uncramp.exposure.columns import column, hours, starts, told
from uncramp.exposure.kind_of_run import EASY, HARD, by_kind, kinds
from uncramp.exposure.lately import Window, last_before
from uncramp.exposure.measured import Measured
from uncramp.exposure.row import Exposure, Group, Kind
from uncramp.history.history import History
from uncramp.history.run import Label
from uncramp.terms.columns import Column
from uncramp.terms.sentences import sentence

WEEK = 7.0  # days after which a hard run or a cramp is over
SLOWED, FULL = 0.6, 1.0  # of the run's speed in its last minute: eased off, or not at all
COOLED_DOWN = 5.0  # min; who told of so much did not stop at a stroke
ABRUPT_SD = 0.15


def recovery(history: History) -> Measured:
    """Hours since the end of the last hard run, at most a week.

    Hard is a race, a run over 95 min, intervals, or an effort told of 7 of 10 or more.
    """
    day = starts(history)
    hard = (kinds(history) != EASY) | (told(history, "effort") >= HARD)
    since = day - last_before(np.where(hard, _ends(history, day), np.nan))
    covered = day - day[:1] >= WEEK
    rested = np.minimum(np.where(np.isfinite(since), since, WEEK), WEEK)
    value = 24 * np.where(np.isfinite(since) | covered, np.maximum(rested, 0.0), np.nan)
    kind = kinds(history)
    expected = (
        by_kind(kind, easy=72.0, long=96.0, race=150.0, workout=96.0),
        by_kind(kind, easy=36.0, long=36.0, race=30.0, workout=36.0),
    )
    said = sentence("Needs the runs of the week before.")
    return Measured.of(value, sd=1.0, expected=expected, missing=said)


def _ends(history: History, day: Column) -> Column:
    return day + np.nan_to_num(hours(history)) / 24


def days_since_last_cramp(history: History) -> Measured:
    """Days since the last run with a cramp, 7 where there was none within a week.

    Missing where a run of that week was never answered for.
    """
    day = starts(history)
    labels = [run.label for run in history.runs]
    cramped = np.array([label is Label.YES for label in labels], dtype=bool)
    silent = np.array([label is Label.UNKNOWN for label in labels], dtype=float)
    since = day - last_before(np.where(cramped, _ends(history, day), np.nan))
    answered = np.cumsum(np.r_[0.0, 1 - silent])[:-1] > 0
    quiet = answered & (Window.of(day, WEEK).total(silent) == 0) & np.isfinite(day)
    lately = since < WEEK
    value = np.where(lately, np.maximum(since, 0.0), np.where(quiet, WEEK, np.nan))
    said = sentence("Needs whether the runs of the week before ended in a cramp.")
    expected = np.array(6.9), np.array(0.5)
    return Measured.of(value, sd=0.0, expected=expected, missing=said)


def abrupt_stop(history: History) -> Measured:
    """How suddenly it ended: 1 at full speed into the last minute, 0 eased off or cooled down.

    Missing for a run looked at only until a cramp: what follows that is a sign.
    """
    finish, cooled = column(history, "finishing_speed"), told(history, "cool_down")
    seen = column(history, "cool_down") > 0
    value = np.clip((finish - SLOWED) / (FULL - SLOWED), 0.0, 1.0)
    value = np.where((cooled >= COOLED_DOWN) | seen, 0.0, value)
    said = sentence("Needs a speed until the end of the run, or how long you cooled down.")
    expected = np.array(0.6), np.array(0.4)
    return Measured.of(value, sd=ABRUPT_SD, expected=expected, missing=said)


ROWS = (
    Exposure(
        "recovery",
        "h",
        sentence("little rest since the last hard run"),
        Kind.FACTOR,
        Group.CHANGE,
        recovery,
        (0, 168),
        "doi:10.1519/JSC.0000000000003713",
    ),
    Exposure(
        "days_since_last_cramp",
        "days",
        sentence("a cramp only days before"),
        Kind.FACTOR,
        Group.CHANGE,
        days_since_last_cramp,
        (0, 7),
        "doi:10.1519/JSC.0b013e31829f360c",
        digits=1,
    ),
    Exposure(
        "abrupt_stop",
        "1",
        sentence("stopping at a stroke"),
        Kind.FACTOR,
        Group.CHANGE,
        abrupt_stop,
        (0, 1),
        "doi:10.1152/jn.00371.2007",
        digits=1,
        told_by=("cool_down",),
    ),
)
