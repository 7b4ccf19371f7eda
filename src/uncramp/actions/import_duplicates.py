"""Runs that were recorded twice: shown, and parted again where we were wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from uncramp.actions.tie_cramps import tie_cramps
from uncramp.store.kept import Origin, Place
from uncramp.store.library import Library
from uncramp.terms.errors import InputError


@dataclass(frozen=True, slots=True)
class Pair:
    """Two recordings that stand as one run; ``number`` names the pair to a person."""

    number: int
    started_at: datetime | None
    leading: Origin
    behind: Origin
    score: float


def list_duplicates(library: Library) -> list[Pair]:
    """Every pair, in the order in which they were found."""
    starts = {x.place: x.run.summary.started_at for x in library.recordings()}
    return [
        Pair(
            at,
            starts[merge.behind],
            _origin(library, merge.leading),
            _origin(library, merge.behind),
            merge.score,
        )
        for at, merge in enumerate(library.merges(), 1)
    ]


def part_duplicates(library: Library, number: int) -> None:
    """Let both recordings of a pair stand as runs of their own.

    Raises InputError where there is no pair of that number.
    """
    merges = library.merges()
    if not 1 <= number <= len(merges):
        raise InputError.of(
            "There is no pair {number}: the library holds {count}. `uncramp duplicates` lists "
            "them.",
            number=number,
            count=len(merges),
        )
    library.undo_merge(merges[number - 1].behind)
    tie_cramps(library=library)


def _origin(library: Library, place: Place) -> Origin:
    """Where it came from first; a run put in by hand has but its digest for a name."""
    return next(iter(library.origins(place[0])), Origin(place[0][:12]))
