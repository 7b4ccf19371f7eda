"""What a runner said of their runs, and what each answer weighs in a likelihood.

Silence is the trap. Calling unlabelled runs "no" makes every forecast several times too low,
and leaving them all out makes it too high, because people log cramps more faithfully than
clean runs. So silence counts as "probably no", and only where the runner was answering at
the time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uncramp.history.history import History
from uncramp.history.run import Label
from uncramp.model.recall import Recall
from uncramp.terms.columns import Column
from uncramp.terms.instants import DAY

PROBABLY = 0.9  # a cramp would have been told of this often; a judgement
STILL_ANSWERING = 14.0  # days to an answered run, on either side
CERTAINTY = {Label.YES: 1.0, Label.NO: 1.0, Label.PROBABLY_NO: PROBABLY, Label.UNKNOWN: 0.0}


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """All that was said of one runner's runs, as rows of a regression.

    ``rows`` is (n, k); ``offset`` (n,) is added to the log odds of each; ``cramped`` (n,) is
    1 or 0; ``certainty`` (n,) is how often a cramp would have been told of: 1 where the
    runner answered, less for silence. ``recall`` is a count over other runs, if one was told.
    """

    rows: np.ndarray
    offset: Column
    cramped: Column
    certainty: Column
    recall: Recall | None = None

    def of(self, kept: np.ndarray) -> Heard:
        """Some of the runs, by mask or number, without the count."""
        parts = (self.rows, self.offset, self.cramped, self.certainty)
        return Heard(*(part[kept] for part in parts))

    def log_odds(self, at: Column) -> Column:
        """Log odds of each row, (n,), for effects ``at`` (k,)."""
        found: Column = self.rows @ at + self.offset
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """Log likelihood of each row and its four derivatives by the log odds, each (n,)."""

    value: Column
    first: Column
    second: Column
    third: Column
    fourth: Column


def terms(log_odds: Column, cramped: Column, certainty: Column) -> Terms:
    """The terms of runs that were answered for, or met with silence.

    Yes is log p, no is log(1 - p), probably no is log(1 - c p) = log(1 + (1 - c) e^x)
    - log(1 + e^x) with c the certainty: all are differences of one curve and a shifted copy.
    """
    base = _softplus(log_odds)
    found = [cramped * log_odds - base[0], cramped - base[1], *(-b for b in base[2:])]
    silent = np.flatnonzero(certainty < 1)
    if silent.size:
        shifted = _softplus(log_odds[silent] + np.log1p(-certainty[silent]))
        for part, more in zip(found, shifted, strict=True):
            part[silent] += more
    return Terms(*found)


def _softplus(x: Column) -> tuple[Column, Column, Column, Column, Column]:
    """log(1 + e^x) and its four derivatives."""
    value = np.logaddexp(0, x)
    p = np.exp(x - value)  # which overflows nowhere
    w = p - p * p
    return value, p, w, w * (1 - 2 * p), w - 6 * w * w


def labels(history: History, *, asked: int | None = None) -> tuple[Label, ...]:
    """The label of each run, silence read as `PROBABLY_NO` where that is fair.

    Fair means: after sign-up, and with a run answered for within 14 days. Run `asked`, the
    one a question is about, is never taken for silent.
    """
    told = tuple(run.label for run in history.runs)
    if history.signed_up_at is None:
        return told
    signed_up = history.signed_up_at.timestamp() / DAY.total_seconds()
    starts = (run.summary.started_at for run in history.runs)
    day = np.array([np.nan if s is None else s.timestamp() for s in starts]) / DAY.total_seconds()
    answered = np.sort(day[[label is not Label.UNKNOWN for label in told]])
    silent = (day >= signed_up) & _near(day, answered[np.isfinite(answered)])
    return tuple(
        Label.PROBABLY_NO if label is Label.UNKNOWN and silent[i] and i != asked else label
        for i, label in enumerate(told)
    )


def _near(day: Column, answered: Column) -> np.ndarray:
    """(n,) of bool: whether one of the days `answered`, in order, is within `STILL_ANSWERING`."""
    first = np.searchsorted(answered, day - STILL_ANSWERING, side="left")
    beyond = np.searchsorted(answered, day + STILL_ANSWERING, side="right")
    return np.asarray(first < beyond)
