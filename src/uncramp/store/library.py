"""The library: one runner, their runs and what they said of them, wherever it is kept.

`Library` is what actions ask for. `web.rows` keeps one durably; `MemoryLibrary` serves a
single command and the tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from uncramp.history.episode import Episode
from uncramp.history.history import History
from uncramp.history.run import Run
from uncramp.history.runner import Runner


@dataclass(frozen=True, slots=True)
class KeptRun:
    """One run of a library: ``digest`` is the SHA-256 of its file, ``part`` its place in it."""

    digest: str
    part: int
    run: Run
    episode: Episode | None = None


class Library(Protocol):
    """What is kept of one runner."""

    def runner(self) -> Runner:
        """The runner's facts."""
        ...

    def keep_runner(self, runner: Runner) -> None:
        """Put new facts in the place of the old."""
        ...

    def keep_run(self, kept: KeptRun) -> bool:
        """Keep a run; False where its file and part were there already."""
        ...

    def kept_runs(self) -> Sequence[KeptRun]:
        """Every run, in time order."""
        ...


def history_of(library: Library) -> History:
    """The library's runs and runner as one history."""
    return History.of(library.runner(), tuple(kept.run for kept in library.kept_runs()))


class MemoryLibrary:
    """A library that is forgotten with the command that made it."""

    def __init__(self, runner: Runner | None = None) -> None:
        self._runner = runner or Runner()
        self._runs: dict[tuple[str, int], KeptRun] = {}

    def runner(self) -> Runner:
        return self._runner

    def keep_runner(self, runner: Runner) -> None:
        self._runner = runner

    def keep_run(self, kept: KeptRun) -> bool:
        key = kept.digest, kept.part
        new = key not in self._runs
        self._runs.setdefault(key, replace(kept))
        return new

    def kept_runs(self) -> Sequence[KeptRun]:
        in_order = History.of(self._runner, tuple(k.run for k in self._runs.values())).runs
        by_run = {id(kept.run): kept for kept in self._runs.values()}
        return [by_run[id(run)] for run in in_order]
