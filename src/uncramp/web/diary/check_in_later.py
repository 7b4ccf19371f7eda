"""A check-in told without a connection: which run it is about is found out when it arrives."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from uncramp.actions.check_in import check_in
from uncramp.store import words
from uncramp.store.kept import KeptRun
from uncramp.terms.errors import InputError
from uncramp.terms.sentences import sentence
from uncramp.web.diary.check_in_form import instant, said_in
from uncramp.web.drawing.asked_units import answered_as_drawn
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary

WITHIN: Final = timedelta(hours=24)  # after its end a run is the one that is meant
NO_RUN: Final = sentence(
    "The run of this check-in is not here yet. Import it, then send the check-in again."
)


@require_POST
@permitted(Action.CHECK_IN)
@answered_as_drawn
def check_in_later(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Keep a check-in with the run that was the latest when it was told."""
    library, now = RowLibrary(actor), timezone.now()
    kept = run_told_of(library.kept_runs(), instant(request.POST.get("at", "")) or now)
    if kept is None:
        return _said(words.render(NO_RUN), 409)
    try:
        check_in(kept.place, said_in(request.POST, kept, library), library=library, now=now)
    except InputError as error:
        return _said(words.render(error.said), 422)
    messages.success(request, gettext("Kept. Thank you."))
    return redirect("check-in")


def run_told_of(runs: Sequence[KeptRun], at: datetime) -> KeptRun | None:
    """The latest run begun by `at`, where it had ended no longer than a day before."""
    begun = [(kept, began) for kept in runs if (began := kept.run.summary.started_at)]
    before = [(kept, began) for kept, began in begun if began <= at]
    if not before:
        return None
    kept, began = max(before, key=lambda pair: pair[1])
    ended = began + timedelta(seconds=kept.run.summary.duration)
    return kept if at - ended <= WITHIN else None


def _said(text: str, status: int) -> HttpResponse:
    return HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8", status=status)
