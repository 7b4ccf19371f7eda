"""The recordings of a runner's runs as their rows keep them; only what changed is read again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import F

from uncramp.store import codec
from uncramp.store.duplicates import best_of
from uncramp.store.kept import KeptRun
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.models import RunRow

AT_ONCE: Final = 500  # rows of one query by their keys


@dataclass(frozen=True, slots=True)
class Recording:
    """One row of a run as it was read; ``behind`` is the key of the one it stands behind."""

    key: int
    revision: int
    behind: int | None
    set_aside: bool
    kept: KeptRun


def read(actor: Actor, known: Sequence[Recording]) -> list[Recording]:
    """Every recording in time order; those `known` with the same revision are not read again."""
    rows = RunRow.objects.for_actor(actor)
    ordered = rows.order_by(F("started_at").asc(nulls_last=True), "pk")
    marks = list(ordered.values_list("pk", "revision", "behind", "set_aside_at"))
    there = {(row.key, row.revision): row.kept for row in known}
    new = [key for key, revision, *_ in marks if (key, revision) not in there]
    values = _values(actor, new)
    return [
        Recording(
            key, revision, behind, set_aside is not None, there.get((key, revision)) or values[key]
        )
        for key, revision, behind, set_aside in marks
        if (key, revision) in there or key in values  # else it went meanwhile
    ]


def _values(actor: Actor, keys: Sequence[int]) -> Mapping[int, KeptRun]:
    found: dict[int, KeptRun] = {}
    for at in range(0, len(keys), AT_ONCE):
        rows = RunRow.objects.for_actor(actor).filter(pk__in=keys[at : at + AT_ONCE])
        for key, value in rows.values_list("pk", "value"):
            found[key] = codec.read(KeptRun, value)
    return found


def leading(recordings: Sequence[Recording]) -> Iterator[KeptRun]:
    """The runs that count, each made of all its recordings."""
    behind: dict[int, list[Recording]] = defaultdict(list)
    for one in recordings:
        if one.behind is not None:
            behind[one.behind].append(one)
    for one in recordings:
        if one.behind is None and not one.set_aside:
            led = sorted(behind.get(one.key, ()), key=lambda row: row.key)
            yield best_of(one.kept, [row.kept for row in led]) if led else one.kept
