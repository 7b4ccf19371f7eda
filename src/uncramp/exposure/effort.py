"""How far a run went above what its runner was ready for, as a whole and in surges.

Running faster than one's preparation supports is the best-supported thing a runner can
change about cramps (Schwellnus 2011, doi:10.1136/bjsm.2010.078535), so effort is measured
against the runner, never against other people where that can be helped.
"""

from __future__ import annotations

import numpy as np

from uncramp.exposure.ability import CRITICAL, able
from uncramp.exposure.columns import column, speed
from uncramp.exposure.kind_of_run import by_kind, kinds
from uncramp.exposure.measured import Measured
from uncramp.exposure.row import Exposure, Group, Kind
from uncramp.exposure.summary import SPEED_BAND
from uncramp.history.history import History
from uncramp.terms.columns import Column
from uncramp.terms.sentences import sentence


def effort_above_ability(history: History) -> Measured:
    """Grade-adjusted speed over what recent bests predict for that duration, in %."""
    could = able(history, column(history, "moving_time"))
    value = 100 * (speed(history) / could.speed - 1)
    kind = kinds(history)
    expected = (
        by_kind(kind, easy=-20.0, long=-15.0, race=0.0, workout=-8.0),
        by_kind(kind, easy=8.0, long=7.0, race=4.0, workout=8.0),
    )
    said = sentence("Your ability is unknown: tell a recent best, or give your earlier runs.")
    error = np.where(np.isfinite(could.error), could.error, 0.0)
    return Measured.of(value, sd=error, expected=expected, missing=said)


def surges(history: History) -> Measured:
    """Minutes at a speed above critical speed, held for half a minute, grade-adjusted.

    Its error is what the error of critical speed makes of it. Above 94 % of critical speed
    marathoners slowed more (Smyth and Muniz-Pumares 2020).
    """
    critical = able(history, np.full(len(history.runs), CRITICAL))
    above, off = _seconds_above(history), np.nan_to_num(critical.error) / 100
    value, slower, faster = (_minutes(above, critical.speed * x) for x in (1, 1 - off, 1 + off))
    error = np.abs(slower - faster) / 2
    kind = kinds(history)
    expected = (
        by_kind(kind, easy=0.5, long=0.5, race=3.0, workout=8.0),
        by_kind(kind, easy=1.0, long=1.0, race=5.0, workout=6.0),
    )
    said = sentence("Needs a speed through the run, and a recent best or earlier runs.")
    return Measured.of(value, sd=np.nan_to_num(error), expected=expected, missing=said)


def _seconds_above(history: History) -> np.ndarray:
    """Seconds of each run at or above each band of speed, (n_runs, n_bands + 1)."""
    seconds = [run.summary.time_at_speed for run in history.runs]
    width = max((len(row) for row in seconds), default=0) + 1
    table = np.zeros((len(seconds), width))
    for i, row in enumerate(seconds):
        table[i, : len(row)] = row
    return np.cumsum(table[:, ::-1], axis=1)[:, ::-1]


def _minutes(above: np.ndarray, limit: Column) -> Column:
    """Minutes of each run above `limit` m/s, (n_runs,), NaN where either is unknown."""
    last = above.shape[1] - 1
    band = np.clip(np.nan_to_num(limit) / SPEED_BAND, 0, last)
    rows, low = np.arange(band.size), band.astype(int)
    part = band - low
    here, higher = above[rows, low], above[rows, np.minimum(low + 1, last)]
    known = (above[:, 0] > 0) & np.isfinite(limit)
    return np.where(known, ((1 - part) * here + part * higher) / 60, np.nan)


ROWS = (
    Exposure(
        "effort_above_ability",
        "%",
        sentence("pace above what you are ready for"),
        Kind.FACTOR,
        Group.CHANGE,
        effort_above_ability,
        (-100, 20),
        "doi:10.1136/bjsm.2010.078535",
        question=sentence("What is your best recent time over a distance you raced?"),
        question_key="recent_bests",
    ),
    Exposure(
        "surges",
        "min",
        sentence("surges"),
        Kind.FACTOR,
        Group.CHANGE,
        surges,
        (0, 60),
        "doi:10.1249/MSS.0000000000002412",
    ),
)
