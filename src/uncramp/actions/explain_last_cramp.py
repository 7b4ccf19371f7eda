"""Explain a cramp that is already in the library: the latest one, as the first page shows it."""

from __future__ import annotations

from datetime import datetime

from uncramp.actions.assess_case import Facts
from uncramp.actions.explain_episode import Explained, explain_episode
from uncramp.actions.told import Told
from uncramp.store.given import GivenFile
from uncramp.store.library import KeptRun, Library
from uncramp.store.shelf import Shelf
from uncramp.terms.errors import InputError


def explain_last_cramp(
    *, library: Library, shelf: Shelf, now: datetime, facts: Facts | None = None
) -> Explained:
    """Explain the latest run with a cramp; `facts` are answers to the red-flag questions.

    Raises
    ------
    InputError
        Where the library holds no cramp yet.
    """
    kept = _last_with_cramp(library)
    if kept is None or kept.episode is None:
        raise InputError.of(
            "No cramp is in this library yet. Explain one with: uncramp why RUN.fit --muscle calf"
        )
    given = GivenFile(kept.digest[:12], shelf.get(kept.digest))
    told = Told(library.runner(), kept.run.check_in, facts or Facts())
    return explain_episode(given, kept.episode, library=library, told=told, now=now)


def _last_with_cramp(library: Library) -> KeptRun | None:
    return next((kept for kept in reversed(library.kept_runs()) if kept.episode), None)
