"""Every cramp there is: those of the log, and those that came with their runs from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from uncramp.actions.tie_cramps import run_of
from uncramp.history.cramp import CrampEntry
from uncramp.web.diary.cramp_runs import keys_of
from uncramp.web.diary.cramp_shown import line, told_of
from uncramp.web.memory.standing import standing
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary

NEVER: Final = datetime.min.replace(tzinfo=UTC)  # of a run without a clock
BROKEN_OFF: Final = timedelta(days=1)  # for so long it is offered to go on with a log


def cramps_shown(actor: Actor) -> list[dict[str, Any]]:
    """Each once, newest first, on the day of its run where it has one."""
    found = [*_logged(actor), *_with_runs(actor)]
    return sorted(found, key=lambda one: one["day"] or NEVER, reverse=True)


def _logged(actor: Actor) -> Iterator[dict[str, Any]]:
    """The whole log; what was deleted is left out."""
    library = RowLibrary(actor)
    known = [entry for entry in library.cramps() if entry.removed_at is None]
    tied = {entry.token: run_of(entry, library) for entry in known}
    keys = keys_of(actor, [of for of in tied.values() if of])
    for entry in known:
        of = tied[entry.token]
        shown = line(entry, of, keys[of.place] if of else None)
        yield shown | {"day": shown["run_began"] or entry.began_at}


def _with_runs(actor: Actor) -> Iterator[dict[str, Any]]:
    """What was told of runs without the log; once it is opened there it is an entry of it."""
    for key, kept in standing(actor).runs.items():
        if kept.episode is not None and kept.logged is None:
            yield told_of(kept.episode) | {"key": key, "day": kept.run.summary.started_at}


def broken_off(actor: Actor, now: datetime) -> CrampEntry | None:
    """The last log of the day before `now` that nobody finished: how bad it was is not told."""
    entries = [one for one in RowLibrary(actor).cramps() if _is_broken_off(one, now)]
    return max(entries, key=lambda one: one.logged_at, default=None)


def _is_broken_off(entry: CrampEntry, now: datetime) -> bool:
    untold = entry.cramp.episode.severity is None and entry.removed_at is None
    return untold and now - BROKEN_OFF <= entry.logged_at <= now
