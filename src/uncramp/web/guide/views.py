"""The pages of the guide: the first page, a page, an exercise, and what a search found."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from uncramp.actions.cite_guide import newest_edition
from uncramp.store.exercises import exercises
from uncramp.web.guide.anatomy import muscle_map
from uncramp.web.guide.library import exercise_page, list_page
from uncramp.web.guide.page import LANGUAGES, GuidePage, Kind, Language
from uncramp.web.guide.parts import often_heard, parts_of, side_by_side, studies, text_of
from uncramp.web.guide.pictures import picture
from uncramp.web.guide.places import (
    alternates,
    elsewhere,
    exercise_at,
    first_page_at,
    page_at,
    search_at,
)
from uncramp.web.guide.reading import guide
from uncramp.web.guide.search import index
from uncramp.web.guide.sections import sections
from uncramp.web.guide.spoken import in_language
from uncramp.web.guide.structured import how_to, web_page

Page = Callable[..., HttpResponse]
CHOSEN = "chosen"
"""Asked for by the switch of languages: the same page, where it is in the language just chosen."""


def spoken(page: Page) -> Page:
    """A page in the language of its address, whatever the browser prefers."""

    @wraps(page)
    def answer(request: HttpRequest, language: Language, **address: Any) -> HttpResponse:
        if CHOSEN in request.GET:
            return redirect(elsewhere(request))
        with in_language(language):
            response = page(request, language, **address)
        response.headers["Content-Language"] = language
        return response

    return require_safe(answer)


@spoken
def first_page(request: HttpRequest, language: Language) -> HttpResponse:
    """The guide by muscle, by what is linked with cramps, and by what can be done."""
    shown = {
        "title": gettext("The guide to runners' cramps"),
        "description": gettext(
            "What cramps are linked with, what you can do, and how sure anybody is: by muscle, "
            "with every study named."
        ),
        "sections": sections(guide(), language),
        "latest": max(guide().of(language), key=lambda page: page.reviewed, default=None),
        "map": muscle_map(language, guide().slugs(language)),
        "other_language": {spoken: first_page_at(spoken) for spoken in LANGUAGES},
    }
    return _answer(request, "guide/first_page.html", language, shown)


@spoken
def page(request: HttpRequest, language: Language, page: str) -> HttpResponse:
    """One page with its studies, what else belongs to it, and when it was reviewed."""
    found = guide().page(language, page)
    if found is None:
        raise Http404
    text = text_of(found)
    cited = studies(text.claims)
    shown = {
        "title": found.title,
        "description": found.description,
        "page": found,
        "picture": picture(found.picture) if found.picture else None,
        "parts": list(parts_of(text.pieces, language)),
        "studies": cited,
        "practice": text.has_practice,
        "forest": side_by_side(found),
        "article": often_heard(found.article, citing=text.claims),
        "related": _related(found),
        "other_language": _spoken_of(found.slug),
    }
    address = request.build_absolute_uri(page_at(language, found.slug))
    shown["data"] = web_page(found, address=address, studies=[s.study for s in cited])
    return _answer(request, "guide/page.html", language, shown)


@spoken
def exercise(request: HttpRequest, language: Language, exercise: str) -> HttpResponse:
    """One exercise: its positions, how much, how to go on, mistakes, whom it suits."""
    known = exercises().get(exercise.replace("-", "_"))
    if known is None or "_" in exercise:
        raise Http404
    shown = exercise_page(known, language)
    address = request.build_absolute_uri(exercise_at(language, known.id))
    shown["data"] = how_to(known, address=address, language=language)
    shown["other_language"] = {spoken: exercise_at(spoken, known.id) for spoken in LANGUAGES}
    return _answer(request, "guide/exercise.html", language, shown)


@spoken
def search(request: HttpRequest, language: Language) -> HttpResponse:
    """The pages that fit a question."""
    asked = request.GET.get("q", "").strip()
    found = index(guide(), language).search(asked)
    shown = {
        "title": gettext("Search the guide"),
        "description": gettext("What was found in the guide."),
        "asked": asked,
        "found": [(page_at(language, one.page.slug), one) for one in found],
        "starts": list_page(guide().of(language, Kind.START)),
        "not_indexed": True,
        "other_language": {spoken: search_at(spoken) for spoken in LANGUAGES},
    }
    return _answer(request, "guide/search.html", language, shown)


def _answer(
    request: HttpRequest, template: str, language: Language, shown: dict[str, Any]
) -> HttpResponse:
    paths: dict[Language, str] = shown.pop("other_language")
    around = {
        "language": language,
        "newest": newest_edition(),
        "first_page": first_page_at(language),
        "search": search_at(language),
        "canonical": request.build_absolute_uri(paths[language]),
        "alternates": alternates(request, paths),
        "others": [(spoken, paths[spoken]) for spoken in paths if spoken != language],
    }
    return render(request, template, around | shown)


def _related(found: GuidePage) -> list[dict[str, str]]:
    pages = (guide().page(found.language, slug) for slug in found.related)
    return list_page(page for page in pages if page is not None)


def _spoken_of(slug: str) -> dict[Language, str]:
    """Where the same page is, in the languages that have it."""
    return {
        language: page_at(language, slug) for language in LANGUAGES if guide().page(language, slug)
    }
