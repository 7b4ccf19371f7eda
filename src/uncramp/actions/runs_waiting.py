"""Which runs of the last days wait for a word, and how many of all were answered.

A run nobody answered is unknown, never a run without a cramp: so the answered ones are the
ground every number of a runner stands on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from uncramp.history.run import Label
from uncramp.store.duplicates import best_of
from uncramp.store.kept import KeptRun, Place, signed_up_at
from uncramp.store.library import Library
from uncramp.terms.sentences import Sentence, sentence

LATELY: Final = timedelta(days=7)


def runs_waiting(*, library: Library, now: datetime) -> list[KeptRun]:
    """Runs of the last seven days nobody answered, the latest first."""
    near = [
        kept
        for kept in library.runs_near(now - LATELY / 2, LATELY / 2)
        if kept.set_aside_at is None and not kept.excused
    ]
    whole = [_whole(kept, library) for kept in near]
    open_ones = [kept for kept in whole if kept.as_told.label is Label.UNKNOWN]
    return sorted(open_ones, key=lambda kept: kept.run.summary.started_at or now, reverse=True)


def excuse_runs(places: Iterable[Place], *, library: Library) -> None:
    """Do not ask about these runs again; they can still be answered."""
    with library.together():
        for place in places:
            for recording in library.recordings_of(place):
                library.replace_run(replace(recording, excused=True))


def _whole(kept: KeptRun, library: Library) -> KeptRun:
    leading, *behind = library.recordings_of(kept.place)
    return best_of(leading, behind)


@dataclass(frozen=True, slots=True)
class Answered:
    """How many of the runs since somebody began to be asked were answered."""

    answered: int
    runs: int

    @property
    def said(self) -> Sentence:
        return sentence(
            "{answered} of your {runs} runs answered.", answered=self.answered, runs=self.runs
        )


def answered_of(runs: Sequence[KeptRun]) -> Answered:
    """Of the runs since the first answer; those before it count for neither."""
    since = signed_up_at(runs)
    if since is None:
        return Answered(0, 0)
    asked = [kept for kept in runs if _asked(kept, since)]
    answered = [kept for kept in asked if kept.as_told.label is not Label.UNKNOWN]
    return Answered(len(answered), len(asked))


def _asked(kept: KeptRun, since: datetime) -> bool:
    summary = kept.run.summary
    if kept.answered_at is not None or summary.started_at is None:
        return kept.answered_at is not None
    return summary.started_at + timedelta(seconds=summary.duration) >= since
