"""See a season: the weeks of a training calendar with the cramps that came in them.

Beside it stand how often cramps came back, and who could help with that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from uncramp.history.run import Label
from uncramp.plan.line import Line
from uncramp.plan.refer import Recurrence, recurrence, referrals
from uncramp.store.kept import KeptRun
from uncramp.store.library import Library, history_of

WEEKS = 52


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from a Monday: how far was run, in how many runs, and which cramped."""

    monday: date
    kilometres: float
    runs: int
    cramps: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class ComingBack:
    """How often cramps came back, and what to do about it; no line where they are rare."""

    recurrence: Recurrence
    lines: tuple[Line, ...]


def see_season(*, library: Library, now: datetime, n_weeks: int = WEEKS) -> tuple[Week, ...]:
    """The weeks up to now, oldest first; runs without a clock are in none of them."""
    last = _monday(now.astimezone(UTC).date())
    mondays = [last - timedelta(weeks=n) for n in reversed(range(n_weeks))]
    by_week: dict[date, list[tuple[date, KeptRun]]] = {monday: [] for monday in mondays}
    for kept in library.kept_runs():
        start = kept.run.summary.started_at
        if start is not None and (monday := _monday(start.date())) in by_week:
            by_week[monday].append((start.date(), kept))
    return tuple(_week(monday, runs) for monday, runs in by_week.items())


def coming_back(*, library: Library, shares: Mapping[str, float]) -> ComingBack | None:
    """Recurrence and referral as of the last cramp; None where there was none.

    ``shares`` are of that cramp's risk, by exposure.
    """
    cramped = [one for one in library.kept_runs() if one.as_told.label is Label.YES]
    if not cramped:
        return None
    history = history_of(library)
    run = next(run for run in reversed(history.runs) if run.label is Label.YES)
    last = cramped[-1].episode
    lines = referrals(history, run, episodes=(last,) if last else (), shares=shares)
    return ComingBack(recurrence(history, run), tuple(lines))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _week(monday: date, runs: Sequence[tuple[date, KeptRun]]) -> Week:
    metres = sum(one.run.summary.distance or 0.0 for _, one in runs)
    cramps = tuple(day for day, one in runs if _is_cramped(one))
    return Week(monday, metres / 1000, len(runs), cramps)


def _is_cramped(one: KeptRun) -> bool:
    run = one.as_told
    return Label.YES in (run.label, run.night)
