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


def explain_last_cramp(*, library: Library, shelf: Shelf, now: datetime) -> Explained:
    """Explain the latest run with a cramp, after what was told of red flags.

    Raises
    ------
    InputError
        Where the library holds no cramp yet.
    """
    kept = last_cramp(library)
    assert kept.episode is not None
    given = GivenFile(kept.digest[:12], shelf.get(kept.digest))
    facts = Facts.model_validate(dict(kept.answers))
    told = Told(library.runner(), kept.run.check_in, facts)
    return explain_episode(given, kept.episode, library=library, told=told, now=now)


def last_cramp(library: Library) -> KeptRun:
    """The latest run with a cramp; InputError where there is none."""
    cramps = (k for k in reversed(library.kept_runs()) if k.episode and k.episode.is_cramp)
    kept = next(cramps, None)
    if kept is None:
        raise InputError.of(
            "No cramp is in this library yet. Explain one with: uncramp why RUN.fit --muscle calf"
        )
    return kept
