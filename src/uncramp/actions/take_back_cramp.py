"""Take back what was logged of a cramp: the last change, or all of it; and bring it back."""

from __future__ import annotations

from datetime import datetime

from uncramp.actions.log_cramp import GONE
from uncramp.actions.red_flags_of import stands
from uncramp.actions.tie_cramps import tie_cramp
from uncramp.history.cramp import CrampEntry
from uncramp.store.library import Library
from uncramp.terms.errors import InputError
from uncramp.terms.sentences import sentence

FLAGGED = sentence(
    "A red flag was told of this cramp, so it stays where it can be seen. Once a clinician has "
    "looked at it, say so; then it can be deleted."
)


def undo_cramp(token: str, *, library: Library) -> CrampEntry:
    """Take the last change back; a second time there is nothing left to take back."""
    known = entry_of(token, library)
    if known.before is None:
        return known
    return _keep(known.model_copy(update={"cramp": known.before, "before": None}), known, library)


def remove_cramp(token: str, *, library: Library, now: datetime) -> CrampEntry:
    """Delete a cramp, so that it can be brought back.

    Raises
    ------
    InputError
        Where it is not in the log, or a red flag stands that nobody has looked at.
    """
    known = entry_of(token, library)
    if stands(known.answers):
        raise InputError(FLAGGED)
    return _keep(known.model_copy(update={"removed_at": known.removed_at or now}), known, library)


def bring_back_cramp(token: str, *, library: Library) -> CrampEntry:
    """Let a deleted cramp count again, as if nothing had been."""
    known = entry_of(token, library)
    return _keep(known.model_copy(update={"removed_at": None}), known, library)


def entry_of(token: str, library: Library) -> CrampEntry:
    """The entry of that token; InputError where there is none."""
    known = library.cramp(token)
    if known is None:
        raise InputError(GONE)
    return known


def _keep(entry: CrampEntry, was: CrampEntry, library: Library) -> CrampEntry:
    if entry != was:
        with library.together():
            library.keep_cramp(entry)
            tie_cramp(entry, was=was, library=library)
    return entry
