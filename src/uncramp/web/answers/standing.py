"""A runner's library as it stands, read and explained once, and kept while nothing changes.

Every request asks the rows whether they are still the same, which costs a tenth of reading
them. What is kept here is a copy in memory: whatever is written goes to the rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import TextField
from django.db.models.functions import Cast

from uncramp.history.runner import Runner
from uncramp.store.kept import KeptRun, Place
from uncramp.store.library import MemoryLibrary
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary
from uncramp.web.rows.models import CrampRow, RunnerRow, RunRow, ShoeRow

AT_ONCE = 16  # libraries in memory; one of three hundred runs is about a megabyte


class Still(MemoryLibrary):
    """A library nobody writes to: its runs are put in order once."""

    def __init__(self, runner: Runner, runs: Sequence[KeptRun]) -> None:
        super().__init__(runner)
        self._still = runs

    def kept_runs(self) -> Sequence[KeptRun]:
        return self._still


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """A copy of one runner's library; the keys of its runs, by where they lie."""

    library: Still
    runs: dict[int, KeptRun]  # by the key of its row, in time order
    keys: Mapping[Place, int]

    def kept(self, key: int) -> KeptRun | None:
        """The run of that key."""
        return self.runs.get(key)

    def cramps(self) -> list[tuple[int, KeptRun]]:
        """Every run with a cramp that can be explained, newest first."""
        newest_first = reversed(self.runs.items())
        return [(key, one) for key, one in newest_first if one.episode and one.episode.is_cramp]


def standing(actor: Actor) -> Standing:
    """The library of an actor, read again only where one of its rows has changed."""
    assert actor.runner is not None
    while True:
        state = _state(actor)
        found = read(actor.runner, state)
        if found is not None:
            return found
        read.cache_clear()  # somebody wrote while it was read


@lru_cache(maxsize=AT_ONCE)
def read(runner: int, state: str) -> Standing | None:
    """None where the rows changed while they were read."""
    actor = Actor(runner)
    rows = RowLibrary(actor)
    kept = tuple(rows.kept_runs())
    library = Still(rows.runner(), kept)
    for cramp in rows.cramps():
        library.keep_cramp(cramp)
    for shoe in rows.shoes():
        library.keep_shoe(shoe)
    known = RunRow.objects.for_actor(actor).values_list("digest", "part", "pk")
    keys = {(digest, part): key for digest, part, key in known}
    found = Standing(library, {keys[one.place]: one for one in kept}, keys)
    return found if _state(actor) == state else None


def _state(actor: Actor) -> str:
    """A name for everything the rows of a runner say: another one where any of it changes."""
    said = Cast("value", TextField())
    runs = RunRow.objects.for_actor(actor).annotate(said=said).order_by("pk")
    known = hashlib.sha256()
    for row in runs.values_list("pk", "behind", "set_aside_at", "said"):
        known.update(repr(row).encode())
    for table in (RunnerRow, CrampRow, ShoeRow):
        rows = table.objects.for_actor(actor).annotate(said=said).order_by("pk")
        for told in rows.values_list("pk", "said"):
            known.update(repr(told).encode())
    return known.hexdigest()
