"""An export as it was downloaded: from Strava, Garmin, Apple Health, or any ZIP of runs.

Nobody has to unpack anything: recordings are found wherever they lie in the archive, and
one archive within it is opened too, since Garmin packs its files twice.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from uncramp.store.archive_directory import directory
from uncramp.store.archive_limits import LARGEST_FILE, LARGEST_UPLOAD
from uncramp.store.archive_member import pieces, unpack
from uncramp.store.archive_names import is_activity, is_archive, shown
from uncramp.store.archive_peek import is_other_fit
from uncramp.store.archive_strava import TABLE, StravaTable, strava_table
from uncramp.terms.errors import InputError

ZIP: Final = b"PK\x03\x04"
EMPTY_ZIP: Final = b"PK\x05\x06"


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive: where in the list, and what the list says of it."""

    index: int
    name: str
    size: int
    crc: int

    @property
    def key(self) -> str:
        """The same name, size and checksum: the same file, in any copy of the export."""
        return f"{self.name}|{self.size}|{self.crc:08x}"


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in an archive that may matter."""

    activities: tuple[Member, ...] = ()
    archives: tuple[Member, ...] = ()
    others: int = 0
    titles: dict[str, str] = field(default_factory=dict)
    by_hand: int = 0
    missing: tuple[str, ...] = ()


def looks_like_archive(head: bytes) -> bool:
    """Whether a file begins as a ZIP does."""
    return head.startswith((ZIP, EMPTY_ZIP))


class OpenArchive:
    """An archive on disk, its list checked; one is opened for many members."""

    def __init__(self, path: Path, *, largest: int, most: int) -> None:
        self._file: IO[bytes] = path.open("rb")
        self._entries = directory(self._file, largest=largest, most=most)

    def close(self) -> None:
        self._file.close()

    def contents(self) -> Contents:
        """The recordings and archives in it, and what Strava's table says of them."""
        members = [
            Member(i, shown(entry.filename), entry.file_size, entry.CRC)
            for i, entry in enumerate(self._entries)
            if not entry.is_dir()
        ]
        activities = tuple(m for m in members if is_activity(self._named(m)))
        archives = tuple(m for m in members if is_archive(self._named(m)))
        table = self._table()
        here = {m.name for m in members}
        return Contents(
            activities,
            archives,
            others=len(members) - len(activities) - len(archives),
            titles=table.titles,
            by_hand=table.by_hand,
            missing=tuple(name for name in table.titles if name not in here),
        )

    def read(self, index: int) -> tuple[bytes, bool] | None:
        """The bytes of a member and whether they are whole; None for a FIT of another kind."""
        entry = self._entries[index]
        if _is_plain_fit(entry):
            first = next(pieces(self._file, entry, largest=LARGEST_FILE), b"")
            if is_other_fit(first):
                return None
        return unpack(self._file, entry, largest=LARGEST_FILE)

    def extract(self, index: int, to: Path) -> None:
        """Unpack a member, an archive itself, to a file of our own naming."""
        with to.open("xb") as out:
            for piece in pieces(self._file, self._entries[index], largest=LARGEST_UPLOAD):
                out.write(piece)

    def _named(self, member: Member) -> str:
        return self._entries[member.index].filename

    def _table(self) -> StravaTable:
        for entry in self._entries:
            if entry.filename == TABLE:
                try:
                    return strava_table(unpack(self._file, entry, largest=LARGEST_FILE)[0])
                except InputError:  # a table too large to be one names no titles
                    break
        return StravaTable({})


def _is_plain_fit(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.lower().endswith(".fit")
