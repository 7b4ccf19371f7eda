"""Tie the entries of the cramp log to the runs they belong to, and tell each run what it has.

Logged on the way home, before the watch was read out, a cramp waits; once its run is there it
belongs to it. A run that is imported later may also take a cramp from an earlier one: the
latest run begun before it has it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from uncramp.history.cramp import CrampEntry
from uncramp.history.tying import tied
from uncramp.store.kept import KeptRun, Place
from uncramp.store.library import Library
from uncramp.store.logged import taken_over, told_elsewhere, with_cramps, without_cramps

WITHIN: Final = timedelta(days=8)  # the longest run there can be, and the night after it


def run_of(entry: CrampEntry, library: Library) -> KeptRun | None:
    """The run a cramp belongs to; None where it waits for it, came too late, or is taken back."""
    if entry.removed_at is not None or entry.cramp.apart:
        return None
    return _tied(entry, library.runs_near(entry.began_at, WITHIN))


def tie_cramp(entry: CrampEntry, *, was: CrampEntry | None, library: Library) -> None:
    """Tie one entry that was just kept; the run it belonged to as it was lets it go."""
    now_of = run_of(entry, library)
    for kept in _having(was, library) if was else ():
        if now_of is None or kept.place != now_of.place:
            _tell(kept, set(_tokens(kept)) - {entry.token}, library)
    if now_of is not None:
        _tell(now_of, {*_tokens(now_of), entry.token}, library)


def tie_cramps(*, library: Library) -> None:
    """Tie every entry anew, as after an import; nothing is written where nothing changed."""
    if not library.cramps():
        return
    runs = [*library.kept_runs(), *library.set_aside()]
    wanted: dict[Place, set[str]] = defaultdict(set)
    for entry in library.cramps():
        if entry.removed_at is None and not entry.cramp.apart and (of := _tied(entry, runs)):
            wanted[of.place].add(entry.token)
    with library.together():
        for kept in runs:
            if wanted[kept.place] != set(_tokens(kept)) or _held_behind(kept, library):
                _tell(kept, wanted[kept.place], library)


def take_over(kept: KeptRun, *, library: Library) -> str | None:
    """Make a cramp that came with its run an entry of the log; its token, None without one."""
    entry = told_elsewhere(kept, next_start(kept, library))
    if entry is None:
        return next(iter(_tokens(kept)), None)
    with library.together():
        _tell(kept, {entry.token}, library)
    return entry.token


def next_start(kept: KeptRun, library: Library) -> datetime | None:
    """When the next run of the days after began; None where there is none."""
    began = kept.run.summary.started_at
    near = library.runs_near(began, WITHIN) if began else ()
    starts = [one.run.summary.started_at for one in near]
    return min((start for start in starts if began and start and start > began), default=None)


def _tied(entry: CrampEntry, runs: Sequence[KeptRun]) -> KeptRun | None:
    found = tied(entry.began_at, [kept.run for kept in runs], asleep=entry.cramp.episode.at_night)
    return next((kept for kept in runs if found and kept.run is found.run), None)


def _having(entry: CrampEntry, library: Library) -> list[KeptRun]:
    """The runs that say the entry is theirs."""
    near = library.runs_near(entry.began_at, WITHIN)
    return [kept for kept in near if entry.token in _tokens(kept)]


def _tokens(kept: KeptRun) -> tuple[str, ...]:
    return kept.logged.tokens if kept.logged else ()


def _held_behind(kept: KeptRun, library: Library) -> bool:
    """Whether a recording that stands behind another says what the leading one is to say."""
    if kept.logged is None:
        return False
    _, *behind = library.recordings_of(kept.place)
    return any(recording.logged for recording in behind)


def _tell(kept: KeptRun, tokens: set[str], library: Library) -> None:
    """Let the leading recording say all of it, and those behind it nothing."""
    recordings = library.recordings_of(kept.place)
    if tokens:
        following = next_start(kept, library)
        taken = [told_elsewhere(recording, following) for recording in recordings]
        for entry in filter(None, taken):
            library.keep_cramp(entry)
            tokens = {*tokens, entry.token}
        pairs = zip(recordings, taken, strict=True)
        recordings = [taken_over(recording) if entry else recording for recording, entry in pairs]
    found = (library.cramp(token) for token in tokens)
    entries = sorted(filter(None, found), key=lambda entry: entry.began_at)
    leading, *behind = recordings
    for recording in (with_cramps(leading, entries), *map(without_cramps, behind)):
        library.replace_run(recording)
