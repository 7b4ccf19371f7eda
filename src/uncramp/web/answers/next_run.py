"""The next run: its risk beside the usual one, what moves it, and the plan to take along.

Told of in one form and answered at once; the runner's own runs count, a visitor has none.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from uncramp.actions.documents import risk_document
from uncramp.actions.headline import chance
from uncramp.actions.keep_plan import KeptPlan, keep_plan
from uncramp.actions.plan_document import plan_document
from uncramp.actions.plan_next_run import Planned
from uncramp.history.runner import Condition, Medicine
from uncramp.store import codec, words
from uncramp.terms.errors import InputError
from uncramp.web.answers.models import PlanRow
from uncramp.web.answers.plan_files import FILES, file_of
from uncramp.web.answers.planning import NONE, Asked, library_of, shoes_in_use
from uncramp.web.answers.sliders import sliders, told_without_sliders
from uncramp.web.drawing.asked_units import answered_as_drawn
from uncramp.web.policies.doors import actor_of, permitted, require
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary
from uncramp.web.rows.models import RunnerRow


@require_http_methods(["GET", "HEAD", "POST"])
@answered_as_drawn
def next_run(request: HttpRequest) -> HttpResponse:
    """The form, or its answer above it; or one of the files made of it."""
    actor = actor_of(request)
    if request.method != "POST":
        return render(request, "answers/next_run.html", _form(QueryDict(), actor))
    try:
        asked = Asked.of(request.POST, actor)
        planned = asked.plan()
        if request.POST.get("as") in FILES:
            kept = keep_plan(planned, starts_at=asked.starts_at, made_at=_now())
            return file_of(kept, str(request.POST["as"]))
    except InputError as error:
        shown = _form(request.POST, actor) | {"said": words.render(error.said)}
        return render(request, "answers/next_run.html", shown, status=422)
    shown = _form(request.POST, actor, asked) | _shown(planned, asked)
    return render(request, "answers/next_run.html", shown)


@require_POST
@answered_as_drawn
def risk(request: HttpRequest) -> HttpResponse:
    """The risk as the levers stand: the document of ``uncramp risk``, and its sentence."""
    try:
        forecast = Asked.of(request.POST, actor_of(request)).forecast()
    except InputError as error:
        return JsonResponse({"error": words.render(error.said)}, status=422)
    said = {"chance": words.render(chance(forecast.why.risk))}
    return JsonResponse(risk_document(forecast) | said)


@require_POST
@permitted(Action.PLAN_RUN)
@answered_as_drawn
def keep(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Keep the plan, as it was made now, to be compared with the run."""
    try:
        asked = Asked.of(request.POST, actor)
        made = keep_plan(asked.plan(), starts_at=asked.starts_at, made_at=_now())
    except InputError as error:
        shown = _form(request.POST, actor) | {"said": words.render(error.said)}
        return render(request, "answers/next_run.html", shown, status=422)
    return redirect("plan", _row_of(actor, made).pk)


def _row_of(actor: Actor, made: KeptPlan) -> PlanRow:
    require(actor, Action.PLAN_RUN)
    runner = RunnerRow.objects.for_actor(actor).get()
    return runner.plans.create(made_at=made.made_at, value=codec.write(made))


def _now() -> datetime:
    return timezone.now().replace(microsecond=0)


def _form(given: QueryDict, actor: Actor, asked: Asked | None = None) -> dict[str, Any]:
    ticked = {str(one) for name in ("conditions", "medicines") for one in given.getlist(name)}
    own = RowLibrary(actor).runner() if actor.runner is not None else None
    time = {"time": _clock(asked.run.time), "pace": ""} if asked else {}
    return {
        "given": {"start": _sunday(timezone.now())} | given.dict() | time,
        "also": told_without_sliders(given.dict()),
        "own": own is not None,
        "known": own,
        "health_known": own and own.conditions is not None and own.medicines is not None,
        "conditions": [_box(one.value, ticked) for one in Condition],
        "medicines": [_box(one.value, ticked) for one in Medicine],
        "no_conditions": NONE in given.getlist("conditions"),
        "no_medicines": NONE in given.getlist("medicines"),
        "plans": _plans(actor),
        "shoes": [(one.shoe.token, one.shoe.name) for one in shoes_in_use(library_of(actor))],
    }


def _sunday(now: datetime) -> str:
    """The Sunday after next at nine, as a browser's control writes it: a day to begin from.

    Without a day a run would count as begun now, straight after the last one.
    """
    here = timezone.localtime(now)
    day = here + timedelta(days=13 - here.weekday())
    return day.strftime("%Y-%m-%dT09:00")


def _plans(actor: Actor) -> list[dict[str, Any]]:
    rows = PlanRow.objects.for_actor(actor).order_by("-made_at")[:5]
    return [{"key": row.pk, "title": row.value["card"]["title"], "at": row.made_at} for row in rows]


def _box(value: str, ticked: set[str]) -> tuple[str, bool]:
    return value, value in ticked


def _clock(seconds: float) -> str:
    minutes, left = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{left:02d}"


def _shown(planned: Planned, asked: Asked) -> dict[str, Any]:
    document = plan_document(planned)
    lines, leading = document["lines"], document["leading"]
    stops = planned.triage.stops
    return {
        "plan": document,
        "leading": lines[:leading],
        "others": lines[leading:],
        "stops": stops,
        "now": words.render(chance(planned.risk_now)),
        "risk": planned.risk_now,
        "with_plan": words.render(chance(planned.risk_with_plan)),
        "changes": planned.risk_with_plan.probability < planned.risk_now.probability,
        "takes_along": planned.plan is not None,
        "sliders": None if stops else sliders(asked.levers()),
    }
