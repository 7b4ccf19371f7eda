"""The first page of the guide: its pages under headings, those that most need them first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from uncramp.web.guide.library import list_page
from uncramp.web.guide.page import Kind, Language
from uncramp.web.guide.reading import Guide

HEADINGS: Final[dict[Kind, str | Promise]] = {
    Kind.START: _("Start here"),
    Kind.MOMENT: _("In the moment"),
    Kind.FLAGS: _("When it is more than a cramp"),
    Kind.MUSCLE: _("By muscle"),
    Kind.FACTOR: _("What cramps are linked with"),
    Kind.PREVENTION: _("What you can do"),
    Kind.SHOES: _("Shoes"),
    Kind.EXERCISE: _("Exercises"),
    Kind.DISTANCE: _("Distances"),
    Kind.WHO: _("Who can help"),
    Kind.BENEFITS: _("What running gives you"),
    Kind.TRUST: _("How far to trust this"),
}

MANY = 7  # pages under one heading


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its pages; ``brief`` where there are many, so that titles are enough."""

    kind: str
    heading: str
    pages: list[dict[str, str]]

    @property
    def brief(self) -> bool:
        """Whether descriptions are left out."""
        return len(self.pages) >= MANY


def sections(guide: Guide, language: Language) -> list[Section]:
    """Every page of a language, each once."""
    return list(_sections(guide, language))


def _sections(guide: Guide, language: Language) -> Iterator[Section]:
    for kind in Kind:
        pages = guide.of(language, kind)
        if pages:
            yield Section(kind.value, str(HEADINGS[kind]), list_page(pages))
