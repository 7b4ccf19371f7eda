"""What a library keeps: runs, the files they lie in, where those came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from uncramp.history.check_in import CheckIn
from uncramp.history.ending import ended
from uncramp.history.episode import Episode
from uncramp.history.run import Run
from uncramp.store.roofs import under_roof
from uncramp.store.spoken import read_sentence
from uncramp.terms.sentences import Sentence

Place = tuple[str, int]  # of a run: the digest of its file, and its part of it


@dataclass(frozen=True, slots=True)
class Logged:
    """What the cramp log says of one run, beside its leading episode."""

    tokens: tuple[str, ...]
    others: tuple[Episode, ...] = ()
    """Further events of it: a cramp at night beside one in the run, a twinge beside a cramp."""
    noticed: CheckIn = CheckIn()
    """What was told with its cramps that a check-in asks as well."""


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
    name: str = ""
    """What its runner calls it."""
    note: str = ""
    indoor: bool | None = None
    """Whether it was run under a roof, as its runner says; None is as the watch says."""
    set_aside_at: datetime | None = None
    """When its runner deleted it; until it is gone for good it counts for nothing."""
    logged: Logged | None = None
    """What its entries of the cramp log come to; `store.logging` keeps it, with the episode."""
    checked_in_at: datetime | None = None
    """When its check-in first said how it ended; None where only a cramp was logged, or nothing."""
    heard_at: datetime | None = None
    """When the check-in that stands was told, as far as anybody knows: an earlier one that comes
    later, from a phone that had no connection, changes nothing."""
    excused: bool = False
    """Whether its runner does not want to be asked about it again."""
    shoe: str = ""
    """The token of the pair it was run in."""

    @property
    def place(self) -> Place:
        return self.digest, self.part

    @property
    def as_told(self) -> Run:
        """The run as its episodes tell its label, night and grade, and where it was."""
        run = replace(self.run, summary=under_roof(self.run.summary, self.indoor))
        if self.episode is None:
            return run
        others = self.logged.others if self.logged else ()
        return ended(self._noticed(run), [self.episode, *others])

    def _noticed(self, run: Run) -> Run:
        """The run with what was told with its cramps; the check-in's own word goes before it."""
        found = self.logged.noticed.model_dump(exclude_none=True) if self.logged else {}
        if not found:
            return run
        said = run.check_in.model_dump(exclude_none=True)
        return replace(run, check_in=CheckIn(**{**found, **said}), check_in_after_cramp=True)


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
    spoken: Mapping[str, Any] | None = None
    """The same as a message with its parts, to be said in any language."""

    @property
    def why(self) -> Sentence | None:
        """Why it is no run; what an earlier edition kept is a text that stays as it is."""
        if self.spoken:
            return read_sentence(self.spoken)
        return Sentence("{reason}", {"reason": self.reason}) if self.reason else None


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
