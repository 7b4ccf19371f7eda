"""The pieces of a page with everything their templates show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.utils.translation import gettext

from uncramp.actions.assess_case import CARD, ONE_SCREEN
from uncramp.actions.cite_guide import GuideStudy, article_said, cite_guide, known_claims
from uncramp.actions.show_claims import studies_on
from uncramp.store.exercises import exercises
from uncramp.web.drawing.forest import Forest, forest
from uncramp.web.guide.markers import Place, Placed
from uncramp.web.guide.page import GuidePage, Kind, Language
from uncramp.web.guide.pictures import picture
from uncramp.web.guide.places import exercise_at, first_page_at
from uncramp.web.guide.spoken import Told, said, told
from uncramp.web.guide.writing import Words, Written, written

FEWEST = 2  # rows of a plot; one says no more than its sentence


@dataclass(frozen=True, slots=True)
class Part:
    """HTML of our own making, or a template with what it shows."""

    html: str = ""
    template: str = ""
    shown: Any = None


@dataclass(frozen=True, slots=True)
class Study:
    """A study in the list of a page, in the reader's language where it has words for it."""

    number: int
    study: GuideStudy
    says: Told
    population: Told
    per: Told
    design: str
    effect: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A row of the source article, what studies say of it, and the verdict."""

    says: Told
    verdict: Told
    studies: Told


@lru_cache(maxsize=512)
def text_of(page: GuidePage) -> Written:
    """A page's text in pieces; the reader's language must be set to the page's."""
    words = Words(study=gettext("Study {number}"), practice=gettext("Good practice, no study"))
    return written(page.body, root=first_page_at(page.language), words=words)


def parts_of(pieces: Iterable[str | Placed], language: Language) -> Iterator[Part]:
    """What the template goes through; neighbouring exercises share one grid."""
    for place, run in groupby(pieces, key=lambda p: p.place if isinstance(p, Placed) else None):
        if place is None:
            yield from (Part(html=str(piece)) for piece in run)
        elif place is Place.EXERCISE:
            names = [piece.name for piece in run if isinstance(piece, Placed)]
            shown = [exercise_card(name, language) for name in names]
            yield Part(template="guide/parts/exercises.html", shown=shown)
        else:
            yield from (_part(piece) for piece in run if isinstance(piece, Placed))


def _part(placed: Placed) -> Part:
    if placed.place is Place.CARD:
        shown: Any = {"title": said(CARD.title), "lines": [said(line) for line in CARD.lines]}
        return Part(template="guide/parts/card.html", shown=shown)
    if placed.place is Place.FLAGS:
        return Part(
            template="guide/parts/flags.html", shown=[said(flag.text) for flag in ONE_SCREEN]
        )
    if placed.place is Place.FOREST:
        drawn = forest(studies_on(placed.name).rows)
        return Part(template="guide/parts/forest.html", shown=drawn)
    return Part(template="guide/parts/picture.html", shown=picture(placed.name))


def side_by_side(page: GuidePage) -> Forest | None:
    """The plot of a factor's own page, where there are ratios to compare."""
    exposure = page.slug.replace("-", "_")
    studied = {claim.partition("/")[0] for claim in known_claims()}
    if page.kind is not Kind.FACTOR or exposure not in studied:
        return None
    rows = studies_on(exposure).rows
    return forest(rows) if len(rows) >= FEWEST else None


def exercise_card(name: str, language: Language) -> dict[str, Any]:
    """An exercise as a small card."""
    return {"exercise": exercises()[name], "address": exercise_at(language, name)}


def studies(claims: Iterable[str]) -> list[Study]:
    """The numbered list of studies that a page's marks lead to."""
    return [
        Study(
            number=number,
            study=study,
            says=told(study.says),
            population=told(study.population),
            per=told(study.per),
            design=said(study.design),
            effect=said(study.effect) if study.effect else "",
            certainty=said(study.certainty),
        )
        for number, study in enumerate(cite_guide(claims), start=1)
    ]


def often_heard(topics: Iterable[str], *, citing: Iterable[str]) -> list[Heard]:
    """What the article says on a page's topics, as far as the page cites what it rests on."""
    return [
        Heard(told(one.says), told(one.verdict), told(one.studies))
        for one in article_said(topics, citing=citing)
    ]
