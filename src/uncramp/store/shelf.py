"""The shelf: uploaded bytes under their SHA-256, written so that an answer means it is kept."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, Protocol

from uncramp.terms.errors import InputError

PART: Final = ".part"  # of a file that is being written


class Shelf(Protocol):
    """Bytes by digest."""

    def put(self, data: bytes) -> str:
        """Keep `data`; its SHA-256 in hex."""
        ...

    def put_all(self, many: Iterable[bytes]) -> list[str]:
        """Keep all of them; on return every one is on the disk."""
        ...

    def get(self, digest: str) -> bytes:
        """What was kept under `digest`."""
        ...

    def has(self, digest: str) -> bool:
        """Whether something is kept under `digest`."""
        ...

    def digests(self) -> Iterator[str]:
        """Everything that is kept."""
        ...

    def remove(self, digest: str) -> None:
        """Keep it no longer; nothing where it was not kept."""
        ...


class FolderShelf:
    """A shelf in a folder: two letters of the digest, then the file.

    Parameters
    ----------
    before : folder
        Where an earlier version kept the same files: still read, and emptied by `settle`.
    """

    def __init__(self, folder: Path, *, before: Path | None = None) -> None:
        self._folder, self._before = folder, before

    def put(self, data: bytes) -> str:
        return self.put_all([data])[0]

    def put_all(self, many: Iterable[bytes]) -> list[str]:
        """Each is written beside its place, flushed and moved; then the folders are flushed."""
        digests, changed = [], set()
        for data in many:
            digests.append(digest := hashlib.sha256(data).hexdigest())
            place = self._place(digest)
            if not place.exists():
                changed |= _new_above(place.parent)
                _write(place, data)
            # Also where it stands already: whoever wrote it may not have come to this line.
            changed |= {place.parent, self._folder}
        for folder in changed:
            flush_folder(folder)
        return digests

    def get(self, digest: str) -> bytes:
        try:
            return self.place(digest).read_bytes()
        except FileNotFoundError:
            raise InputError.of(
                "The file {digest} is not on the shelf in {folder}. Was the folder moved?",
                digest=digest[:12],
                folder=str(self._folder),
            ) from None

    def has(self, digest: str) -> bool:
        return self.place(digest).exists()

    def digests(self) -> Iterator[str]:
        return iter(sorted({p.name for p in self._all("??/*") if p.suffix != PART}))

    def remove(self, digest: str) -> None:
        place = self._place(digest)
        if place.exists():
            place.unlink()
            flush_folder(place.parent)

    def parts(self) -> Iterator[Path]:
        """What a cut left half written; nobody was told that it is kept."""
        return self._all(f"??/*{PART}")

    def place(self, digest: str) -> Path:
        """Where a file lies, or would."""
        here = self._place(digest)
        if self._before is not None and not here.exists():
            there = self._before / digest[:2] / digest
            if there.exists():
                return there
        return here

    def take(self, digests: Iterable[str]) -> None:
        """Have these here too, where others kept them on the same shelf before."""
        for digest in digests:
            old = self.place(digest)
            if old.exists():
                self.put(old.read_bytes())

    def settle(self) -> int:
        """Bring here what lies where it did before; how many files. Cut off, it goes on later."""
        moved = 0
        for old in sorted(self._before.glob("??")) if self._before else ():
            new = self._folder / old.name
            above = _new_above(new)
            new.mkdir(parents=True, exist_ok=True)
            for file in list(old.iterdir()):
                file.replace(new / file.name)
                moved += 1
            for folder in (new, *above):
                flush_folder(folder)
            if not any(old.iterdir()):  # an earlier version may still be at work
                old.rmdir()
        return moved

    def _all(self, pattern: str) -> Iterator[Path]:
        for folder in (self._folder, self._before):
            if folder is not None:
                yield from folder.glob(pattern)

    def _place(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest


def _new_above(folder: Path) -> set[Path]:
    """The folders that get a new name when `folder` is made."""
    changed = set()
    while not folder.exists():
        folder = folder.parent
        changed.add(folder)
    return changed


def _write(place: Path, data: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_suffix(f".{os.getpid()}-{secrets.token_hex(4)}{PART}")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(place)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def flush_folder(folder: Path) -> None:
    """A new name is only kept once its folder is flushed too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
