"""The check-in after a run, and the gentle list of runs that wait for a word."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uncramp.actions.check_in import Cramped, check_in
from uncramp.actions.red_flags_of import stands
from uncramp.actions.runs_waiting import answered_of, excuse_runs, runs_waiting
from uncramp.store import words
from uncramp.store.kept import KeptRun
from uncramp.terms.errors import InputError
from uncramp.web.diary import runs
from uncramp.web.diary.check_in_form import cramped_before, questions, said_in
from uncramp.web.diary.cramp_runs import keys_of, latest_key
from uncramp.web.diary.run_shown import at_a_glance
from uncramp.web.drawing.asked_units import answered_as_drawn
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary


@require_safe
@permitted(Action.CHECK_IN)
def check_ins(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The check-in of the run that waits, the latest first; else of the latest run."""
    now = timezone.now()
    waiting = runs_waiting(library=RowLibrary(actor), now=now)
    keys = keys_of(actor, waiting)
    key = keys[waiting[0].place] if waiting else latest_key(actor, now)
    kept = runs.one(actor, key) if key else None
    if key is None or kept is None:
        return render(request, "diary/check_in_none.html")
    return _page(request, actor, key, kept)


@require_http_methods(["GET", "HEAD", "POST"])
@permitted(Action.CHECK_IN)
@answered_as_drawn
def run_check_in(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """The check-in of one run; a yes to the first question leads on to the cramp log."""
    kept = runs.one(actor, key)
    if kept is None:
        raise Http404
    if request.method != "POST":
        return _page(request, actor, key, kept)
    library = RowLibrary(actor)
    try:
        said = said_in(request.POST, kept, library)
        told = check_in(kept.place, said, library=library, now=timezone.now())
    except InputError as error:
        return _page(request, actor, key, kept, wrong=words.render(error.said))
    if said.cramped is Cramped.YES and told.episode is None:
        return redirect(f"{reverse('cramp')}?run={key}")
    messages.success(request, gettext("Kept. Thank you."))
    return redirect("check-in")


@require_POST
@permitted(Action.CHECK_IN)
def not_now(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask no more about the runs that wait; each can still be answered on its page."""
    library = RowLibrary(actor)
    waiting = runs_waiting(library=library, now=timezone.now())
    excuse_runs([kept.place for kept in waiting], library=library)
    messages.success(
        request, gettext("They are left alone. Each can still be answered on its page.")
    )
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    return reverse("check-in" if request.POST.get("from") == "check-in" else "last-cramp")


def _page(
    request: HttpRequest, actor: Actor, key: int, kept: KeptRun, *, wrong: str = ""
) -> HttpResponse:
    if stands(kept.answers):  # a red flag goes before everything about its run
        return redirect("run", key)
    library, now = RowLibrary(actor), timezone.now()
    sent = request.POST if wrong else None
    every = library.kept_runs()
    others = [k for k in runs_waiting(library=library, now=now) if k.place != kept.place]
    keys = keys_of(actor, others)
    shown: dict[str, Any] = {
        "key": key,
        "kept": kept,
        "numbers": " · ".join(at_a_glance(kept.run.summary)),
        "questions": questions(kept, library, sent),
        "cramped": sent.get("cramped", "") if sent is not None else cramped_before(kept),
        "logged": kept.episode is not None,
        "shoes": [shoe for shoe in library.shoes() if not shoe.retired or shoe.token == kept.shoe],
        "shoe": sent.get("shoe", "") if sent is not None else kept.shoe,
        "waiting": [(keys[one.place], one.run.summary.started_at) for one in others],
        "answered": answered_of(every),
        "wrong": wrong,
    }
    return render(request, "diary/check_in.html", shown, status=422 if wrong else 200)
