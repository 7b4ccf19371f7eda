"""Why a cramp happened: the newest one first, and any other of the library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from uncramp.actions.answer_red_flags import NONE, SEEN, answer_red_flags
from uncramp.actions.answer_unknown import answer_unknown
from uncramp.store import words
from uncramp.store.kept import KeptRun
from uncramp.terms.errors import InputError
from uncramp.web.answers.explaining import explanation
from uncramp.web.answers.first_page import beside, flag_in_front
from uncramp.web.answers.shown import why_page
from uncramp.web.drawing.asked_units import answered_as_drawn
from uncramp.web.drawing.control import told as read_as_asked
from uncramp.web.memory.standing import Standing, standing
from uncramp.web.policies.cramp import cramp_state, told_of
from uncramp.web.policies.doors import permitted, require
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary

TELLS = {NONE: Action.TELL_NO_RED_FLAG, SEEN: Action.TELL_SEEN}
ANSWERED = "counted"  # of the address: which answer was just counted


@require_safe
@permitted(Action.SEE_LAST_CRAMP)
def last_cramp(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The latest cramp of the library, explained; or what to do where there is none."""
    if flag := flag_in_front(actor):
        return render(request, "answers/red_flag.html", {"flags": flag})
    held = standing(actor)
    cramps, also = held.cramps(), beside(actor, held)
    if not cramps:
        return render(request, "answers/nothing.html", also)
    return _page(request, actor, held, cramps[0][0], also=also)


@require_safe
@permitted(Action.SEE_WHY)
def why(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """Any cramp of the library, explained."""
    return _page(request, actor, standing(actor), key)


@require_POST
@permitted(Action.CHECK_IN)
@answered_as_drawn
def tell_unknown(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """Keep an answer to what was unknown of a cramp, and show what it moved."""
    kept = _kept(standing(actor), key)
    asked = [str(name) for name in request.POST.getlist("key")[:4]]
    given = {name: ", ".join(map(str, request.POST.getlist(name))) for name in asked}
    try:
        given = {name: read_as_asked(name, text) for name, text in given.items()}
        answer_unknown(given, of=kept, library=RowLibrary(actor))
    except InputError as error:
        said = words.render(error.said)
        return _page(request, actor, standing(actor), key, wrong=(tuple(given), said))
    return redirect(f"{request.path.removesuffix('/told')}?{ANSWERED}={'+'.join(given)}")


@require_POST
@permitted(Action.TELL_RED_FLAG)
def red_flags(request: HttpRequest, actor: Actor, key: int | None = None) -> HttpResponse:
    """Keep an answer to the one-screen list of a cramp, the last one's if no key is named."""
    library, answer = RowLibrary(actor), request.POST.get("answer", "")
    kept = None if key is None else _kept(standing(actor), key)
    state = cramp_state(library) if kept is None else told_of(kept)
    require(actor, TELLS.get(answer, Action.TELL_RED_FLAG), state)
    try:
        answer_red_flags(answer, library=library, of=kept)
    except InputError as error:
        said = {"said": words.render(error.said)}
        return render(request, "answers/nothing.html", said, status=400)
    return redirect("last-cramp") if key is None else redirect("why", key)


def _page(
    request: HttpRequest,
    actor: Actor,
    held: Standing,
    key: int,
    *,
    wrong: tuple[tuple[str, ...], str] | None = None,
    also: Mapping[str, Any] | None = None,
) -> HttpResponse:
    edition = request.GET.get("edition") or None
    try:
        found = explanation(actor, held, key, edition)
    except InputError as error:
        said = {"said": words.render(error.said)}
        return render(request, "answers/nothing.html", said, status=422)
    if found is None:
        raise Http404
    template = "answers/red_flag.html" if found.explained.triage.stops else "answers/why.html"
    counted = tuple(request.GET.get(ANSWERED, "").split())
    shown = why_page(found, held) | {"counted": counted, "wrong": wrong, "then": edition}
    shown |= also or {}
    return render(request, template, shown, status=422 if wrong else 200)


def _kept(held: Standing, key: int) -> KeptRun:
    kept = held.kept(key)
    if kept is None:
        raise Http404
    return kept
