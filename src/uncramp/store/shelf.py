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


class FolderShelf:
    """A shelf in a folder: two letters of the digest, then the file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

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
            return self._place(digest).read_bytes()
        except FileNotFoundError:
            raise InputError.of(
                "The file {digest} is not on the shelf in {folder}. Was the folder moved?",
                digest=digest[:12],
                folder=str(self._folder),
            ) from None

    def has(self, digest: str) -> bool:
        return self._place(digest).exists()

    def digests(self) -> Iterator[str]:
        return (p.name for p in sorted(self._folder.glob("??/*")) if p.suffix != PART)

    def parts(self) -> Iterator[Path]:
        """What a cut left half written; nobody was told that it is kept."""
        return self._folder.glob(f"??/*{PART}")

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
