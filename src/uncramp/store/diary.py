"""What a runner writes down themselves: the cramp log and the shoe shelf, wherever it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from uncramp.history.cramp import CrampEntry
from uncramp.history.shoe import Shoe


class Diary(Protocol):
    """A part of `store.library.Library`."""

    def cramps(self) -> Sequence[CrampEntry]:
        """Every entry of the cramp log in the order the cramps began, removed ones too."""
        ...

    def cramp(self, token: str) -> CrampEntry | None:
        """The entry of that token."""
        ...

    def keep_cramp(self, entry: CrampEntry) -> None:
        """Keep an entry; one of the same token gives way."""
        ...

    def shoes(self) -> Sequence[Shoe]:
        """Every pair, the first kept first; retired ones too."""
        ...

    def keep_shoe(self, shoe: Shoe) -> None:
        """Keep a pair; one of the same token gives way, in its place."""
        ...


class MemoryDiary:
    """A diary that is forgotten with the command that made it."""

    def __init__(self) -> None:
        self._cramps: dict[str, CrampEntry] = {}
        self._shoes: dict[str, Shoe] = {}

    def cramps(self) -> Sequence[CrampEntry]:
        return sorted(self._cramps.values(), key=lambda entry: entry.began_at)

    def cramp(self, token: str) -> CrampEntry | None:
        return self._cramps.get(token)

    def keep_cramp(self, entry: CrampEntry) -> None:
        self._cramps[entry.token] = entry

    def shoes(self) -> Sequence[Shoe]:
        return list(self._shoes.values())

    def keep_shoe(self, shoe: Shoe) -> None:
        self._shoes[shoe.token] = shoe
