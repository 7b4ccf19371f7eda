"""Find the run that each row of a runner's table belongs to.

The time in a row is the start of the run, give or take minutes; else the cramp's own time,
and then `history.tying` says which run it belongs to. Times without a zone are tried in the zone
that makes the table fit the runs best, an hour to either side for summer time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from uncramp.actions.told_episodes import ToldRow, in_utc
from uncramp.history.run import Run
from uncramp.history.tying import tied
from uncramp.terms.errors import InputError
from uncramp.terms.muscles import Onset

NEAR = timedelta(minutes=10)  # between a start as it was written and as it was recorded
ZONE_STEP = timedelta(minutes=30)
WEST, EAST = -24, 28  # half hours from UTC
SUMMER = (timedelta(0), timedelta(hours=1), -timedelta(hours=1))
SAME_ZONE = timedelta(minutes=5)  # nearness, where the zone is guessed


def guessed_zone(rows: Iterable[ToldRow], runs: Sequence[Run]) -> timedelta:
    """East of UTC: the offset under which most rows without a zone lie at the start of a run."""
    times = [in_utc(row.at) for row in rows if row.at.tzinfo is None and not row.whole_day]
    starts = [run.summary.started_at for run in runs if run.summary.started_at]
    votes: dict[int, int] = {0: 0}
    for at in times:
        for half_hours in {_half_hours(at - start) for start in starts}:
            if half_hours is not None:
                votes[half_hours] = votes.get(half_hours, 0) + 1
    return ZONE_STEP * max(votes, key=lambda offset: (votes[offset], -abs(offset)))


def _half_hours(apart: timedelta) -> int | None:
    nearest = round(apart / ZONE_STEP)
    fits = WEST <= nearest <= EAST and abs(apart - nearest * ZONE_STEP) <= SAME_ZONE
    return nearest if fits else None


def run_of(row: ToldRow, runs: Sequence[Run], zone: timedelta) -> int:
    """The place of the run that `row` tells of.

    Raises
    ------
    InputError
        Where no run fits, or a day alone was written and it has several.
    """
    if row.whole_day:
        return _of_the_day(row, runs, zone)
    for at in _moments(row.at, zone):
        begun = [i for i, run in enumerate(runs) if _apart(run, at) <= NEAR]
        if begun:
            return min(begun, key=lambda i: _apart(runs[i], at))
    asleep = row.episode is not None and row.episode.onset == Onset.NIGHT
    found = tied(_moments(row.at, zone)[0], runs, asleep=asleep)
    if found is not None:
        return next(i for i, run in enumerate(runs) if run is found.run)
    raise InputError.of(
        "started_at: no run began at {at} or in the hours before it, so the row counts for none.",
        at=f"{row.at:%Y-%m-%d %H:%M}",
    )


def _moments(at: datetime, zone: timedelta) -> list[datetime]:
    """What may have been meant, the likeliest first."""
    if at.tzinfo is not None:
        return [in_utc(at)]
    return [in_utc(at) - zone - hour for hour in SUMMER]


def _apart(run: Run, at: datetime) -> timedelta:
    start = run.summary.started_at
    return abs(start - at) if start else timedelta.max


def _of_the_day(row: ToldRow, runs: Sequence[Run], zone: timedelta) -> int:
    day = row.at.date()
    starts = (run.summary.started_at for run in runs)
    found = [i for i, start in enumerate(starts) if start and (start + zone).date() == day]
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError.of(
            "started_at: {n} runs began on {day}; write the time too.", n=len(found), day=day
        )
    raise InputError.of("started_at: no run began on {day}.", day=day)
