"""The calendar: one month of runs and cramps, week by week."""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.views.decorators.http import require_safe

from uncramp.web.diary import run_shown, runs
from uncramp.web.diary.spans import FIRST, LAST, month_after
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor

A_NIGHT: Final = timedelta(days=2)  # before a day may the run have begun that a cramp is of
A_MONTH: Final = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the grid; ``inside`` the month or of a week that reaches into it."""

    date: date
    inside: bool
    runs: list[dict[str, Any]]
    cramps: list[str]
    """Tokens of logged cramps that belong to no run."""


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from Monday on, and how far they went together."""

    days: list[Day]
    distance: str


@require_safe
@permitted(Action.SEE_RUNS)
def calendar_of_runs(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A month as a grid and, on a phone, as a list; that of the latest run where none is named."""
    first = _asked(request) or _latest(actor)
    weeks = list(_weeks(actor, first))
    inside = [day for week in weeks for day in week.days if day.inside]
    ran = [run for day in inside for run in day.runs]
    alone = sum(len(day.cramps) for day in inside)
    shown = {
        "first": first,
        "weeks": weeks,
        "agenda": [day for day in inside if day.runs or day.cramps],
        "weekdays": [(WEEKDAYS[n], WEEKDAYS_ABBR[n]) for n in range(7)],
        "earlier": first - timedelta(days=1) if first.year > FIRST else None,
        "later": month_after(first) if first.year < LAST else None,
        "count": len(ran),
        "distance": run_shown.about(sum(run["metres"] for run in ran)),
        "cramps": sum(run["cramped"] for run in ran) + alone,
        "today": timezone.localdate(),
        "any": bool(ran or alone) or runs.any_kept(actor),
    }
    return render(request, "diary/calendar.html", shown)


def _asked(request: HttpRequest) -> date | None:
    named = A_MONTH.fullmatch(request.GET.get("month", ""))
    if not named or not FIRST <= int(named[1]) <= LAST or not 1 <= int(named[2]) <= 12:
        return None
    return date(int(named[1]), int(named[2]), 1)


def _latest(actor: Actor) -> date:
    return timezone.localdate(runs.latest(actor)).replace(day=1)


def _weeks(actor: Actor, first: date) -> Iterator[Week]:
    dates = calendar.Calendar().monthdatescalendar(first.year, first.month)
    start, after = dates[0][0], dates[-1][-1] + timedelta(days=1)
    ran, cramped = defaultdict(list), defaultdict(list)
    listed = runs.between(actor, start - A_NIGHT, after)
    for run in run_shown.items(listed):
        ran[timezone.localdate(run["started_at"])].append(run)
    tied = {token for one in listed for token in one.glance.cramps}
    for at, token in runs.cramps_between(actor, start, after):
        if token not in tied:
            cramped[timezone.localdate(at)].append(token)
    for week in dates:
        days = [
            Day(day, day.month == first.month, ran.get(day, []), cramped.get(day, []))
            for day in week
        ]
        metres = sum(run["metres"] for day in days for run in day.runs)
        yield Week(days, run_shown.about(metres) if metres else "")
