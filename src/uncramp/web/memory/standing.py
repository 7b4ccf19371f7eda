"""A runner's library as it stands, read and explained once, and kept while nothing changes.

Every request asks the rows whether they are still the same (`rows.revision`), and those that
changed are read again. What is kept here is a copy in memory: whatever is written goes to the
rows. While many files come in the copy may be a while old, and where runs only came, the answers
of before will do until somebody has worked out the new ones; what the runner tells is in it at
once.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import RLock
from typing import Any, Final, TypeVar

from django.utils import timezone

from uncramp.history.runner import Runner
from uncramp.store.kept import KeptRun, Place
from uncramp.store.library import MemoryLibrary
from uncramp.web.jobs.queue import is_busy_with
from uncramp.web.memory import recordings
from uncramp.web.memory.recordings import Recording
from uncramp.web.rows import revision
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary

MOST_RUNS: Final = 10_000  # in memory, of all libraries; a run takes about 11 kB of it
ANSWERS: Final = 32  # kept of each library
LEAST: Final = timedelta(seconds=5)
PATIENCE: Final = timedelta(milliseconds=20)
"""How old a copy may be while files come in: so much at least, and so much more for each run."""

NOTHING: Final = object()  # None is an answer

Found = TypeVar("Found")


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
    read_at: datetime
    rows: Sequence[Recording]
    state: revision.State  # of the runs, and of the rest, just before they were read
    _before: dict[Hashable, Any] = field(default_factory=dict)
    """Answers of the last copy, to which runs only came."""
    _answers: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)
    _working: Any = field(default_factory=RLock)

    def kept(self, key: int) -> KeptRun | None:
        """The run of that key."""
        return self.runs.get(key)

    def cramps(self) -> list[tuple[int, KeptRun]]:
        """Every run with a cramp that can be explained, newest first."""
        newest_first = reversed(self.runs.items())
        return [(key, one) for key, one in newest_first if one.episode and one.episode.is_cramp]

    def once(self, name: Hashable, work: Callable[[], Found]) -> Found:
        """What follows from this library alone, worked out by the first who asks for it.

        Who asks meanwhile has the answer of before, or waits: the same work done five times at
        once takes five times as long.
        """
        known = self._answers.get(name, NOTHING)
        if known is NOTHING and not self._working.acquire(blocking=name not in self._before):
            known = self._before[name]
        elif known is NOTHING:
            try:
                known = self._worked_out(name, work)
            finally:
                self._working.release()
        found: Found = known
        return found

    def _worked_out(self, name: Hashable, work: Callable[[], Found]) -> Found:
        if name not in self._answers:  # nobody was quicker
            self._answers[name] = work()
            if len(self._answers) > ANSWERS:
                self._answers.popitem(last=False)
        found: Found = self._answers[name]
        return found

    def so_far(self) -> dict[Hashable, Any]:
        """The answers of this copy, to be those of before in the next one."""
        return {**self._before, **self._answers}


_held: OrderedDict[int, Standing] = OrderedDict()
_reading = RLock()


def standing(actor: Actor) -> Standing:
    """The library of an actor; rows are read again only where they have changed."""
    assert actor.runner is not None
    state = _state(actor)
    held = _held.get(actor.runner)
    if held and (held.state == state or _can_wait(held, state, actor)):
        with suppress(KeyError):  # another thread has just taken it out
            _held.move_to_end(actor.runner)
        return held
    with _reading:  # one at a time: the next one may find it done
        return _read(actor, actor.runner)


def forget_standings() -> None:
    """Nothing is held in memory any more."""
    _held.clear()


def _state(actor: Actor) -> revision.State:
    return revision.of_runs(actor), revision.of_the_rest(actor)


def _can_wait(held: Standing, state: revision.State, actor: Actor) -> bool:
    """Whether runs only came in, of many that are coming, and the copy is not too old."""
    assert actor.runner is not None
    late = held.read_at + LEAST + PATIENCE * len(held.rows)
    early = timezone.now() <= late and is_busy_with(actor.runner)
    return early and _only_came(held, state, actor)


def _only_came(held: Standing, state: revision.State, actor: Actor) -> bool:
    """Whether nothing was told, changed or removed since: there are more runs, and that is all."""
    last = max((row.key for row in held.rows), default=0)
    known = len(held.rows), sum(row.revision for row in held.rows)
    return held.state[1] == state[1] and revision.of_runs_until(actor, last) == known


def _read(actor: Actor, runner: int) -> Standing:
    state = _state(actor)
    held = _held.pop(runner, None)
    if held is None or held.state != state:
        before = held.so_far() if held and _only_came(held, state, actor) else {}
        held = _standing(actor, state, held.rows if held else (), before)
    _held[runner] = held
    _make_room()
    return held


def _make_room() -> None:
    """Who has not asked for longest has to be read again; the last one read always stays."""
    runs = sum(len(one.rows) for one in _held.values())
    while runs > MOST_RUNS and len(_held) > 1:
        runs -= len(_held.popitem(last=False)[1].rows)


def _standing(
    actor: Actor,
    state: revision.State,
    known: Sequence[Recording],
    before: dict[Hashable, Any],
) -> Standing:
    now, rows, kept = timezone.now(), RowLibrary(actor), recordings.read(actor, known)
    runs = tuple(recordings.leading(kept))
    library = Still(rows.runner(), runs)
    for cramp in rows.cramps():
        library.keep_cramp(cramp)
    for shoe in rows.shoes():
        library.keep_shoe(shoe)
    keys = {one.kept.place: one.key for one in kept}
    of_key = {keys[one.place]: one for one in runs}
    return Standing(library, of_key, keys, now, kept, state, before)
