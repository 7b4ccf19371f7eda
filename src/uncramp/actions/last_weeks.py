"""The last weeks of a runner in numbers: what somebody who helps looks at first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from uncramp.history.run import Label
from uncramp.store.kept import KeptRun

WEEK, MONTH = timedelta(days=7), timedelta(days=30)
SPIKE = 1.3
"""The longest run of a week over the longest of the 30 days before it, from which on it is a
step to talk about. From 1.1 on runners were hurt more often, and most from 2 on
(doi:10.1136/bjsports-2024-109380); 1.3 keeps the list short, and is a judgement."""


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days up to an instant; distances in km, time in s, None where no run told."""

    ends: datetime
    runs: int
    distance: float | None
    longest: float | None
    moving: float | None
    cramped: int


def last_weeks(runs: Sequence[KeptRun], now: datetime, n_weeks: int = 4) -> tuple[Week, ...]:
    """The last weeks, this one first."""
    return tuple(_week(runs, now - n * WEEK) for n in range(n_weeks))


def _week(runs: Sequence[KeptRun], ends: datetime) -> Week:
    found = _between(runs, ends - WEEK, ends)
    distances = _distances(found)
    moving = [kept.run.summary.moving_time for kept in found]
    known = [seconds for seconds in moving if seconds is not None]
    return Week(
        ends=ends,
        runs=len(found),
        distance=sum(distances) if distances else None,
        longest=max(distances, default=None),
        moving=sum(known) if known else None,
        cramped=sum(is_cramped(kept) for kept in found),
    )


def is_cramped(kept: KeptRun) -> bool:
    """Whether a run ended in a cramp, awake or at night, as its runner told."""
    run = kept.as_told
    return Label.YES in (run.label, run.night)


def long_step(runs: Sequence[KeptRun], now: datetime) -> float | None:
    """The longest run of the last week over that of the 30 days before, from `SPIKE` on."""
    recent = _distances(_between(runs, now - WEEK, now))
    before = _distances(_between(runs, now - WEEK - MONTH, now - WEEK))
    if not recent or not before or max(recent) < SPIKE * max(before):
        return None
    return max(recent) / max(before)


def _between(runs: Sequence[KeptRun], after: datetime, until: datetime) -> list[KeptRun]:
    return [
        kept
        for kept in runs
        if kept.run.summary.started_at and after < kept.run.summary.started_at <= until
    ]


def _distances(runs: Sequence[KeptRun]) -> list[float]:
    distances = (kept.run.summary.distance for kept in runs)
    return [metres / 1000 for metres in distances if metres is not None]
