"""What a library keeps: runs, the files they lie in, where those came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

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

    @property
    def place(self) -> Place:
        return self.digest, self.part


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
