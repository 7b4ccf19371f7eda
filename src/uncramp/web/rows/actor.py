"""Who asks. Rows are reached through an actor, so that nobody's rows are reached by accident."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who asks for rows; ``runner`` is the key of the runner they are, if any.

    ``account`` is the key of who is signed in; ``staff`` answers the public form, ``owner``
    runs the installation. Neither of the two opens a library that is not theirs.
    """

    runner: int | None = None
    account: int | None = None
    staff: bool = False
    owner: bool = False
    helping: bool = False
    """Whether ``runner`` is somebody else, who shares: made by `policies.sharing.reach` alone."""


VISITOR: Final = Actor()
"""Somebody nobody knows: they reach no row."""
