"""Runs that were recorded twice: shown, and parted again where we were wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import takewhile

from uncramp.actions.tie_cramps import tie_cramps
from uncramp.store.duplicates import NEAR, SAME, better, sameness
from uncramp.store.kept import KeptRun, Merge, Origin, Place
from uncramp.store.library import Library
from uncramp.terms.errors import InputError
from uncramp.terms.instants import LATEST


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


@dataclass(frozen=True, slots=True)
class Twins:
    """Two recordings of what looks like one run, the one that leads or would lead first."""

    leading: KeptRun
    behind: KeptRun


def twins(library: Library) -> list[Twins]:
    """Every pair that stands as one run, the latest run first."""
    there = {kept.place: kept for kept in library.recordings()}
    found = [Twins(there[merge.leading], there[merge.behind]) for merge in library.merges()]
    return _latest_first(found)


def parted_twins(library: Library) -> list[Twins]:
    """Recordings that look like one run and stand for themselves, since somebody parted them."""
    behind = {merge.behind for merge in library.merges()}
    alone = [
        kept
        for kept in library.recordings()
        if kept.place not in behind and kept.run.summary.started_at and not kept.set_aside_at
    ]
    found = [
        Twins(first, second) if better(first, second) is first else Twins(second, first)
        for at, first in enumerate(alone)
        for second in takewhile(partial(_is_near, first), alone[at + 1 :])
        if first.digest != second.digest and sameness(first, second) >= SAME
    ]
    return _latest_first(found)


def part_twins(behind: Place, *, library: Library) -> None:
    """Let a recording that stands behind another be a run of its own.

    Raises InputError where it stands behind none.
    """
    if not library.undo_merge(behind):
        raise InputError.of("This recording stands for itself already.")
    tie_cramps(library=library)


def pair_twins(one: Place, other: Place, *, library: Library) -> None:
    """Let two recordings stand as one run again.

    Raises InputError where they do not begin together, or one of them leads or is led elsewhere.
    """
    alone = {kept.place: kept for twin in parted_twins(library) for kept in _both(twin)}
    if one not in alone or other not in alone or sameness(alone[one], alone[other]) < SAME:
        raise InputError.of(
            "These two do not stand as runs of their own that look like one. Nothing was changed."
        )
    leading = better(alone[one], alone[other])
    behind = alone[other] if leading is alone[one] else alone[one]
    library.merge(Merge(leading.place, behind.place, sameness(leading, behind)))
    tie_cramps(library=library)


def _both(pair: Twins) -> tuple[KeptRun, KeptRun]:
    return pair.leading, pair.behind


def _is_near(one: KeptRun, other: KeptRun) -> bool:
    began, others = one.run.summary.started_at, other.run.summary.started_at
    return bool(began and others and abs(others - began) <= NEAR)


def _latest_first(found: list[Twins]) -> list[Twins]:
    return sorted(found, key=lambda pair: pair.leading.run.summary.started_at or LATEST)[::-1]
