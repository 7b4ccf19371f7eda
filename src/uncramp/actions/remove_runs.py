"""Remove runs that were set aside for good: their rows, and the files on the shelf."""

from __future__ import annotations

from datetime import datetime

from uncramp.actions.set_aside_run import KEPT_FOR
from uncramp.actions.tie_cramps import tie_cramps
from uncramp.store.kept import KeptRun, Place
from uncramp.store.library import Library
from uncramp.store.shelf import Shelf


def remove_run(place: Place, *, library: Library, shelf: Shelf) -> bool:
    """Remove one run; False where it is not set aside, since only such a one may go."""
    if place not in {kept.place for kept in library.set_aside()}:
        return False
    _remove(place, library, shelf)
    return True


def remove_runs_set_aside(*, library: Library, shelf: Shelf, now: datetime) -> int:
    """Remove every run whose time to be brought back is over; how many there were."""
    due = [kept for kept in library.set_aside() if _is_due(kept, now)]
    for kept in due:
        _remove(kept.place, library, shelf)
    return len(due)


def _is_due(kept: KeptRun, now: datetime) -> bool:
    return kept.set_aside_at is not None and kept.set_aside_at + KEPT_FOR <= now


def _remove(place: Place, library: Library, shelf: Shelf) -> None:
    """Rows first: cut off between the two, a file is left that no run names, never a run
    without its file.
    """
    for digest in library.forget(place):
        shelf.remove(digest)
    tie_cramps(library=library)
