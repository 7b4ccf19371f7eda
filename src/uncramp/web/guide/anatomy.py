"""The muscles on a body, seen from both sides, each leading to its page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from uncramp.terms.muscles import NAMES, Muscle
from uncramp.web.drawing.body_figures import VIEWS, drawing
from uncramp.web.drawing.body_parts import PARTS
from uncramp.web.guide.page import Language
from uncramp.web.guide.places import page_at
from uncramp.web.guide.spoken import said

SEEN_FROM: dict[str, str | Promise] = {"front": _("From the front"), "back": _("From behind")}


@dataclass(frozen=True, slots=True)
class Region:
    """One muscle on one side of the body: its outlines, its name, its page."""

    name: str
    address: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A body from one side; ``still`` leads nowhere."""

    caption: str
    still: tuple[str, ...]
    regions: tuple[Region, ...]


def muscle_map(language: Language, pages: Collection[str]) -> list[View]:
    """Both views; a muscle without a page leads nowhere."""
    return [
        View(
            str(SEEN_FROM[view]),
            drawing("male", view).still,
            tuple(
                Region(said(NAMES[muscle]), page_at(language, muscle.value), paths)
                for muscle, paths in _outlines(view).items()
                if muscle.value in pages
            ),
        )
        for view in VIEWS
    ]


@cache
def _outlines(view: str) -> dict[Muscle, tuple[str, ...]]:
    muscle_of = {part.name: part.muscle for part in PARTS}
    found: dict[Muscle, tuple[str, ...]] = {}
    for shape in drawing("male", view).shapes:
        muscle = muscle_of[shape.part]
        found[muscle] = (*found.get(muscle, ()), shape.path)
    return found
