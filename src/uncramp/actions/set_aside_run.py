"""Delete a run so that it can be brought back: it is set aside, and counts for nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from uncramp.actions.assess_case import Facts, assess_case
from uncramp.actions.edit_run import GONE
from uncramp.store.kept import KeptRun, Place
from uncramp.store.library import Library
from uncramp.terms.errors import InputError
from uncramp.terms.sentences import sentence

KEPT_FOR: Final = timedelta(days=30)
"""How long a run that was set aside can be brought back."""
FLAGGED: Final = sentence(
    "A red flag was told of the cramp in this run, so it stays where it can be seen. Once a "
    "clinician has looked at it, say so on the first page; then this run can be deleted."
)


def set_aside_run(place: Place, *, library: Library, now: datetime) -> None:
    """Set every recording of the run aside; what was told of it is kept with it.

    Raises
    ------
    InputError
        Where the run is not there, or a red flag was told of it and nobody has looked at it.
    """
    recordings = library.recordings_of(place)
    if not recordings:
        raise InputError(GONE)
    if any(_flagged(recording) for recording in recordings):
        raise InputError(FLAGGED)
    with library.together():
        for recording in recordings:
            library.replace_run(replace(recording, set_aside_at=recording.set_aside_at or now))


def _flagged(recording: KeptRun) -> bool:
    facts = Facts.model_validate(dict(recording.answers))
    return assess_case(facts).stops
