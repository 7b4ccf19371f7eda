"""Building up, week by week, to a race: time on feet first, no leap in any single run.

What carries the most weight is the single run: one over a tenth longer than the longest of the
30 days before was linked with more overuse injuries (Garmin-RUNSAFE, Frandsen 2025,
doi:10.1136/bjsports-2024-109380: hazard ratio 1.64 at 10 to 30 %). Week against week was not,
and a 10 % rule for weeks failed its trial (Buist 2008, doi:10.1177/0363546507307505); weeks are
held under 30 % in two weeks all the same (Nielsen 2014, doi:10.2519/jospt.2014.5164). All of it
is about injury: no study ties a build-up to cramp.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from uncramp.plan.aims import Aim, aim_for
from uncramp.plan.base import SHORTEST, Base

SPIKE = 1.1  # of the longest run of the last 30 days: never more
WINDOW = 4  # weeks, the whole ones within 30 days
WEEKLY_RISE = 1.12  # twice in a row is 25 %, under Nielsen's 30
STEP_BACK_EVERY = 4  # weeks; a judgement
STEP_BACK = 0.75  # of the level reached, for the longest run and the week; a judgement
FIRST_RUN, FIRST_WEEK = 2.5, 7.5  # km for somebody who does not run yet; a judgement
TAPER = {1: (0.5,), 2: (0.59, 0.4)}  # of the highest week
"""Two weeks and 41 to 60 % less, at the same intensity: Bosquet 2007,
doi:10.1249/mss.0b013e31806010e0, in competitors; one week for short races is a judgement."""
TAPER_LONGEST = {1: (0.5,), 2: (0.6, 0.35)}  # of the longest run; a judgement
EASY_WEEKS = 8  # a novice's weeks without any fast running; a judgement
MUCH = 50.0  # km a week from which a second fast run is planned; a judgement
RUNS = ((25.0, 3), (45.0, 4), (70.0, 5), (math.inf, 6))  # up to km a week: runs; a judgement
MOST_WEEKS = 104


class WeekKind(StrEnum):
    """What a week is for."""

    BUILD = "build"
    STEP_BACK = "step_back"
    TAPER = "taper"
    RACE = "race"


@dataclass(frozen=True, slots=True)
class Week:
    """One week: ``total`` and ``longest`` in km, the race itself not counted.

    ``hard`` is how many of its ``runs`` are fast; all others are easy enough to talk.
    """

    number: int
    kind: WeekKind
    total: float
    longest: float
    runs: int
    hard: int


@dataclass(frozen=True, slots=True)
class BuildUp:
    """The weeks to a race; ``needed`` is how many it takes from here to be ready for it."""

    aim: Aim
    weeks: tuple[Week, ...]
    needed: int

    @property
    def enough(self) -> bool:
        """Whether there is time to come to the longest run and week of the aim."""
        return len(self.weeks) >= self.needed

    @property
    def longest(self) -> float:
        """Kilometres of the longest run there is."""
        return max(week.longest for week in self.weeks)


def build_up(base: Base, kilometres: float, weeks: int | None = None) -> BuildUp:
    """Weeks of training from `base` to a race of `kilometres`.

    Parameters
    ----------
    weeks
        Until the race, its own week among them; as many as it takes where it is not set.
        Where they are too few the plan rises no faster, and says so in ``enough``.
    """
    aim = aim_for(kilometres)
    needed = _needed(base, aim)
    count = min(max(needed if weeks is None else weeks, 1), MOST_WEEKS)
    taper = min(aim.taper, count)
    rising = tuple(_rising(base, aim, count - taper))
    return BuildUp(aim, (*rising, *_taper(base, aim, rising, taper)), needed)


def _needed(base: Base, aim: Aim) -> int:
    for week in _rising(base, aim, MOST_WEEKS):
        if week.longest >= 0.99 * aim.longest and week.total >= 0.99 * aim.weekly:
            return week.number + aim.taper
    return MOST_WEEKS


def _rising(base: Base, aim: Aim, count: int) -> Iterator[Week]:
    """The weeks before the taper.

    The week after a step back returns to the level before it, and of its longest run and its
    total only one may rise.
    """
    longest, total = _start(base, aim)
    goal = max(aim.weekly, total)
    planned = [longest]
    for number in range(1, count + 1):
        if number % STEP_BACK_EVERY == 0:
            planned.append(_down(STEP_BACK * longest))
            yield _week(number, WeekKind.STEP_BACK, (STEP_BACK * total, planned[-1]), base)
            continue
        if number > 1:
            if number % STEP_BACK_EVERY != 1:
                total = min(WEEKLY_RISE * total, goal)
            cap = _down(SPIKE * max(planned[-WINDOW:]))
            longest = max(longest, min(cap, aim.longest, _down(total)))
        planned.append(longest)
        yield _week(number, WeekKind.BUILD, (total, longest), base)


def _start(base: Base, aim: Aim) -> tuple[float, float]:
    """Longest run and total of the first week: what is done now, or a beginner's."""
    if base.longest < SHORTEST:
        first = min(FIRST_RUN, aim.longest)
        return first, max(base.weekly, FIRST_WEEK)
    longest = min(base.longest, aim.longest, max(base.weekly, FIRST_RUN))
    return longest, max(base.weekly, longest)


def _taper(base: Base, aim: Aim, rising: tuple[Week, ...], count: int) -> Iterator[Week]:
    """Less and less until the race; where nothing was built up, less than what is done now."""
    longest, total = _start(base, aim)
    if rising:
        longest = max(week.longest for week in rising[-WINDOW:])
        total = max(week.total for week in rising)
    shares = zip(TAPER[aim.taper][-count:], TAPER_LONGEST[aim.taper][-count:], strict=True)
    for at, (of_total, of_longest) in enumerate(shares, start=1):
        kind = WeekKind.RACE if at == count else WeekKind.TAPER
        less = (of_total * total, _down(min(of_longest * longest, of_total * total)))
        yield _week(len(rising) + at, kind, less, base)


def _week(number: int, kind: WeekKind, amount: tuple[float, float], base: Base) -> Week:
    total, longest = amount
    runs = next(runs for up_to, runs in RUNS if total <= up_to)
    return Week(
        number=number,
        kind=kind,
        total=round(total, 1),
        longest=longest,
        runs=max(runs, math.ceil(total / longest)),  # no other run is longer than the longest
        hard=_hard(number, kind, total, novice=base.novice or not base.weekly),
    )


def _hard(number: int, kind: WeekKind, total: float, *, novice: bool) -> int:
    if kind in (WeekKind.STEP_BACK, WeekKind.RACE) or (novice and number <= EASY_WEEKS):
        return 0
    return 2 if total >= MUCH and kind is WeekKind.BUILD and not novice else 1


def _down(kilometres: float) -> float:
    """Rounded down, so that rounding never passes a cap."""
    return math.floor(100 * kilometres + 1e-9) / 100
