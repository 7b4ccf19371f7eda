"""Which run a cramp belongs to, when somebody only tells when it came.

One cramp has one run: the latest that had begun before it. Awake it counts up to 6 h after
the end; from sleep or in bed up to 24 h, whatever the hour. Later ones belong to no run.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from uncramp.history.run import Run
from uncramp.terms.muscles import Onset

AFTER, NIGHT = timedelta(hours=6), timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Tied:
    """The run a cramp belongs to, and when it came against it."""

    run: Run
    onset: Onset


def tied(began_at: datetime, runs: Iterable[Run], *, asleep: bool) -> Tied | None:
    """The run that a cramp begun at ``began_at`` belongs to; None where it came too late.

    Parameters
    ----------
    asleep
        Whether it came from sleep or in bed.
    """
    before = [run for run in runs if run.summary.started_at and run.summary.started_at <= began_at]
    if not before:
        return None
    run = max(before, key=_start)
    late = began_at - _start(run) - timedelta(seconds=run.summary.duration)
    if asleep:
        return Tied(run, Onset.NIGHT) if late <= NIGHT else None
    if late <= timedelta(0):
        return Tied(run, Onset.DURING)
    return Tied(run, Onset.AFTER) if late <= AFTER else None


def _start(run: Run) -> datetime:
    assert run.summary.started_at is not None
    return run.summary.started_at
