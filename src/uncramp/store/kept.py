"""What a library keeps: runs, the files they lie in, where those came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from uncramp.history.ending import ended
from uncramp.history.episode import Episode
from uncramp.history.run import Run

Place = tuple[str, int]  # of a run: the digest of its file, and its part of it


@dataclass(frozen=True, slots=True)
class KeptRun:
    """One run of a library: ``digest`` is the SHA-256 of its file, ``part`` its place in it.

    ``shape`` is the share of the distance covered at even steps of the time; empty where
    the file does not tell.
    """

    digest: str
    part: int
    run: Run
    episode: Episode | None = None
    shape: tuple[float, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    """What was told of red flags after its cramp; it stays until the person was seen."""
    answered_at: datetime | None = None
    """When its runner first said how it ended; None where nobody asked them."""

    @property
    def place(self) -> Place:
        return self.digest, self.part

    @property
    def as_told(self) -> Run:
        """The run with its label, night and grade as its episode tells them."""
        return ended(self.run, [self.episode]) if self.episode else self.run


def signed_up_at(runs: Iterable[KeptRun]) -> datetime | None:
    """When a runner began to be asked: at their first answer; None where there was none."""
    return min((run.answered_at for run in runs if run.answered_at), default=None)


class Verdict(StrEnum):
    """What a file turned out to be."""

    RUN = "run"
    NOT_A_RUN = "not_a_run"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file that was looked into. ``edition`` is of the reader: a new one looks again."""

    digest: str
    size: int  # bytes
    verdict: Verdict
    edition: str
    reason: str = ""  # why it is no run


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file came from: its name, and the archive it lay in, if any.

    ``key`` recognises it in another copy of the same archive; empty for a plain file.
    """

    name: str
    archive: str = ""
    title: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """Two recordings of one run: which leads, and which stands behind it."""

    leading: Place
    behind: Place
    score: float
