"""The cramp log: four taps, red flags before anything else, and the rest whenever there is time."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uncramp.actions.log_cramp import log_cramp
from uncramp.actions.take_back_cramp import bring_back_cramp, remove_cramp, undo_cramp
from uncramp.actions.tie_cramps import run_of, take_over
from uncramp.history.cramp import CrampEntry
from uncramp.store import words
from uncramp.terms.errors import InputError
from uncramp.web.diary import runs
from uncramp.web.diary.cramp_form import against, given_of, log_form, tap
from uncramp.web.diary.cramp_list import broken_off, cramps_shown
from uncramp.web.diary.cramp_runs import key_of
from uncramp.web.diary.cramp_shown import flags_of, line, shown
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary


@require_http_methods(["GET", "HEAD", "POST"])
@permitted(Action.LOG_CRAMP)
def cramp(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The four taps; each that is sent is kept, and the last one leads on."""
    now = timezone.now()
    if request.method != "POST":
        of = against(actor, request.GET.get("run", ""), now)
        begun = broken_off(actor, now)
        form = log_form(actor, of, {}) | {"begun": line(begun, None, None) if begun else None}
        return render(request, "diary/cramp_log.html", form)
    of = against(actor, request.POST.get("run", "") or "none", now)
    try:
        entry = log_cramp(
            tap(request.POST),
            library=RowLibrary(actor),
            now=now,
            run=of.kept if of else None,
        )
    except InputError as error:
        said = words.render(error.said)
        if _by_script(request):
            return JsonResponse({"said": said}, status=422)
        form = log_form(actor, of, request.POST.dict()) | {"said": said}
        return render(request, "diary/cramp_log.html", form, status=422)
    if _by_script(request):
        return JsonResponse({"token": entry.token})
    page = reverse("cramp-entry", args=[entry.token])
    return redirect(f"{page}?kept=1" if request.POST.get("known") else page)


@require_safe
@permitted(Action.LOG_CRAMP)
def cramps(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every cramp, newest first; those that wait for their run say so."""
    return render(request, "diary/cramps.html", {"entries": cramps_shown(actor)})


@require_safe
@permitted(Action.LOG_CRAMP)
def one_cramp(request: HttpRequest, actor: Actor, token: UUID) -> HttpResponse:
    """One entry: its red flags first, and nothing else until they are answered."""
    return _page(request, actor, _entry(actor, token))


@require_safe
@permitted(Action.LOG_CRAMP)
def edit_cramp(request: HttpRequest, actor: Actor, token: UUID) -> HttpResponse:
    """The four taps again, with what was told."""
    entry = _entry(actor, token)
    if flags_of(actor, entry).stops:
        return redirect("cramp-entry", token)
    of = run_of(entry, RowLibrary(actor))
    form = log_form(
        actor,
        against(actor, str(key_of(actor, of)) if of else "none", timezone.now()),
        given_of(entry),
    )
    return render(request, "diary/cramp_log.html", form | {"known": True})


@require_POST
@permitted(Action.LOG_CRAMP)
def more_of_cramp(request: HttpRequest, actor: Actor, token: UUID) -> HttpResponse:
    """Keep what is told later: how long, how it felt, what helped."""
    entry = _entry(actor, token)
    try:
        log_cramp(tap(request.POST, entry.token), library=RowLibrary(actor), now=timezone.now())
    except InputError as error:
        return _page(request, actor, entry, wrong=words.render(error.said))
    return redirect(f"{reverse('cramp-entry', args=[token])}?kept=1")


@require_POST
@permitted(Action.LOG_CRAMP)
def undo(request: HttpRequest, actor: Actor, token: UUID) -> HttpResponse:
    """Take the last change back."""
    _entry(actor, token)
    undo_cramp(str(token), library=RowLibrary(actor))
    messages.success(request, gettext("It is as it was before."))
    return redirect("cramp-entry", token)


@require_POST
@permitted(Action.LOG_CRAMP)
def delete_cramp(request: HttpRequest, actor: Actor, token: UUID) -> HttpResponse:
    """Delete an entry at once; its page offers to undo it."""
    entry = _entry(actor, token)
    try:
        remove_cramp(entry.token, library=RowLibrary(actor), now=timezone.now())
    except InputError as error:
        return _page(request, actor, entry, wrong=words.render(error.said))
    return redirect("cramp-entry", token)


@require_POST
@permitted(Action.LOG_CRAMP)
def bring_back_entry(request: HttpRequest, actor: Actor, token: UUID) -> HttpResponse:
    """Undo a deletion."""
    _entry(actor, token)
    bring_back_cramp(str(token), library=RowLibrary(actor))
    messages.success(request, gettext("This cramp is back, and counts again."))
    return redirect("cramp-entry", token)


@require_POST
@permitted(Action.LOG_CRAMP)
def edit_cramp_of_run(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """Open the cramp of a run in the log, also where it came with the run from elsewhere."""
    kept = runs.one(actor, key)
    token = take_over(kept, library=RowLibrary(actor)) if kept else None
    if token is None:
        raise Http404
    return redirect("cramp-entry", token)


def _page(
    request: HttpRequest, actor: Actor, entry: CrampEntry, *, wrong: str = ""
) -> HttpResponse:
    flags = flags_of(actor, entry)
    if entry.removed_at is not None:
        return render(request, "diary/cramp_deleted.html", {"entry": entry})
    if flags.stops or not flags.asked:
        context: dict[str, Any] = {"flags": flags, **shown(actor, entry)}
        name = "diary/cramp_flag.html" if flags.stops else "diary/cramp_first.html"
        return render(request, name, context, status=409 if wrong else 200)
    context = {"flags": flags, "wrong": wrong, **shown(actor, entry)}
    context["kept_now"] = "kept" in request.GET
    return render(request, "diary/cramp.html", context, status=422 if wrong else 200)


def _entry(actor: Actor, token: UUID) -> CrampEntry:
    entry = RowLibrary(actor).cramp(str(token))
    if entry is None:
        raise Http404
    return entry


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("accept", "") == "application/json"
