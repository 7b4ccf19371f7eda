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


BED = timedelta(hours=8)  # from the end of a run to a night nobody timed; a judgement
SOON = timedelta(minutes=1)


def moment(
    run: Run, onset: Onset, minute: float | None, *, told: datetime, next_run: datetime | None
) -> datetime:
    """When a cramp of ``run`` began, where somebody tells the run and not the clock.

    `tied` leads back to the same run: the moment lies in its window, before ``next_run`` began.
    ``told`` is when it was logged, and is the moment where it lies in that window itself.
    """
    start = _start(run)
    end = start + timedelta(seconds=run.summary.duration)
    if onset is Onset.DURING:
        return end if minute is None else min(start + timedelta(minutes=minute), end)
    window, usual = (NIGHT, BED) if onset is Onset.NIGHT else (AFTER, SOON)
    latest = end + window
    if next_run is not None:
        latest = min(latest, next_run - timedelta(seconds=1))
    return told if end < told <= latest else max(min(end + usual, latest), start)
