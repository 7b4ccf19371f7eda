"""The first page: why the last cramp happened."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from uncramp.actions.answer_red_flags import answer_red_flags
from uncramp.actions.draw_run import draw_run
from uncramp.actions.explain_episode import Explained
from uncramp.actions.explain_last_cramp import explain_last_cramp
from uncramp.history.sample import DEVICE
from uncramp.store import words
from uncramp.terms.errors import InputError
from uncramp.web.answers.chart import chart
from uncramp.web.answers.shown import answer_parts
from uncramp.web.rows.library import RowLibrary
from uncramp.web.rows.opening import shelf_of


@require_GET
def last_cramp(request: HttpRequest) -> HttpResponse:
    """The latest cramp of the library, explained; or what to do where there is none."""
    try:
        explained = explain_last_cramp(
            library=RowLibrary.only(), shelf=shelf_of(settings.DATA), now=timezone.now()
        )
    except InputError as error:
        return render(request, "answers/nothing.html", {"said": words.render(error.said)})
    template = "answers/red_flag.html" if explained.triage.stops else "answers/last_cramp.html"
    return render(request, template, _shown(explained))


@require_POST
def red_flags(request: HttpRequest) -> HttpResponse:
    """Keep an answer to the one-screen list, and show the cramp again."""
    try:
        answer_red_flags(request.POST.get("answer", ""), library=RowLibrary.only())
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
