"""What is wrong with the guide: statements without a study, dead links, stale reviews, hard words.

Each fault is a sentence with its place. `python -m uncramp.web.guide.checking` prints them all;
the tests keep the list empty.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

from uncramp.actions.cite_guide import known_claims, moved_since
from uncramp.store.exercises import exercises
from uncramp.web.guide.effects import effect_in
from uncramp.web.guide.markers import (
    IN_BRACES,
    Place,
    claims_in,
    claims_of,
    inside_braces,
    is_practice,
    placed,
)
from uncramp.web.guide.page import LANGUAGES, ORIGINAL, GuidePage, Language
from uncramp.web.guide.plain import Block, blocks
from uncramp.web.guide.reading import Guide, guide
from uncramp.web.guide.reading_ease import reading_ease

EASIEST: Final[dict[Language, float]] = {"en": 60.0, "de": 55.0}
TOPICS: Final = frozenset(f"S{number}" for number in range(1, 15)) - {"S12"}
"""Rows of the source article that pages answer; S12 is the form that people show interest with."""
PICTURES: Final = frozenset(
    {
        "how-a-cramp-comes-about",
        "drink-and-eat-timeline",
        "build-up",
        "break-in",
        "first-aid-sequence",
        "heat-and-pace",
    }
)
AMOUNT: Final = re.compile(
    r"\d+(?:[.,]\d+)? ?(?:ml|millilit(?:re|er)s?|dl|l|lit(?:re|er)s?|mg|g|grams?|gramm)\b"
    r"(?! ?/ ?l\b)",
    re.IGNORECASE,
)
SITE: Final = frozenset({"/ask", "/next"})
"""Pages of other rooms that a text may lead to."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, where; ``rule`` names the check that found it."""

    rule: str
    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


def faults(found: Guide) -> tuple[Fault, ...]:
    """Everything wrong with a guide, page by page, then what is missing as a whole."""
    of_pages = (
        Fault(rule, f"{page.language}/{page.slug}", what)
        for page in found.pages.values()
        for rule, check in CHECKS.items()
        for what in check(page, found)
    )
    return (*of_pages, *_missing(found))


def _unknown_claims(page: GuidePage, of: Guide) -> Iterator[str]:
    for name in claims_of(page.body):
        if name not in known_claims():
            yield f"{name} is no claim of the evidence."


def _unbound(page: GuidePage, of: Guide) -> Iterator[str]:
    """A block that tells of an effect names a study, or says that there is none."""
    found = blocks(page.body)
    for at, block in enumerate(found):
        said = effect_in(block.text, page.language)
        if said and not block.bound and not _bound_below(found, at):
            yield f"“{said}” tells of an effect, and no study is named: {block.text}"


def _bound_below(found: tuple[Block, ...], at: int) -> bool:
    """A line that opens a list is bound by its items."""
    items = pairwise(found[at:])
    return found[at].text.endswith(":") and any(after.is_item and after.bound for _, after in items)


def _hard(page: GuidePage, of: Guide) -> Iterator[str]:
    if not blocks(page.body):
        yield "There is nothing to read on it."
        return
    ease = reading_ease(page.body, page.language)
    if ease < EASIEST[page.language]:
        yield f"It reads too hard: {ease:.0f}, and {EASIEST[page.language]:.0f} is the least."


def _forbidden(page: GuidePage, of: Guide) -> Iterator[str]:
    text = " ".join((page.title, page.description, IN_BRACES.sub("", page.body)))
    for pattern in _patterns(page.language):
        for found in re.finditer(pattern, text, re.IGNORECASE):
            yield f"“{found[0]}” is a word we do not use."


def _amounts(page: GuidePage, of: Guide) -> Iterator[str]:
    """What may be drunk or eaten hangs on conditions and medicines that a reader has not told."""
    for found in AMOUNT.finditer(IN_BRACES.sub("", page.body)):
        yield f"“{found[0]}” is an amount to take: those belong to a plan, which asks first."


@cache
def _patterns(language: Language) -> tuple[str, ...]:
    listed = tomllib.loads((files("uncramp.store") / "word_list.toml").read_text(encoding="utf-8"))
    words = listed["words"] if language == ORIGINAL else listed[language]
    return (rf"\b(?:{'|'.join(map(re.escape, words))})\b", *listed["doses"])


def _dead_links(page: GuidePage, of: Guide) -> Iterator[str]:
    for to in re.findall(r"\]\(([^)\s]*)\)", page.body):
        address = to.partition("#")[0]
        is_exercise = address.removeprefix("exercises/").replace("-", "_") in exercises()
        is_known = address in of.slugs(page.language) or address in SITE or "://" in address
        if not is_known and not (address.startswith("exercises/") and is_exercise):
            yield f"the link to {to or 'nothing'} leads nowhere."
    for slug in page.related:
        if slug not in of.slugs(page.language) or slug == page.slug:
            yield f"it is related to {slug}, which is no other page."


def _unplaceable(page: GuidePage, of: Guide) -> Iterator[str]:
    """Braces that place a part stand alone on a line, and the part exists."""
    alone = {line.strip() for line in page.body.splitlines()}
    if page.picture is not None and page.picture not in PICTURES:
        yield f"the picture {page.picture} is not there."
    for inside in inside_braces(page.body):
        part = placed(f"{{{inside}}}")
        if part is None:
            if not is_practice(inside) and not claims_in(inside):
                yield f"{{{inside}}} means nothing."
        elif f"{{{inside}}}" not in alone:
            yield f"{{{inside}}} must stand alone on its line."
        elif not _there(part.place, part.name):
            yield f"{{{inside}}} is not there."


def _there(place: Place, name: str) -> bool:
    if place is Place.PICTURE:
        return name in PICTURES
    if place is Place.EXERCISE:
        return name in exercises()
    if place is Place.FOREST:
        return any(claim.startswith(f"{name}/") for claim in known_claims())
    return not name


def _stale(page: GuidePage, of: Guide) -> Iterator[str]:
    """Reviewed before what it cites moved."""
    moved = moved_since(page.edition)
    if moved is None:
        yield f"there is no edition {page.edition} of the evidence."
        return
    for exposure in sorted({name.partition("/")[0] for name in claims_of(page.body)} & moved):
        yield f"{exposure} has moved since edition {page.edition}: review the page again."


def _translation(page: GuidePage, of: Guide) -> Iterator[str]:
    if page.language == ORIGINAL:
        for language in LANGUAGES:
            if of.page(language, page.slug) is None:
                yield f"it is not translated into {language} yet."
        return
    original = of.page(ORIGINAL, page.slug)
    if original is None:
        yield "there is no English page of this name."
    elif page.translates != original.digest:
        yield f"the English page has changed: it is {original.digest} now."


def _missing(found: Guide) -> Iterator[Fault]:
    for language in LANGUAGES:
        told = {topic for page in found.of(language) for topic in page.article}
        for topic in sorted(TOPICS - told):
            yield Fault("topics", language, f"no page answers {topic} of the article.")


CHECKS: Final[dict[str, Callable[[GuidePage, Guide], Iterator[str]]]] = {
    "claims": _unknown_claims,
    "bound": _unbound,
    "ease": _hard,
    "words": _forbidden,
    "amounts": _amounts,
    "links": _dead_links,
    "parts": _unplaceable,
    "edition": _stale,
    "translation": _translation,
}

if __name__ == "__main__":
    wrong = faults(guide())
    sys.stderr.writelines(f"{fault}\n" for fault in wrong)
    if not wrong:
        sys.stdout.write(f"{len(guide().pages)} pages of the guide hold.\n")
    sys.exit(bool(wrong))
