"""A library as one file: the database as it was at one moment, and every file on the shelf.

The archive begins with a list of what is in it, each with its SHA-256. Reading it back
believes nothing: a byte changed, a file missing or one too many, and nothing is restored.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, Final

from uncramp.store.shelf import FolderShelf, flush_folder
from uncramp.terms.errors import InputError

FORMAT: Final = "uncramp backup 1"
LIST: Final = "list.json"
DATABASE: Final = "uncramp.sqlite3"
SHELVED: Final = re.compile(r"shelf/([0-9a-f]{2})/(\1[0-9a-f]{62})")
LARGEST_LIST: Final = 256 << 20  # bytes; a million files
PIECE: Final = 1 << 20  # bytes


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup says of itself."""

    made_at: str
    software: str
    files: dict[str, str]  # SHA-256 by name
    format: str = FORMAT


def write_backup(
    to: Path, snapshot: Path, *, shelf: FolderShelf, digests: Iterable[str], made: tuple[str, str]
) -> Backup:
    """Write a backup of a database's `snapshot` and the files it names; ``made`` is when, by what.

    The file appears under its name once it is whole and on the disk.
    """
    names = {f"shelf/{digest[:2]}/{digest}": digest for digest in digests}
    with snapshot.open("rb") as file:
        sum_ = hashlib.file_digest(file, "sha256").hexdigest()
    backup = Backup(*made, {DATABASE: sum_, **names})
    beside = to.with_name(f"{to.name}.part")
    try:
        with beside.open("wb") as out:
            _write(out, backup, snapshot, shelf)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(to)
    finally:
        beside.unlink(missing_ok=True)
    flush_folder(to.parent)
    return backup


def _write(out: IO[bytes], backup: Backup, snapshot: Path, shelf: FolderShelf) -> None:
    with tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT) as archive:
        _add(archive, LIST, json.dumps(asdict(backup)).encode())
        archive.add(snapshot, DATABASE)
        for name, digest in backup.files.items():
            if name != DATABASE:
                _add(archive, name, shelf.get(digest))


def _add(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(data), 0o600
    archive.addfile(entry, io.BytesIO(data))


def read_backup(file: Path, to: Path) -> Backup:
    """Unpack a backup into the new folder `to`, every byte checked against its list.

    Raises InputError where the archive is damaged, not whole, or no backup of ours.
    """
    try:
        with tarfile.open(file, "r|") as archive:
            return _read(archive, to)
    except (tarfile.TarError, EOFError, UnicodeDecodeError):
        raise _damaged("it breaks off, or is no backup made by uncramp") from None
    except OSError as error:
        raise InputError.of(
            "The backup cannot be restored: {reason}.", reason=error.strerror or str(error)
        ) from None


def _read(archive: tarfile.TarFile, to: Path) -> Backup:
    members = _members(archive)
    backup = _list(next(members, ("", io.BytesIO())))
    missing = dict(backup.files)
    for name, data in members:
        if name not in missing:
            raise _damaged(f"“{name[:80]}” does not belong in it")
        if _copied(data, to / name) != missing.pop(name):
            raise _damaged(f"“{name}” is not what was put in")
    if missing:
        raise _damaged(f"{len(missing)} files are missing from it")
    return backup


def _members(archive: tarfile.TarFile) -> Iterator[tuple[str, IO[bytes]]]:
    for entry in archive:
        data = archive.extractfile(entry) if entry.isreg() else None
        if data is None:
            raise _damaged(f"“{entry.name[:80]}” is no plain file")
        yield entry.name, data


def _list(first: tuple[str, IO[bytes]]) -> Backup:
    name, data = first
    if name != LIST:
        raise _damaged("it does not begin with the list of what is in it")
    try:
        found: dict[str, Any] = json.loads(data.read(LARGEST_LIST))
        backup = Backup(**found)
    except (ValueError, TypeError):
        raise _damaged("its list cannot be read") from None
    if backup.format != FORMAT:
        raise InputError.of(
            "This backup was made by another version ({made}). Restore it with that version.",
            made=backup.format,
        )
    if not all(name == DATABASE or SHELVED.fullmatch(name) for name in backup.files):
        raise _damaged("its list names files that do not belong in a library")
    return backup


def _copied(data: IO[bytes], to: Path) -> str:
    """Write the bytes to the disk; their SHA-256."""
    to.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with to.open("xb") as out:
        while piece := data.read(PIECE):
            digest.update(piece)
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest()


def _damaged(why: str) -> InputError:
    return InputError.of(
        "The backup is damaged ({why}), and nothing was restored. Use another one.", why=why
    )
