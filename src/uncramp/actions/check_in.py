"""The check-in after a run: whether it cramped, and what the watch cannot know.

All of it is optional but the first question. What is told once a cramp is known is marked as
remembered after it, since people look for reasons and memory obliges them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from statistics import median
from typing import Any, Final

from uncramp.actions.keep_shoe import shoe_of, wear
from uncramp.actions.told import read
from uncramp.history.answers import Value
from uncramp.history.check_in import CheckIn
from uncramp.history.grade import Grade
from uncramp.history.run import Label, Run
from uncramp.store.duplicates import best_of
from uncramp.store.kept import KeptRun, Place
from uncramp.store.library import Library
from uncramp.terms.errors import InputError
from uncramp.terms.sentences import sentence

ASKED: Final = (
    "race",
    "fluid",
    "sodium",
    "carbohydrate",
    "meal_before",
    "effort",
    "soreness",
    "sleep",
    "mass_before",
    "mass_after",
)
"""The keys of the check-in that one screen asks for, in its order."""
HABITS: Final = ("fluid", "sodium", "carbohydrate", "meal_before", "sleep")
"""What "same as usual" stands for; how hard it was and how it felt are new every time."""
LATELY: Final = 5  # answers a habit is made of
GONE: Final = sentence("This run is not in the library any more.")


class Cramped(StrEnum):
    """The one question that is always asked."""

    YES = "yes"
    TWINGE = "twinge"
    NO = "no"


class Said(Value):
    """What one check-in says: ``answers`` by the keys of `CheckIn`, None takes an answer back."""

    cramped: Cramped | None = None
    answers: Mapping[str, Any] = {}
    shoe: str | None = None
    """The token of the pair; empty for none of the shelf, None where nothing was said of it."""
    at: datetime | None = None
    """When it was told, where that was on a phone; else it is told now."""


def check_in(place: Place, said: Said, *, library: Library, now: datetime) -> KeptRun:
    """Keep a check-in with every recording of its run; the run as it is then told.

    Raises
    ------
    InputError
        Where the run is gone, a value cannot be, or the shoes are not on the shelf; nothing is
        kept then.
    """
    kept, at = _at(place, library), min(said.at or now, now)
    if kept.heard_at is not None and at <= kept.heard_at and said.at is not None:
        return kept
    heard = read(
        CheckIn, {name: value for name, value in said.answers.items() if value is not None}
    )
    answers = {name: getattr(heard, name) for name in said.answers}
    if said.shoe:
        shoe_of(said.shoe, library)
    with library.together():
        for recording in library.recordings_of(place):
            told = _told(recording, kept, said.cramped, answers, now)
            library.replace_run(replace(told, heard_at=at))
        if said.shoe is not None and said.shoe != kept.shoe:
            wear(kept, said.shoe, library=library)
    return _at(place, library)


def _at(place: Place, library: Library) -> KeptRun:
    recordings = library.recordings_of(place)
    if not recordings:
        raise InputError(GONE)
    return best_of(recordings[0], recordings[1:])


def _told(
    recording: KeptRun,
    whole: KeptRun,
    cramped: Cramped | None,
    answers: Mapping[str, Any],
    now: datetime,
) -> KeptRun:
    """One recording with the answers; a logged cramp answers the first question itself."""
    run = recording.run
    told = replace(
        run,
        check_in=run.check_in.model_copy(update=dict(answers)),
        check_in_after_cramp=_remembered(run, whole, cramped, answers),
    )
    if cramped is None or whole.episode is not None:
        return replace(recording, run=told)
    return replace(
        recording,
        run=replace(
            told,
            label=Label.YES if cramped is Cramped.YES else Label.NO,
            grade=Grade.TWINGE if cramped is Cramped.TWINGE else None,
        ),
        answered_at=whole.answered_at or now,
        checked_in_at=whole.checked_in_at or whole.answered_at or now,
    )


def _remembered(
    run: Run, whole: KeptRun, cramped: Cramped | None, answers: Mapping[str, Any]
) -> bool:
    known = bool(whole.episode and whole.episode.is_cramp)
    cramp = known or (Cramped.YES is cramped if cramped else whole.as_told.label is Label.YES)
    if not cramp:
        return False
    told = any(value is not None for name, value in answers.items() if name != "race")
    return run.check_in_after_cramp or told


def usual_answers(runs: Sequence[KeptRun], of: KeptRun) -> dict[str, Any]:
    """What this runner usually tells: the median of the last answers before `of`, by key."""
    began = of.run.summary.started_at
    before = [
        kept.run.check_in
        for kept in runs
        if kept.place != of.place and began and (kept.run.summary.started_at or began) < began
    ]
    found = {name: [v for c in before if (v := getattr(c, name)) is not None] for name in HABITS}
    return {name: median(values[-LATELY:]) for name, values in found.items() if values}


def usual_shoe(runs: Sequence[KeptRun], library: Library) -> str:
    """The pair of the latest run that names one still in use; empty without."""
    in_use = {shoe.token for shoe in library.shoes() if not shoe.retired}
    return next((kept.shoe for kept in reversed(runs) if kept.shoe in in_use), "")
