"""What becomes of one file that is taken in: runs, something else, or a refusal in words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

import numpy as np

from uncramp import __version__
from uncramp.actions.read_runs import NotARunError, runs_in
from uncramp.activity.activity import Activity
from uncramp.activity.unpacking import is_gzip, unpacked
from uncramp.exposure.summary import EDITION, summarise
from uncramp.history.run import Run
from uncramp.store.archive_limits import LARGEST_FILE, MIB
from uncramp.store.archive_peek import is_other_fit
from uncramp.store.kept import KeptRun, Origin
from uncramp.terms.errors import InputError
from uncramp.terms.sentences import Sentence, sentence

READER = f"{__version__}/{EDITION}"
SHAPE = 16  # steps of the time at which the shape of a run is told


class Outcome(StrEnum):
    """What a file turned out to be."""

    RUNS = "runs"
    KNOWN = "known"
    NOT_A_RUN = "not_a_run"
    REFUSED = "refused"
    OTHER = "other"  # in an archive: no activity file at all


@dataclass(frozen=True, slots=True)
class Reading:
    """One file, read. ``data`` is what goes to the shelf, under ``digest``."""

    outcome: Outcome
    digest: str = ""
    size: int = 0  # bytes, unpacked
    data: bytes = b""
    runs: tuple[KeptRun, ...] = ()
    reason: Sentence | None = None
    dropped: tuple[Sentence, ...] = ()
    origin: Origin = Origin("")
    given: int = 0
    """Which of all that was given it came from."""

    def from_(self, origin: Origin) -> Reading:
        """The same reading, of a file that came from `origin`."""
        return replace(self, origin=origin)

    @property
    def name(self) -> str:
        """What to call it to the person who gave it."""
        archive, name = self.origin.archive, self.origin.name
        return f"{archive}/{name}" if archive else name


def refused(reason: Sentence) -> Reading:
    """A file that gave nothing."""
    return Reading(Outcome.REFUSED, reason=reason)


def read_file(data: bytes, *, now: datetime, knows: Callable[[str], bool]) -> Reading:
    """Read one file; never raises for what is in it, so that no file spoils the others."""
    try:
        return _read(data, now, knows)
    except InputError as error:
        return refused(error.said)
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        return refused(
            sentence(
                "something in it confuses our reader ({kind}: {problem}); the other files are "
                "not touched by it. Please report it.",
                kind=type(error).__name__,
                problem=str(error)[:200],
            )
        )


def _read(data: bytes, now: datetime, knows: Callable[[str], bool]) -> Reading:
    content = _content(data)
    digest = hashlib.sha256(content).hexdigest()
    if knows(digest):
        return Reading(Outcome.KNOWN, digest, len(content))
    try:
        activities = runs_in(content, now=now)
    except NotARunError as other:
        return Reading(Outcome.NOT_A_RUN, digest, len(content), reason=other.said)
    except InputError as error:
        if not is_other_fit(content):
            raise
        return Reading(Outcome.NOT_A_RUN, digest, len(content), reason=error.said)
    runs = tuple(_kept(digest, part, activity) for part, activity in enumerate(activities))
    dropped = tuple(said for activity in activities for said in activity.dropped)
    return Reading(Outcome.RUNS, digest, len(content), content, runs, dropped=dropped)


def _content(data: bytes) -> bytes:
    """What is in a sound gzip; a damaged one stays as it came, to be read as such."""
    if len(data) > LARGEST_FILE:
        raise InputError(_too_large())
    if not is_gzip(data):
        return data
    inside, damage = unpacked(data)
    if len(inside) > LARGEST_FILE:
        raise InputError(_too_large())
    return data if damage or is_gzip(inside) else inside


def _too_large() -> Sentence:
    return sentence("it is larger than {most} MB: no recording is", most=LARGEST_FILE // MIB)


def _kept(digest: str, part: int, activity: Activity) -> KeptRun:
    return KeptRun(digest, part, Run(summarise(activity)), shape=shape(activity))


def shape(activity: Activity) -> tuple[float, ...]:
    """The share of the distance covered at `SHAPE` - 1 even steps of the elapsed time.

    Empty where times or distances are missing. Two devices on one runner agree on it to a
    hundredth, whatever each makes of the metres.
    """
    time, distance = activity.columns.time, activity.columns.distance
    known = np.isfinite(time) & np.isfinite(distance)
    if known.sum() < SHAPE or not distance[known][-1] > 0 or not np.ptp(time[known]) > 0:
        return ()
    steps = np.linspace(time[known][0], time[known][-1], SHAPE + 1)[1:-1]
    covered = np.interp(steps, time[known], distance[known]) / distance[known][-1]
    return tuple(np.round(covered, 4).tolist())
