"""The first page: why the last cramp happened."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from uncramp.actions.assess_case import NONE_OF_THESE_FACTS, ONE_SCREEN, Facts
from uncramp.actions.cite_claims import cite_claims
from uncramp.actions.documents import why_document
from uncramp.actions.draw_run import draw_run
from uncramp.actions.explain_episode import Explained
from uncramp.actions.explain_last_cramp import explain_last_cramp
from uncramp.actions.headline import chance, headline
from uncramp.history.sample import DEVICE
from uncramp.store import words
from uncramp.terms.errors import InputError
from uncramp.web.answers.chart import chart
from uncramp.web.rows.library import RowLibrary
from uncramp.web.rows.opening import shelf_of

MOST_FACTORS = 3
NONE = "none"


def last_cramp(request: HttpRequest) -> HttpResponse:
    """The latest cramp of the library, explained; or what to do where there is none."""
    answered = request.GET.get("red_flag", "")
    try:
        explained = explain_last_cramp(
            library=RowLibrary.only(),
            shelf=shelf_of(settings.DATA),
            now=timezone.now(),
            facts=_facts(answered),
        )
    except InputError as error:
        return render(request, "answers/nothing.html", {"said": words.render(error.said)})
    template = "answers/red_flag.html" if explained.triage.stops else "answers/last_cramp.html"
    return render(request, template, _shown(explained))


def _facts(answered: str) -> Facts:
    """What one tap on the one-screen list told; an unknown word tells nothing."""
    if answered == NONE:
        return Facts.model_validate(NONE_OF_THESE_FACTS)
    flag = next((flag for flag in ONE_SCREEN if flag.id == answered), None)
    return Facts.model_validate(flag.sets if flag else {})


def _shown(explained: Explained) -> dict[str, object]:
    drawn = draw_run(explained.activity, explained.episode)
    document = why_document(explained)
    return {
        "answer": document,
        "said": [words.render(line) for line in explained.triage.lines],
        "asked": explained.triage.list_answered,
        "flags": [(flag.id, words.render(flag.text)) for flag in ONE_SCREEN],
        "factors": document["factors"][: len(explained.why.leaders(MOST_FACTORS))],
        "others": explained.why.others(MOST_FACTORS),
        "headline": words.render(headline(explained.why)),
        "chance": words.render(chance(explained.why.risk)),
        "episode": explained.episode,
        "sample": explained.activity.device == DEVICE,
        "started_at": explained.activity.started_at,
        "chart": chart(drawn) if drawn else None,
        "citations": cite_claims(explained.why, MOST_FACTORS),
    }
