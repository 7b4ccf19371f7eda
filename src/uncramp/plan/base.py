"""Where a runner stands before building up: how much, how long, how often, how new to it."""

from __future__ import annotations

from dataclasses import dataclass

from uncramp.exposure.load import LATELY
from uncramp.history.history import History
from uncramp.history.run import Run

SHORTEST = 0.5  # km; less is a watch started by mistake
MOST_DAYS, FEWEST_DAYS = 56.0, 7.0  # the weeks looked back over
FEWEST_RUNS = 4  # known runs before they count for more than what the runner told
LONGEST_SHARE = 1 / 3  # of a week told without runs, taken for its longest run; a judgement
NOVICE_YEARS, NOVICE_WEEKLY = 0.5, 10.0  # years running, km a week; judgements


@dataclass(frozen=True, slots=True)
class Base:
    """``weekly`` km, mean of up to 8 weeks; ``longest`` km of the last 30 days, 0 for none.

    ``known`` is False where neither runs nor a usual distance are known.
    """

    weekly: float
    longest: float
    novice: bool
    known: bool = True


NOTHING_KNOWN = Base(0.0, 0.0, novice=False, known=False)


def base(history: History, run: Run) -> Base:
    """What was run before `run`, which is part of `history`; else what the runner told."""
    runner = history.runner
    days = _days_before(history, run)
    told = runner.usual_weekly_distance
    if len(days) < FEWEST_RUNS and told is not None:
        longest = max([km for day, km in days if day <= LATELY], default=told * LONGEST_SHARE)
        return Base(told, longest, _novice(runner.years_running, told))
    if not days:
        return NOTHING_KNOWN
    span = min(max(FEWEST_DAYS, *(day for day, _ in days)), MOST_DAYS)
    weekly = 7 * sum(km for day, km in days if day <= span) / span
    longest = max([km for day, km in days if day <= LATELY], default=0.0)
    return Base(weekly, longest, _novice(runner.years_running, weekly))


def _days_before(history: History, run: Run) -> list[tuple[float, float]]:
    """For each earlier run with a clock and a distance: days before `run`, and km."""
    start = run.summary.started_at
    if start is None:
        return []
    return [
        ((start - known.summary.started_at).total_seconds() / 86_400, km)
        for known in history.runs[: history.place_of(run)]
        if known.summary.started_at is not None
        and (km := (known.summary.distance or 0.0) / 1000) >= SHORTEST
    ]


def _novice(years: float | None, weekly: float) -> bool:
    return weekly < NOVICE_WEEKLY if years is None else years < NOVICE_YEARS
