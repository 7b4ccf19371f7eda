"""What a clinician is handed: one runner's cramps, what they are linked with, what was tried.

The runner chose what stands here. It says what was recorded and told and which patterns the
runner's own data show; it names no illness, and leaves every conclusion to the reader. Typst
sets the page as it does the plan's (`handout.sheet`): text arrives as data and is never run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Literal
from unicodedata import category

from uncramp.handout.typeset import typeset
from uncramp.history.episode import Episode
from uncramp.terms.sentences import Sentence, sentence

LABELS: Mapping[str, Sentence] = {
    "red_flags": sentence("Red flags the runner told of, still open"),
    "asks": sentence("The runner asks"),
    "where": sentence("Where it cramped"),
    "figure": sentence("Where it cramped, from the back and from the front; the table says it too"),
    "muscle": sentence("Muscle"),
    "left": sentence("Left"),
    "right": sentence("Right"),
    "both": sentence("Both"),
    "untold": sentence("Side not told"),
    "about": sentence("About the runner"),
    "cramps": sentence("The cramps, latest first"),
    "day": sentence("Run of"),
    "run": sentence("The run"),
    "onset": sentence("When it came"),
    "severity": sentence("How bad, of 10"),
    "earlier": sentence("Earlier cramps, not listed"),
    "factors": sentence("What the latest one is linked with, by the runner's data and studies"),
    "factor": sentence("Factor"),
    "share": sentence("Share of the risk (90 %)"),
    "certainty": sentence("Certainty of the evidence"),
    "tried": sentence("What was tried, and what came of it"),
    "counted": sentence("In all"),
}
UNSHOWN = frozenset({"Cc", "Cs", "Cn"})  # control, half of a pair, not a character
LONGEST = {"word": 60, "line": 240, "text": 900}  # characters


@dataclass(frozen=True, slots=True)
class Cramp:
    """One cramp and its run; what was not told or recorded is None or empty."""

    episode: Episode
    day: date | None  # of the run's start, UTC
    where: str  # the muscle and its side, in words
    onset: str  # when it came, in words
    run: str  # the run, in words
    kilometre: float | None = None  # km into the run at which it came
    distance: float | None = None  # km of the whole run
    duration: float | None = None  # min of the whole run
    said: str = ""  # what the runner wrote of it


@dataclass(frozen=True, slots=True)
class Linked:
    """One factor of the latest cramp; shares are of its risk, 0 to 1, with a 90 % interval."""

    exposure: str
    label: str
    share: float
    interval: tuple[float, float]
    certainty: str
    shown: str  # the share in words


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing the runner told; ``key`` is its name in the product, ``coded`` its plain value."""

    key: str
    asked: str
    answers: tuple[str, ...]
    coded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HandOver:
    """Everything that is handed over, in words ready to show beside the plain values."""

    title: str
    introduced: str
    made_at: datetime
    intended_use: str
    editions: str
    name: str = ""
    asks: str = ""
    red_flags: tuple[str, ...] = ()
    about: tuple[Answer, ...] = ()
    counted: str = ""
    cramps: tuple[Cramp, ...] = ()
    linked: tuple[Linked, ...] = ()
    linked_note: str = ""
    tried: tuple[Answer, ...] = ()
    figure: str = ""
    """Where it cramped as a picture, SVG; the table beside it says the same."""
    language: str = "en"
    labels: Mapping[str, str] = field(
        default_factory=lambda: {name: str(said) for name, said in LABELS.items()}
    )

    @property
    def places(self) -> tuple[tuple[str, Mapping[str, int]], ...]:
        """Each muscle with how often it cramped on which side, the most often first."""
        found: dict[str, Counter[str]] = {}
        for cramp in self.cramps:
            side = cramp.episode.side.value if cramp.episode.side else "untold"
            found.setdefault(cramp.where, Counter())[side] += 1
        return tuple(sorted(found.items(), key=lambda place: -place[1].total()))


def page(content: HandOver, *, paper: Literal["a4", "us-letter"] = "a4") -> bytes:
    """One page of PDF, tagged for screen readers (PDF/UA-1).

    The print shrinks until all cramps fit; what still does not fit is counted, the latest stay.
    Red flags are always whole. A letter that typst's fonts lack is drawn as a box, without the
    claim to PDF/UA.
    """
    return typeset("hand_over.typ", _data(content, paper), content.made_at)


def _data(content: HandOver, paper: str) -> Mapping[str, object]:
    """What the template shows, each text no longer than its place."""
    return {
        "paper": paper,
        "language": content.language.split("-")[0].lower(),
        "title": _cut(content.title, "line") or "uncramp",
        "introduced": _cut(content.introduced, "line"),
        "asks": _cut(content.asks, "text"),
        "red_flags": [_cut(said, "text") for said in content.red_flags],
        "about": [_told(answer) for answer in content.about],
        "counted": _cut(content.counted, "line"),
        "places": [{"muscle": where, **sides} for where, sides in content.places],
        "figure": content.figure,
        "cramps": [_row(cramp) for cramp in content.cramps],
        "linked": [_texts(asdict(one)) for one in content.linked],
        "linked_note": _cut(content.linked_note, "text"),
        "tried": [_told(answer) for answer in content.tried],
        "foot": [_cut(content.intended_use, "text"), _cut(content.editions, "line")],
        "labels": {name: _cut(text, "line") for name, text in content.labels.items()},
    }


def _told(answer: Answer) -> dict[str, str]:
    return {
        "asked": _cut(answer.asked, "line"),
        "said": _cut(
            " ".join(answer.answers)
            if answer.key.startswith("plan-")
            else ", ".join(answer.answers),
            "text",
        ),
    }


def _row(cramp: Cramp) -> dict[str, str]:
    severity = cramp.episode.severity
    return {
        "day": cramp.day.isoformat() if cramp.day else "–",
        "where": _cut(cramp.where, "word"),
        "side": cramp.episode.side.value if cramp.episode.side else "untold",
        "onset": _cut(cramp.onset, "line"),
        "run": _cut(cramp.run, "line"),
        "severity": "–" if severity is None else f"{severity:g}",
        "said": _cut(cramp.said, "line"),
    }


def _texts(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: _cut(text, "line") for name, text in values.items() if isinstance(text, str)}


def _cut(text: str, place: str) -> str:
    plain = " ".join("".join(c for c in text if c.isspace() or category(c) not in UNSHOWN).split())
    most = LONGEST[place]
    return plain if len(plain) <= most else plain[: most - 1] + "…"
