"""Where things of the guide are: one address for each page, exercise and language."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from uncramp.web.guide.page import LANGUAGES, ORIGINAL, Language

OTHER: Language = "de"


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in a language."""

    language: str
    address: str


def _named(name: str, language: Language) -> str:
    return name if language == ORIGINAL else f"{name}-{language}"


def first_page_at(language: Language) -> str:
    """The first page of the guide; every other page lies below it."""
    return reverse(_named("guide", language))


def page_at(language: Language, slug: str) -> str:
    """A page by its name."""
    return reverse(_named("guide-page", language), kwargs={"page": slug})


def exercise_at(language: Language, exercise: str) -> str:
    """An exercise by its id; addresses have hyphens where ids have underscores."""
    return reverse(
        _named("guide-exercise", language), kwargs={"exercise": exercise.replace("_", "-")}
    )


def search_at(language: Language) -> str:
    """Where a question to the guide is answered."""
    return reverse(_named("guide-search", language))


def elsewhere(request: HttpRequest) -> str:
    """The address of the page asked for, in the language the reader has set."""
    found = request.resolver_match
    language = ORIGINAL if get_language() == ORIGINAL else OTHER
    name = str(found.url_name).removesuffix(f"-{OTHER}") if found else "guide"
    told = {key: value for key, value in found.kwargs.items() if key != "language"} if found else {}
    return reverse(_named(name, language), kwargs=told)


def alternates(request: HttpRequest, paths: dict[Language, str]) -> list[Alternate]:
    """Whole addresses of one page in the languages it is there in."""
    return [
        Alternate(language, request.build_absolute_uri(paths[language]))
        for language in LANGUAGES
        if language in paths
    ]
