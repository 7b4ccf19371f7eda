"""How a run is found again: what a list of runs is sorted, filtered and searched by.

It is worked out from the kept value, here and nowhere else; a row keeps it in columns.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from uncramp.history.run import Label
from uncramp.store.kept import KeptRun, Origin
from uncramp.store.roofs import indoors

MOST_WORDS: Final = 12  # of a search that are looked for


@dataclass(frozen=True, slots=True)
class Finding:
    """One run as a search sees it; of two recordings that are one run, of both together."""

    started_at: datetime | None
    set_aside_at: datetime | None
    distance: float | None  # m
    cramped: bool
    """Whether anybody told of a cramp, awake or at night."""
    answered: bool
    """Whether anybody said how it ended."""
    raced: bool
    indoor: bool
    words: str
    """What was said of it and where it came from, folded for a search."""


def finding(kept: KeptRun, origins: Iterable[Origin] = ()) -> Finding:
    """How this run is found; `origins` are of its file."""
    run = kept.as_told
    return Finding(
        started_at=run.summary.started_at,
        set_aside_at=kept.set_aside_at,
        distance=run.summary.distance,
        cramped=Label.YES in (run.label, run.night),
        answered=run.label is not Label.UNKNOWN,
        raced=run.check_in.race is True,
        indoor=indoors(run.summary),
        words=folded(" ".join(_said(kept, origins))),
    )


def _said(kept: KeptRun, origins: Iterable[Origin]) -> Iterator[str]:
    yield from (kept.name, kept.note, kept.run.summary.device)
    for origin in origins:
        yield from (origin.title, origin.name, origin.archive)


def folded(text: str) -> str:
    """Letters as a search compares them, between two spaces: no case, no accents told apart."""
    plain = unicodedata.normalize("NFKD", text.replace("\0", " ")).casefold()
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return f" {' '.join(kept.split())} "


def sought(text: str) -> list[str]:
    """The pieces of a search, each of which must be in the words."""
    return folded(text).split()[:MOST_WORDS]
