"""What lists of pages and the page of an exercise show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext

from uncramp.plan.exercise import Exercise
from uncramp.store.exercises import exercises
from uncramp.terms.muscles import NAMES
from uncramp.web.guide.page import GuidePage, Language
from uncramp.web.guide.parts import exercise_card
from uncramp.web.guide.places import page_at
from uncramp.web.guide.positions import positions
from uncramp.web.guide.reading import guide
from uncramp.web.guide.spoken import said

EXERCISES = "exercises"
"""The slug of the page that shows the whole library."""


def list_page(pages: Iterable[GuidePage]) -> list[dict[str, str]]:
    """Title, description and address of each."""
    return [
        {
            "title": page.title,
            "description": page.description,
            "address": page_at(page.language, page.slug),
            "slug": page.slug,
        }
        for page in pages
    ]


def exercise_page(exercise: Exercise, language: Language) -> dict[str, Any]:
    """An exercise as its page shows it."""
    return {
        "title": gettext(exercise.name),
        "description": gettext(exercise.how[0]),
        "exercise": exercise,
        "positions": positions(exercise),
        "muscles": [said(NAMES[muscle]) for muscle in exercise.muscles],
        "library": page_at(language, EXERCISES),
        "more": _more(exercise, language),
        "page": guide().page(language, EXERCISES),
        "supports": [
            (gettext("For cramp"), exercise.cramp),
            (gettext("For strength and injury"), exercise.strength),
        ],
    }


def _more(exercise: Exercise, language: Language) -> list[dict[str, Any]]:
    """Other exercises for the same muscle."""
    return [
        exercise_card(other.id, language)
        for other in exercises().values()
        if other.id != exercise.id and other.muscles[0] == exercise.muscles[0]
    ]
