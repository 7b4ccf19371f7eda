"""The first page: why the last cramp happened."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from uncramp.actions.documents import why_document
from uncramp.actions.draw_run import draw_run
from uncramp.actions.explain_last_cramp import explain_last_cramp
from uncramp.actions.headline import chance, headline
from uncramp.store import words
from uncramp.terms.errors import InputError
from uncramp.web.answers.chart import chart
from uncramp.web.rows.library import RowLibrary
from uncramp.web.rows.opening import shelf_of

MOST_FACTORS = 3


def last_cramp(request: HttpRequest) -> HttpResponse:
    """The latest cramp of the library, explained; or what to do where there is none."""
    try:
        explained = explain_last_cramp(
            library=RowLibrary.only(), shelf=shelf_of(settings.DATA), now=timezone.now()
        )
    except InputError as error:
        return render(request, "answers/nothing.html", {"said": words.render(error.said)})
    drawn = draw_run(explained.activity, explained.episode)
    document = why_document(explained)
    shown = {
        "answer": document,
        "factors": [f for f in document["factors"] if f["share"] >= 0.005][:MOST_FACTORS],
        "headline": words.render(headline(explained.why)),
        "chance": words.render(chance(explained.why.risk)),
        "episode": explained.episode,
        "started_at": explained.activity.started_at,
        "chart": chart(drawn) if drawn else None,
        "sources": sources(document),
    }
    return render(request, "answers/last_cramp.html", shown)


def sources(document: dict) -> list[str]:
    """Every claim the shown factors and the article rest on, once."""
    claims = [c for factor in document["factors"] for c in factor["claims"]]
    return list(dict.fromkeys(claims + [c for a in document["article"] for c in a["rests_on"]]))
