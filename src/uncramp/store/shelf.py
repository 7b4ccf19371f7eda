"""The shelf: uploaded bytes under their SHA-256, written so that an answer means it is kept."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Protocol

from uncramp.terms.errors import InputError


class Shelf(Protocol):
    """Bytes by digest."""

    def put(self, data: bytes) -> str:
        """Keep `data`; its SHA-256 in hex."""
        ...

    def get(self, digest: str) -> bytes:
        """What was kept under `digest`."""
        ...


class FolderShelf:
    """A shelf in a folder: two letters of the digest, then the file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, data: bytes) -> str:
        """Written beside its place, flushed, then moved: a cut leaves nothing half."""
        digest = hashlib.sha256(data).hexdigest()
        place = self._place(digest)
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            beside = place.with_suffix(f".{os.getpid()}.part")
            with beside.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(place)
            _flush_folder(place.parent)
        return digest

    def get(self, digest: str) -> bytes:
        try:
            return self._place(digest).read_bytes()
        except FileNotFoundError:
            raise InputError.of(
                "The file {digest} is not on the shelf in {folder}. Was the folder moved?",
                digest=digest[:12],
                folder=str(self._folder),
            ) from None

    def _place(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest


def _flush_folder(folder: Path) -> None:
    """A new name is only kept once its folder is flushed too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
