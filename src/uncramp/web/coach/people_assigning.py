"""Runs that a helper sets for a day, and what their runner does with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from uncramp.actions.assign_run import (
    NAMES,
    AssignedRun,
    as_calendar,
    as_workout,
    long_for_them,
)
from uncramp.actions.hand_over import open_red_flags
from uncramp.actions.told import read
from uncramp.store import codec, words
from uncramp.store.kept import KeptRun
from uncramp.store.library import Library
from uncramp.terms.errors import InputError
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.policies.sharing import Shared, What, reach, sharing_of
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary
from uncramp.web.rows.sharing import AssignedRow

PLANS = frozenset({What.PLAN})
GIVEN = ("template", "day", "minutes", "repeats", "note")
GONE = timedelta(days=1)  # after its day a run that was set is not shown any more


@require_POST
@permitted(Action.HELP)
def assign(request: HttpRequest, actor: Actor, runner: int) -> HttpResponse:
    """Set a run for a day of a runner who shares plans."""
    shared = reach(actor, runner, PLANS, timezone.now())
    given = {name: request.POST[name] for name in GIVEN if request.POST.get(name)}
    try:
        run = read(AssignedRun, given)
    except InputError as error:
        shown = {"said": words.render(error.said), "back": shared}
        return render(request, "coach/not_assigned.html", shown, status=422)
    AssignedRow.objects.for_actor(shared.actor).create(
        runner_id=runner, sharing_id=shared.key, day=run.day, value=codec.write(run)
    )
    return redirect("person", runner=runner)


@require_POST
@permitted(Action.HELP)
def take_back(request: HttpRequest, actor: Actor, runner: int, key: int) -> HttpResponse:
    """Take a run back that this helper set."""
    shared = reach(actor, runner, PLANS, timezone.now())
    rows = AssignedRow.objects.for_actor(shared.actor).filter(sharing=shared.key)
    get_object_or_404(rows, pk=key).delete()
    return redirect("person", runner=runner)


@require_POST
@permitted(Action.SHARE)
def drop(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """The runner drops a run that somebody set."""
    get_object_or_404(AssignedRow.objects.for_actor(actor), pk=key).delete()
    return redirect("sharing")


@require_safe
@permitted(Action.SHARE)
def assigned_file(request: HttpRequest, actor: Actor, key: int, kind: str) -> HttpResponse:
    """A run that was set, for the calendar or for the watch; none while a red flag is open."""
    now = timezone.now()
    row = get_object_or_404(_standing(actor, now), pk=key)
    if kind not in {"calendar", "watch"} or any(open_red_flags(RowLibrary(actor))):
        raise Http404
    run = codec.read(AssignedRun, row.value)
    if kind == "calendar":
        made, content_type = as_calendar({str(key): run}, made_at=now), "text/calendar"
    else:
        made, content_type = as_workout(run, made_at=now), "application/vnd.ant.fit"
    name = f"{run.day.isoformat()}.{'ics' if kind == 'calendar' else 'fit'}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made, content_type=content_type, headers=headers)


def assigned_by(shared: Shared, runs: Sequence[KeptRun], now: datetime) -> list[dict[str, Any]]:
    """What this helper set from today on, against the runs that are shared."""
    rows = _ahead(shared.actor, now).filter(sharing=shared.key)
    return list(_shown(rows, runs, now))


def assigned_to(actor: Actor, library: Library, now: datetime) -> list[dict[str, Any]]:
    """What people who still help this runner set from today on."""
    rows = _standing(actor, now)
    return list(_shown(rows, library.kept_runs() if rows else (), now))


def templates() -> list[tuple[str, str]]:
    """The templates by their word and their name."""
    return [(one.value, words.render(name)) for one, name in NAMES.items()]


def _ahead(actor: Actor, now: datetime) -> Any:
    rows = AssignedRow.objects.for_actor(actor).filter(day__gte=(now - GONE).date())
    return rows.select_related("sharing").order_by("day", "pk")


def _standing(actor: Actor, now: datetime) -> Any:
    """Those of sharings that are not over: what a former helper set ends with them."""
    rows = _ahead(actor, now)
    over = [row.pk for row in rows if sharing_of(row.sharing).standing(now).is_over]
    return rows.exclude(pk__in=over)


def _shown(rows: Any, runs: Sequence[KeptRun], now: datetime) -> Iterator[dict[str, Any]]:
    for row in rows:
        run = codec.read(AssignedRun, row.value)
        long = long_for_them(run, runs, now)
        yield {
            "key": row.pk,
            "day": run.day,
            "title": words.render(run.title),
            "note": run.note,
            "long": words.render(long) if long else "",
            "helper": sharing_of(row.sharing).grant.helper,
        }
