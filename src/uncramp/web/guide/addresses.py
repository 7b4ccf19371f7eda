"""Which address leads to which page of this room: English at /guide, German at /de/guide."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, path

from uncramp.web.guide.page import ORIGINAL, Language
from uncramp.web.guide.robots import robots, sitemap
from uncramp.web.guide.views import exercise, first_page, page, search


def _spoken(language: Language, prefix: str) -> Iterator[URLPattern]:
    """English names stand alone; another language's carry it: "guide", "guide-de"."""
    also = "" if language == ORIGINAL else f"-{language}"
    told = {"language": language}
    yield path(f"{prefix}guide", first_page, told, name=f"guide{also}")
    yield path(f"{prefix}guide/search", search, told, name=f"guide-search{also}")
    yield path(
        f"{prefix}guide/exercises/<slug:exercise>", exercise, told, name=f"guide-exercise{also}"
    )
    yield path(f"{prefix}guide/<slug:page>", page, told, name=f"guide-page{also}")


urlpatterns = [
    *_spoken("en", ""),
    *_spoken("de", "de/"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
]
