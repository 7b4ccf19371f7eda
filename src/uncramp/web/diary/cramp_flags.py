"""The answers to the one-screen list, given on the page of a logged cramp."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from uncramp.actions.answer_cramp_flags import NONE, SEEN, answer_cramp_flags
from uncramp.actions.tie_cramps import run_of
from uncramp.terms.errors import InputError
from uncramp.web.policies.cramp import told_by
from uncramp.web.policies.doors import permitted, require
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary

TELLS = {NONE: Action.TELL_NO_RED_FLAG, SEEN: Action.TELL_SEEN}


@require_POST
@permitted(Action.TELL_RED_FLAG)
def cramp_flags(request: HttpRequest, actor: Actor, token: UUID) -> HttpResponse:
    """Keep an answer; to have been seen is said of every cramp of the run."""
    library, answer = RowLibrary(actor), request.POST.get("answer", "")
    entry = library.cramp(str(token))
    if entry is None:
        raise Http404
    require(actor, TELLS.get(answer, Action.TELL_RED_FLAG), told_by(entry.answers))
    of = run_of(entry, library)
    all_of_it = of.logged.tokens if of and of.logged and answer == SEEN else ()
    try:
        answer_cramp_flags(answer, {entry.token, *all_of_it}, library=library)
    except InputError:
        raise Http404 from None
    return redirect("cramp-entry", token)
