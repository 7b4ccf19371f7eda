"""The library: one runner, their runs and what they said of them, wherever it is kept.

`Library` is what actions ask for. `web.rows` keeps one durably; `MemoryLibrary` serves a
single command and the tests. The same contract tests hold for both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta
from typing import Protocol

from uncramp.history.history import History
from uncramp.history.nights import with_silent_nights
from uncramp.history.runner import Runner
from uncramp.store.diary import Diary, MemoryDiary
from uncramp.store.duplicates import best_of
from uncramp.store.kept import KeptFile, KeptRun, Merge, Origin, Place, Verdict, signed_up_at
from uncramp.terms.instants import LATEST
from uncramp.terms.sentences import Sentence

__all__ = [
    "KeptFile",
    "KeptRun",
    "Library",
    "MemoryLibrary",
    "Merge",
    "Origin",
    "Place",
    "Verdict",
    "history_of",
]


class Library(Diary, Protocol):
    """What is kept of one runner."""

    def runner(self) -> Runner:
        """The runner's facts."""
        ...

    def keep_runner(self, runner: Runner) -> None:
        """Put new facts in the place of the old."""
        ...

    def together(self) -> AbstractContextManager[object]:
        """All that is kept inside is kept, or nothing of it."""
        ...

    def keep_run(self, kept: KeptRun) -> bool:
        """Keep a run; False where its file and part were there already."""
        ...

    def replace_run(self, kept: KeptRun) -> None:
        """Put what is now known of a recording in the place of what was."""
        ...

    def kept_runs(self) -> Sequence[KeptRun]:
        """Every run, in time order; two recordings of one run are one, the best of both.

        A run that was set aside is not among them, here and in all that is made of them.
        """
        ...

    def set_aside(self) -> Sequence[KeptRun]:
        """Every run that was set aside, the last one first."""
        ...

    def recordings_of(self, place: Place) -> Sequence[KeptRun]:
        """The recording there, and those that stand behind it; empty where there is none."""
        ...

    def forget(self, place: Place) -> Sequence[str]:
        """Drop a run with all its recordings; the digests of files that hold no other run."""
        ...

    def recordings(self) -> Sequence[KeptRun]:
        """Every recording as it was read, those that stand behind another or aside too."""
        ...

    def runs_near(self, start: datetime, within: timedelta) -> Sequence[KeptRun]:
        """The recordings that lead, aside or not, and began within so much of `start`."""
        ...

    def keep_file(self, file: KeptFile, origin: Origin) -> None:
        """Remember what a file turned out to be, and one more place it came from."""
        ...

    def files(self) -> Sequence[KeptFile]:
        """Every file that was looked into."""
        ...

    def origins(self, digest: str) -> Sequence[Origin]:
        """Where a file came from, first come first."""
        ...

    def arrivals(self) -> Sequence[tuple[str, Origin]]:
        """Every file by its digest, with every place it came from."""
        ...

    def merge(self, merge: Merge) -> None:
        """Put one recording behind another, and all that stood behind it too."""
        ...

    def undo_merge(self, behind: Place) -> bool:
        """Let a recording stand for itself again; False where it did."""
        ...

    def merges(self) -> Sequence[Merge]:
        """Every recording that stands behind another, of runs that are not set aside."""
        ...

    def problems(self) -> Sequence[Sentence]:
        """What is wrong with how it is kept."""
        ...


def history_of(
    library: Library,
    runner: Runner | None = None,
    *,
    but: Callable[[KeptRun], bool] = lambda _kept: False,
) -> History:
    """The library's runs as one history, each as its cramps were told: what every fit hears.

    Parameters
    ----------
    runner
        Their facts as told now; those the library keeps if None.
    but
        Which runs to leave out: a run that is asked about is never heard for itself.
    """
    kept = library.kept_runs()
    began = signed_up_at(kept)
    runs = tuple(one.as_told for one in kept if not but(one))
    of = library.runner() if runner is None else runner
    return History.of(of, with_silent_nights(runs, began), signed_up_at=began)


class MemoryLibrary(MemoryDiary):
    """A library that is forgotten with the command that made it."""

    def __init__(self, runner: Runner | None = None) -> None:
        super().__init__()
        self._runner = runner or Runner()
        self._runs: dict[Place, KeptRun] = {}
        self._files: dict[str, KeptFile] = {}
        self._origins: dict[str, list[Origin]] = {}
        self._behind: dict[Place, Merge] = {}

    def runner(self) -> Runner:
        return self._runner

    def keep_runner(self, runner: Runner) -> None:
        self._runner = runner

    @contextmanager
    def together(self) -> Iterator[None]:
        before = dict(self._runs), dict(self._files), dict(self._behind)
        origins = {digest: list(known) for digest, known in self._origins.items()}
        written = dict(self._cramps), dict(self._shoes)
        try:
            yield
        except BaseException:
            self._runs, self._files, self._behind = before
            self._origins = origins
            self._cramps, self._shoes = written
            raise

    def keep_run(self, kept: KeptRun) -> bool:
        new = kept.place not in self._runs
        self._runs.setdefault(kept.place, kept)
        return new

    def replace_run(self, kept: KeptRun) -> None:
        if kept.place in self._runs:
            self._runs[kept.place] = kept

    def kept_runs(self) -> Sequence[KeptRun]:
        return _in_order([self._whole(x) for x in self._leading() if x.set_aside_at is None])

    def set_aside(self) -> Sequence[KeptRun]:
        aside = [self._whole(x) for x in self._leading() if x.set_aside_at]
        return sorted(aside, key=lambda kept: kept.set_aside_at or LATEST, reverse=True)

    def recordings_of(self, place: Place) -> Sequence[KeptRun]:
        return [self._runs[p] for p in (place, *self._led_by(place)) if p in self._runs]

    def forget(self, place: Place) -> Sequence[str]:
        gone = [kept.place for kept in self.recordings_of(place)]
        for one in gone:
            del self._runs[one]
            self._behind.pop(one, None)
        left = {digest for digest, _ in self._runs}
        lost = sorted({digest for digest, _ in gone} - left)
        for digest in lost:
            self._files.pop(digest, None)
            self._origins.pop(digest, None)
        return lost

    def recordings(self) -> Sequence[KeptRun]:
        return _in_order(list(self._runs.values()))

    def runs_near(self, start: datetime, within: timedelta) -> Sequence[KeptRun]:
        return [
            kept
            for kept in self._leading()
            if kept.run.summary.started_at and abs(kept.run.summary.started_at - start) <= within
        ]

    def keep_file(self, file: KeptFile, origin: Origin) -> None:
        self._files[file.digest] = file
        known = self._origins.setdefault(file.digest, [])
        if origin not in known:
            known.append(origin)

    def files(self) -> Sequence[KeptFile]:
        return list(self._files.values())

    def origins(self, digest: str) -> Sequence[Origin]:
        return self._origins.get(digest, [])

    def arrivals(self) -> Sequence[tuple[str, Origin]]:
        return [(digest, o) for digest, known in self._origins.items() for o in known]

    def merge(self, merge: Merge) -> None:
        for place, known in self._behind.items():
            if known.leading == merge.behind:
                self._behind[place] = Merge(merge.leading, place, known.score)
        self._behind[merge.behind] = merge

    def undo_merge(self, behind: Place) -> bool:
        return self._behind.pop(behind, None) is not None

    def merges(self) -> Sequence[Merge]:
        return [m for m in self._behind.values() if self._runs[m.leading].set_aside_at is None]

    def problems(self) -> Sequence[Sentence]:
        return []

    def _leading(self) -> list[KeptRun]:
        return [x for x in self._runs.values() if x.place not in self._behind]

    def _whole(self, leading: KeptRun) -> KeptRun:
        return best_of(leading, [self._runs[place] for place in self._led_by(leading.place)])

    def _led_by(self, place: Place) -> list[Place]:
        """First kept, first heard; as they were kept and not as they were merged."""
        led = {behind for behind, merge in self._behind.items() if merge.leading == place}
        return [behind for behind in self._runs if behind in led]


def _in_order(runs: Sequence[KeptRun]) -> list[KeptRun]:
    return sorted(runs, key=lambda kept: kept.run.summary.started_at or LATEST)
