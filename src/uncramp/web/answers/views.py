"""The first page: why the last cramp happened."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from uncramp.actions.answer_red_flags import NONE, SEEN, answer_red_flags
from uncramp.actions.draw_run import draw_run
from uncramp.actions.explain_episode import Explained
from uncramp.actions.explain_last_cramp import explain_last_cramp
from uncramp.history.sample import DEVICE
from uncramp.store import words
from uncramp.terms.errors import InputError
from uncramp.web.answers.shown import answer_parts
from uncramp.web.drawing.chart import chart
from uncramp.web.policies.cramp import cramp_state
from uncramp.web.policies.doors import permitted, require
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary
from uncramp.web.rows.opening import shelf_of

TELLS = {NONE: Action.TELL_NO_RED_FLAG, SEEN: Action.TELL_SEEN}


@require_GET
@permitted(Action.SEE_LAST_CRAMP)
def last_cramp(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The latest cramp of the library, explained; or what to do where there is none."""
    try:
        explained = explain_last_cramp(
            library=RowLibrary(actor), shelf=shelf_of(settings.DATA, actor), now=timezone.now()
        )
    except InputError as error:
        return render(request, "answers/nothing.html", {"said": words.render(error.said)})
    template = "answers/red_flag.html" if explained.triage.stops else "answers/last_cramp.html"
    return render(request, template, _shown(explained))


@require_POST
@permitted(Action.TELL_RED_FLAG)
def red_flags(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Keep an answer to the one-screen list, and show the cramp again."""
    library, answer = RowLibrary(actor), request.POST.get("answer", "")
    require(actor, TELLS.get(answer, Action.TELL_RED_FLAG), cramp_state(library))
    try:
        answer_red_flags(answer, library=library)
    except InputError as error:
        said = {"said": words.render(error.said)}
        return render(request, "answers/nothing.html", said, status=400)
    return redirect("last-cramp")


def _shown(explained: Explained) -> dict[str, object]:
    activity = explained.activity
    drawn = draw_run(activity, explained.episode) if activity else None
    return answer_parts(explained) | {
        "sample": activity is not None and activity.device == DEVICE,
        "started_at": explained.started_at,
        "chart": chart(drawn) if drawn else None,
    }
