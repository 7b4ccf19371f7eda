"""A page's text without its marks, in blocks and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from uncramp.web.guide.markers import IN_BRACES, claims_in, is_practice

HEADING = re.compile(r"#+ ")
ITEM = re.compile(r"(?:[-*+]|\d+[.)])\s+")
LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
STUDY = re.compile(r"\]\(https://doi\.org/")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, an item of a list or a row of a table, with what it is bound to."""

    text: str
    is_item: bool
    claims: tuple[str, ...]
    links_study: bool
    """A study that is no claim of the evidence, by its DOI."""
    is_practice: bool

    @property
    def bound(self) -> bool:
        """Whether it names a study, or says that there is none."""
        return bool(self.claims) or self.links_study or self.is_practice


def blocks(body: str) -> tuple[Block, ...]:
    """The blocks of a page without its headings and placed parts."""
    return tuple(_block(raw) for raw in _raw(body) if plain(raw))


def plain(text: str) -> str:
    """Text without braces, links and emphasis."""
    text = LINK.sub(r"\1", IN_BRACES.sub("", text))
    text = re.sub(r"[*_`|]", " ", text)
    return re.sub(r"\s+([.,;:)])", r"\1", " ".join(text.split()))


def sentences(found: Iterable[Block]) -> Iterator[str]:
    """The sentences, a number's decimal point apart."""
    for block in found:
        yield from (one for one in re.split(r"(?<=[.!?:])\s+", block.text) if one)


def _block(raw: str) -> Block:
    inside = [found[1] for found in IN_BRACES.finditer(raw)]
    item = ITEM.match(raw)
    return Block(
        plain(raw[item.end() :] if item else raw),
        item is not None,
        tuple(name for one in inside for name in claims_in(one)),
        STUDY.search(raw) is not None,
        any(map(is_practice, inside)),
    )


def _raw(body: str) -> Iterator[str]:
    lines: list[str] = []
    for line in [*body.splitlines(), ""]:
        text = line.strip()
        begins = not text or HEADING.match(text) or ITEM.match(text) or text.startswith("|")
        if begins and lines:
            yield " ".join(lines)
            lines = []
        if text and not HEADING.match(text) and not re.fullmatch(r"[|:\-\s]+", text):
            lines.append(text)
