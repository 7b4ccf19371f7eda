"""Where the red flags of a cramp stand: asked, answered, or waiting for a clinician's look."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from uncramp.actions.assess_case import Facts, Triage, assess_case
from uncramp.history.cramp import CrampEntry
from uncramp.store.library import Library

RECENT: Final = timedelta(days=30)
"""Age of an unseen flag up to which it stands in front of newer cramps too."""


def triage_of(answers: Mapping[str, str]) -> Triage:
    """What triage says to the answers that are kept with a cramp."""
    return assess_case(Facts.model_validate(dict(answers)))


def stands(answers: Mapping[str, str]) -> bool:
    """Whether a red flag was told, and nobody has looked at it since."""
    return triage_of(answers).stops


def standing_flag(*, library: Library, now: datetime) -> CrampEntry | None:
    """The latest logged cramp with a red flag nobody has looked at, tied to a run or not."""
    recent = (e for e in reversed(library.cramps()) if now - e.told_at <= RECENT)
    return next(
        (e for e in recent if e.removed_at is None and e.answers and stands(e.answers)), None
    )
