"""Explain a cramp that is already in the library: the latest one, as the first page shows it."""

from __future__ import annotations

from datetime import datetime

from uncramp.actions.explain_episode import Explained
from uncramp.actions.explain_kept_run import explain_kept_run
from uncramp.store.library import KeptRun, Library
from uncramp.store.shelf import Shelf
from uncramp.terms.errors import InputError


def explain_last_cramp(*, library: Library, shelf: Shelf, now: datetime) -> Explained:
    """Explain the latest run with a cramp, after what was told of red flags.

    Raises
    ------
    InputError
        Where the library holds no cramp yet.
    """
    kept = last_cramp(library)
    return explain_kept_run(kept, library=library, shelf=shelf, now=now)


def last_cramp(library: Library) -> KeptRun:
    """The latest run with a cramp; InputError where there is none."""
    cramps = (k for k in reversed(library.kept_runs()) if k.episode and k.episode.is_cramp)
    kept = next(cramps, None)
    if kept is None:
        raise InputError.of(
            "No cramp is in this library yet. Explain one with: uncramp why RUN.fit --muscle calf"
        )
    return kept
