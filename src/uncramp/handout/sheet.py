"""A plan on one sheet of paper, for the kitchen wall and the race belt.

Typst sets it. What people wrote reaches the template as JSON in ``sys.inputs``, so a name
such as ``#panic()`` is printed, never run. Only the fonts inside typst are used, and the
template imports no package, so nothing is fetched and the page is the same on every machine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Literal
from unicodedata import category

from uncramp.handout.typeset import typeset
from uncramp.terms.sentences import Sentence, sentence

Paper = Literal["a4", "us-letter"]

LABELS: Mapping[str, Sentence] = {
    "race_day": sentence("On the day"),
    "cap": sentence("Never faster than"),
    "hits": sentence("Where it usually hits"),
    "drink": sentence("On the way"),
    "certainty": sentence("certainty"),
    "more": sentence("Further lines, on the screen only"),
}
UNSHOWN = frozenset({"Cc", "Cs", "Cn"})  # control, half of a pair, not a character
LONGEST = {"title": 80, "line": 400, "fact": 240, "first_aid": 300, "foot": 600}  # characters


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of the plan in words; an empty string is left out."""

    do: str
    because: str
    certainty: str
    amount: str = ""
    when: str = ""
    buys: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on the page, as text ready to show.

    ``leading`` of the lines keep their reasons where there is little room. ``cap`` is the one
    pace cap, ``hits`` where this runner usually cramps, ``first_aid`` the
    card for the first ten seconds, ``labels`` what `LABELS` says in the reader's language.
    """

    title: str
    run: str
    risk: str
    first_aid_title: str
    first_aid: tuple[str, ...]
    lines: tuple[SheetLine, ...]
    intended_use: str
    editions: str
    cap: str = ""
    hits: str = ""
    drink: str = ""
    leading: int = 5
    language: str = "en"
    labels: Mapping[str, str] = field(
        default_factory=lambda: {name: str(said) for name, said in LABELS.items()}
    )


def sheet(content: Sheet, *, made_at: datetime, paper: Paper = "a4") -> bytes:
    """One page of PDF, tagged for screen readers (PDF/UA-1).

    The print shrinks until all lines fit; where that is not enough the leading ones keep their
    reasons and the others are said in short, and what still does not fit is counted. First aid
    is always whole. Texts longer than `LONGEST` end in "…". Typst's fonts know Latin, Greek,
    Cyrillic, Hebrew and Arabic letters and draw a box for others: such a page is still made,
    without the claim to PDF/UA.
    """
    return typeset("sheet.typ", _data(content, paper), made_at)


def _data(content: Sheet, paper: Paper) -> Mapping[str, object]:
    """What the template shows, each text no longer than its place."""
    lines = [
        {name: _cut(text, "line") for name, text in asdict(line).items()} for line in content.lines
    ]
    return {
        "paper": paper,
        "language": content.language.split("-")[0].lower(),
        "title": _cut(content.title, "title") or "uncramp",
        "lines": lines,
        "leading": content.leading,
        "first_aid": _each(content.first_aid, "first_aid"),
        "first_aid_title": _cut(content.first_aid_title, "title"),
        "intended_use": _cut(content.intended_use, "foot"),
        "editions": _cut(content.editions, "foot"),
        "labels": {name: _cut(text, "title") for name, text in content.labels.items()},
    } | {
        name: _cut(getattr(content, name), "fact")
        for name in ("run", "risk", "cap", "hits", "drink")
    }


def _each(texts: Sequence[str], place: str) -> list[str]:
    return [_cut(text, place) for text in texts]


def _cut(text: str, place: str) -> str:
    plain = " ".join("".join(c for c in text if c.isspace() or category(c) not in UNSHOWN).split())
    most = LONGEST[place]
    return plain if len(plain) <= most else plain[: most - 1] + "…"
