"""The next run: its risk beside the usual one, and the plan, with what can be taken along.

Told of in one form and answered at once; the owner's runs count, a visitor has none.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from uncramp.actions.forecast_run import PlannedRun
from uncramp.actions.headline import chance
from uncramp.actions.plan_calendar import plan_calendar
from uncramp.actions.plan_document import plan_document
from uncramp.actions.plan_next_run import Circumstances, Planned, plan_next_run
from uncramp.actions.plan_sheet import plan_sheet
from uncramp.actions.plan_watch import plan_watch
from uncramp.actions.told import Told, read, told
from uncramp.history.runner import Condition, Medicine
from uncramp.store import words
from uncramp.store.library import Library, MemoryLibrary
from uncramp.terms.errors import InputError
from uncramp.web.policies.doors import actor_of
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary

COURSE = ("distance", "time", "ascent", "descent")
ALSO = ("temperature", "humidity", "race", "mass", "sex", "cramped_before")
FILES = {  # what can be taken along: the type and the name of the file
    "calendar": ("text/calendar", "plan.ics"),
    "watch": ("application/vnd.ant.fit", "plan.fit"),
    "page": ("application/pdf", "plan.pdf"),
}
NONE = "none"


@require_http_methods(["GET", "HEAD", "POST"])
def next_run(request: HttpRequest) -> HttpResponse:
    """The form, or its answer beneath it; or one of the files made of it."""
    actor = actor_of(request)
    if request.method != "POST":
        return render(request, "answers/next_run.html", _form(QueryDict(), actor))
    try:
        planned, starts_at = _planned(request.POST, actor)
        if request.POST.get("as") in FILES:
            return _file(request.POST["as"], planned, starts_at)
    except InputError as error:
        shown = _form(request.POST, actor) | {"said": words.render(error.said)}
        return render(request, "answers/next_run.html", shown, status=422)
    return render(request, "answers/next_run.html", _form(request.POST, actor) | _shown(planned))


def _planned(given: QueryDict, actor: Actor) -> tuple[Planned, datetime | None]:
    run = read(PlannedRun, {name: given[name] for name in COURSE if given.get(name)})
    library, heard = _library(actor), _told(given)
    known = library.runner().model_dump(exclude_unset=True)
    runner = type(heard.runner).model_validate(known | heard.runner.model_dump(exclude_unset=True))
    starts_at = _start(given.get("start", ""))
    planned = plan_next_run(
        run,
        library=library,
        told=Told(runner, heard.check_in, heard.facts),
        now=timezone.now(),
        around=Circumstances(starts_at=starts_at),
    )
    return planned, starts_at


def _library(actor: Actor) -> Library:
    return MemoryLibrary() if actor.runner is None else RowLibrary(actor)


def _told(given: QueryDict) -> Told:
    """Conditions and medicines count as answered only where something is ticked."""
    runner: dict[str, Any] = {}
    for name in ("conditions", "medicines"):
        ticked = [str(one) for one in given.getlist(name)]
        if ticked:
            runner[name] = [one for one in ticked if one != NONE]
    pairs = [f"{name}={given[name]}" for name in ALSO if given.get(name)]
    return told(pairs, runner=runner)


def _start(text: str) -> datetime | None:
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).astimezone()
    except ValueError:
        raise InputError.of("start: {text} is no day and time.", text=text[:40]) from None


def _file(kind: str, planned: Planned, starts_at: datetime | None) -> HttpResponse:
    now = timezone.now().replace(microsecond=0)
    if planned.plan is None:
        raise InputError.of("There is no plan to take along.")
    if kind == "calendar" and starts_at is None:
        raise InputError.of("start: tell when it starts, and the calendar can be made.")
    made = {
        "calendar": lambda: plan_calendar(planned, starts_at=starts_at or now, made_at=now),
        "watch": lambda: plan_watch(planned, made_at=now),
        "page": lambda: plan_sheet(planned, made_at=now),
    }[kind]()
    content_type, name = FILES[kind]
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made, content_type=content_type, headers=headers)


def _form(given: QueryDict, actor: Actor) -> dict[str, Any]:
    ticked = {str(one) for name in ("conditions", "medicines") for one in given.getlist(name)}
    return {
        "given": given.dict(),
        "own": actor.runner is not None,
        "conditions": [_box(one.value, ticked) for one in Condition],
        "medicines": [_box(one.value, ticked) for one in Medicine],
        "no_conditions": NONE in given.getlist("conditions"),
        "no_medicines": NONE in given.getlist("medicines"),
    }


def _box(value: str, ticked: set[str]) -> tuple[str, str, bool]:
    return value, value.replace("_", " ").capitalize(), value in ticked


def _shown(planned: Planned) -> dict[str, Any]:
    document = plan_document(planned)
    lines, leading = document["lines"], document["leading"]
    return {
        "plan": document,
        "leading": lines[:leading],
        "others": lines[leading:],
        "stops": planned.triage.stops,
        "now": words.render(chance(planned.risk_now)),
        "with_plan": words.render(chance(planned.risk_with_plan)),
        "changes": planned.risk_with_plan.probability < planned.risk_now.probability,
        "takes_along": planned.plan is not None,
    }
