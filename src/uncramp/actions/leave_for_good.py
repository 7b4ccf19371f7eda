"""Take out everything of somebody who left: their files first, then their rows, all or none.

Files go first, so that a cut between the two leaves rows by which it is begun again, never a
file that nobody knows of any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from uncramp.actions.forget_person import Forgetting, forget_person


@dataclass(frozen=True, slots=True)
class Leaver:
    """Who left: the keys of their runner and account, and how they are reached.

    ``proved`` are the addresses they showed to be theirs. Those only typed may be anybody's,
    so that what others wrote from them stays.
    """

    runner: int
    account: int
    proved: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()

    @property
    def addresses(self) -> frozenset[str]:
        """All of them, as they are compared."""
        return frozenset(one.strip().casefold() for one in (*self.proved, *self.typed))


class Place(Protocol):
    """Where something of a person lies, of whatever kind."""

    def __call__(self, leaver: Leaver) -> int:
        """Take it out; how many things that were. Nothing of anybody else is touched."""
        ...


def leave_for_good(
    leaver: Leaver,
    *,
    files: Sequence[Place],
    rows: Sequence[Place],
    desks: Sequence[Forgetting],
    together: AbstractContextManager[object],
) -> int:
    """Take out everything of one person; how many things. Done twice, it finds nothing.

    Parameters
    ----------
    files, rows
        The places, in their order: a row goes after those that hang on it.
    desks
        Where what was written from a proved address lies.
    together
        All that is taken out of `rows` and `desks` is, or nothing of it.
    """
    count = sum(place(leaver) for place in files)
    with together:
        for address in leaver.proved:
            count += sum(forget_person(address, places=desks).counts)
        count += sum(place(leaver) for place in rows)
    return count
