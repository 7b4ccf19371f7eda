"""Plans that were kept: the plan, its files, its card, and what became of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from uncramp.actions.keep_plan import KeptPlan, planned_and_run
from uncramp.store import codec, words
from uncramp.store.kept import KeptRun
from uncramp.terms.errors import InputError
from uncramp.web.answers.first_page import is_flagged
from uncramp.web.answers.models import PlanRow
from uncramp.web.answers.plan_files import FILES, file_of
from uncramp.web.memory.standing import Standing, standing
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.opening import shelf_of

SAME_DAY = timedelta(hours=18)  # a run this near to its planned start is the planned one
MOST_RUNS = 10  # offered to compare a plan with


@require_safe
@permitted(Action.PLAN_RUN)
def plan(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """A kept plan; with a run named, what became of each of its lines."""
    if is_flagged(actor):
        return redirect("last-cramp")
    kept, held = _plan(actor, key), standing(actor)
    ran = _ran(request, kept, held)
    shown: dict[str, Any] = {
        "key": key,
        "plan": kept.document,
        "card": kept.card,
        "made_at": kept.made_at,
        "starts_at": kept.starts_at,
        "takes_calendar": bool(kept.calendar),
        "runs": _runs_since(kept, held),
        "ran": ran and held.keys[ran.place],
    }
    if ran:
        try:
            shelf = shelf_of(settings.DATA, actor)
            became = planned_and_run(kept, ran, shelf=shelf, now=timezone.now())
            shown["became"] = [
                {"says": words.render(one.says), "verdict": one.verdict.value} for one in became
            ]
        except InputError as error:
            shown["said"] = words.render(error.said)
    return render(request, "answers/plan.html", shown)


@require_safe
@permitted(Action.PLAN_RUN)
def plan_file(request: HttpRequest, actor: Actor, key: int, kind: str) -> HttpResponse:
    """One of the files of a kept plan."""
    if kind not in FILES:
        raise Http404
    if is_flagged(actor):
        return redirect("last-cramp")
    try:
        return file_of(_plan(actor, key), kind)
    except InputError as error:
        shown = {"said": words.render(error.said)}
        return render(request, "answers/nothing.html", shown, status=422)


@require_safe
@permitted(Action.PLAN_RUN)
def card(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """The race-day card of a kept plan, large enough to be read while running."""
    if is_flagged(actor):
        return redirect("last-cramp")
    kept = _plan(actor, key)
    return render(
        request,
        "answers/card.html",
        {"key": key, "card": kept.card, "starts_at": kept.starts_at},
    )


@require_POST
@permitted(Action.PLAN_RUN)
def drop_plan(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """Drop a kept plan."""
    PlanRow.objects.for_actor(actor).filter(pk=key).delete()
    return redirect("next-run")


def _plan(actor: Actor, key: int) -> KeptPlan:
    row = PlanRow.objects.for_actor(actor).filter(pk=key).first()
    if row is None:
        raise Http404
    return codec.read(KeptPlan, row.value)


def _runs_since(plan: KeptPlan, held: Standing) -> list[tuple[int, KeptRun]]:
    since = min(plan.made_at, plan.starts_at or plan.made_at) - SAME_DAY
    known = [
        (held.keys[one.place], one)
        for one in reversed(held.library.kept_runs())
        if one.run.summary.started_at and one.run.summary.started_at >= since
    ]
    return known[-MOST_RUNS:]


def _ran(request: HttpRequest, plan: KeptPlan, held: Standing) -> KeptRun | None:
    """The run that was named, else the one that began when the plan does."""
    named = request.GET.get("ran", "")
    if named.isascii() and named.isdigit():
        return held.kept(int(named[:9]))
    if plan.starts_at is None:
        return None
    starts = plan.starts_at
    near = (
        (abs(one.run.summary.started_at - starts), i, one)
        for i, (_, one) in enumerate(_runs_since(plan, held))
        if one.run.summary.started_at
    )
    found = min(near, default=None)
    return found[2] if found and found[0] <= SAME_DAY else None
