"""For machines that look for pages: which there are, and which are anybody's."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from uncramp.store.exercises import exercises
from uncramp.web.guide.page import LANGUAGES, Language
from uncramp.web.guide.places import alternates, exercise_at, first_page_at, page_at
from uncramp.web.guide.reading import guide

ANYBODYS = ("/guide", "/de/guide", "/ask", "/next", "/static/", "/sitemap.xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """The guide and the question may be found; a runner's pages are nobody's to look for."""
    sitemap = request.build_absolute_uri("/sitemap.xml")
    allowed = "".join(f"Allow: {path}\n" for path in ANYBODYS)
    text = f"User-agent: *\n{allowed}Disallow: /\n\nSitemap: {sitemap}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page of the guide, with its other languages and when it was reviewed."""
    entries = [
        (request.build_absolute_uri(path), alternates(request, paths), reviewed)
        for paths, reviewed in _everything()
        for path in paths.values()
    ]
    return render(request, "guide/sitemap.xml", {"entries": entries}, content_type="text/xml")


def _everything() -> Iterator[tuple[dict[Language, str], str]]:
    yield {language: first_page_at(language) for language in LANGUAGES}, ""
    for slug in sorted({slug for _, slug in guide().pages}):
        pages = {language: guide().page(language, slug) for language in LANGUAGES}
        there = {language: page for language, page in pages.items() if page is not None}
        reviewed = max(page.reviewed for page in there.values()).isoformat()
        yield {language: page_at(language, slug) for language in there}, reviewed
    for name in exercises():
        yield {language: exercise_at(language, name) for language in LANGUAGES}, ""
