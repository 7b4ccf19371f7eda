"""What the cramp log comes to on the run it is tied to, and what is left when it is taken back.

The check-in's own word stays on the run and is never written over; `KeptRun.as_told` hears
both. So a cramp that is deleted leaves the run as it was answered before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import NAMESPACE_OID, uuid5

from uncramp.history.check_in import CheckIn
from uncramp.history.cramp import CrampEntry, LoggedCramp
from uncramp.history.event import events
from uncramp.history.run import Label
from uncramp.history.tying import moment
from uncramp.store.kept import KeptRun, Logged
from uncramp.terms.instants import LATEST
from uncramp.terms.muscles import Onset


def with_cramps(kept: KeptRun, entries: Sequence[CrampEntry]) -> KeptRun:
    """The run with these entries of the log, in the order they began; without any for none."""
    if not entries:
        return without_cramps(kept)
    leading, *others = events([entry.cramp for entry in entries])
    checked_in_at = kept.checked_in_at if kept.logged else kept.checked_in_at or kept.answered_at
    told = [entry.logged_at for entry in entries]
    return replace(
        kept,
        episode=leading,
        logged=Logged(tuple(e.token for e in entries), tuple(others), _noticed(entries)),
        answers=answers_of(entries),
        checked_in_at=checked_in_at,
        answered_at=min([*told, checked_in_at] if checked_in_at else told),
    )


def without_cramps(kept: KeptRun) -> KeptRun:
    """The run as its check-in alone tells it; untouched where the log never named it."""
    if kept.logged is None:
        return kept
    return replace(kept, episode=None, logged=None, answers={}, answered_at=kept.checked_in_at)


def answers_of(entries: Sequence[CrampEntry]) -> Mapping[str, str]:
    """What was told of red flags, of all of them: a flag of one stands for all.

    "None of these" holds only where it was said of each.
    """
    told = {name: said for entry in entries for name, said in entry.answers.items()}
    if not all(entry.answers for entry in entries):
        told.pop("red_flags", None)
    return told


def _noticed(entries: Sequence[CrampEntry]) -> CheckIn:
    """The later cramp's word goes last; nobody's silence takes anything back."""
    told = {
        name: value
        for entry in entries
        for name, value in entry.cramp.noticed.model_dump(exclude_none=True).items()
    }
    return CheckIn(**told)


def told_elsewhere(kept: KeptRun, next_run: datetime | None) -> CrampEntry | None:
    """A cramp that came with the run and not from the log, as an entry of it; None without one.

    Its token follows from the run, so that it is never taken over twice.
    """
    began = kept.run.summary.started_at
    if kept.episode is None or kept.logged is not None or began is None:
        return None
    episode = kept.episode
    onset = episode.onset or Onset.DURING
    at = moment(kept.run, onset, episode.minute, told=LATEST, next_run=next_run)
    said_at = kept.answered_at or at
    return CrampEntry(
        token=str(uuid5(NAMESPACE_OID, f"uncramp/{kept.digest}/{kept.part}")),
        cramp=LoggedCramp(episode=episode, began_at=at),
        logged_at=said_at,
        told_at=said_at,
        answers=dict(kept.answers),
    )


def taken_over(kept: KeptRun) -> KeptRun:
    """The run once its cramp is an entry of the log, which tells all of it from now on."""
    run = replace(kept.run, label=Label.UNKNOWN, night=Label.UNKNOWN, grade=None)
    return replace(kept, run=run, episode=None, answers={}, answered_at=None)
