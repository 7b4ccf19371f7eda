"""Bring a run back that was deleted, as if nothing had been."""

from __future__ import annotations

from dataclasses import replace

from uncramp.actions.edit_run import GONE
from uncramp.store.kept import Place
from uncramp.store.library import Library
from uncramp.terms.errors import InputError


def bring_back_run(place: Place, *, library: Library) -> None:
    """Let a run that was set aside count again.

    Raises
    ------
    InputError
        Where it is gone for good.
    """
    recordings = library.recordings_of(place)
    if not recordings:
        raise InputError(GONE)
    with library.together():
        for recording in recordings:
            library.replace_run(replace(recording, set_aside_at=None))
