"""A library as one file: its rows as they were at one moment, and every file on the shelf.

The archive begins with a list of what is in it, each with its SHA-256. Reading it back
believes nothing: a byte changed, a file missing or one too many, and nothing is restored.
Rows are lines of JSON, so that a backup made on one database is restored on another.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import tarfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from uncramp.store.shelf import Shelf, flush_folder
from uncramp.terms.errors import InputError

FORMAT: Final = "uncramp backup 2"
FIRST_FORMAT: Final = "uncramp backup 1"  # with a copy of the SQLite database in place of rows
LIST: Final = "list.json"
DATABASE: Final = "uncramp.sqlite3"
ROWS: Final = re.compile(r"rows/[a-z0-9_]+\.[a-z0-9_]+\.jsonl")
SHELVED: Final = re.compile(r"shelf/(?:runner-[0-9]+/)?([0-9a-f]{2})/(\1[0-9a-f]{62})")
LARGEST_LIST: Final = 256 << 20  # bytes; a million files
PIECE: Final = 1 << 20  # bytes


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The rows of one moment, and what they name on the shelf.

    ``tables`` are files of lines; ``shelved`` holds the digests of each runner; ``migrations``
    tell in which shape of the tables the rows are; ``uploads`` wait for a job that is among
    the rows, by their names in the library's folder.
    """

    tables: Sequence[Path]
    shelved: Mapping[int, Iterable[str]]
    migrations: tuple[str, ...]
    uploads: Mapping[str, Path] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup says of itself."""

    made_at: str
    software: str
    files: dict[str, str]  # SHA-256 by name
    format: str = FORMAT
    migrations: tuple[str, ...] = ()

    @property
    def shelved(self) -> int:
        """How many files of runs are in it."""
        return sum(bool(SHELVED.fullmatch(name)) for name in self.files)


def write_backup(
    to: Path, snapshot: Snapshot, *, shelf_of: Callable[[int], Shelf], made: tuple[str, str]
) -> Backup:
    """Write a backup of a `snapshot` and the files it names; ``made`` is when, and by what.

    The file appears under its name once it is whole and on the disk.
    """
    files = {f"rows/{table.name}": table for table in snapshot.tables} | dict(snapshot.uploads)
    shelved = _shelved(snapshot)
    sums = {name: _sum(file) for name, file in files.items()}
    sums |= {name: digest for name, (_, digest) in shelved.items()}
    backup = Backup(*made, sums, migrations=snapshot.migrations)
    beside = to.with_name(f"{to.name}.part")
    try:
        with beside.open("wb") as out:
            with tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT) as archive:
                _add(archive, LIST, json.dumps(asdict(backup)).encode())
                for name, file in files.items():
                    archive.add(file, name)
                for name, (runner, digest) in shelved.items():
                    _add(archive, name, shelf_of(runner).get(digest))
            out.flush()
            os.fsync(out.fileno())
        beside.replace(to)
    finally:
        beside.unlink(missing_ok=True)
    flush_folder(to.parent)
    return backup


def _shelved(snapshot: Snapshot) -> dict[str, tuple[int, str]]:
    """Whose file it is, and its digest, by its name in the archive."""
    return {
        f"shelf/runner-{runner}/{digest[:2]}/{digest}": (runner, digest)
        for runner, digests in snapshot.shelved.items()
        for digest in digests
    }


def _sum(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


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
        backup = Backup(**found | {"migrations": tuple(found.get("migrations", ()))})
    except (ValueError, TypeError):
        raise _damaged("its list cannot be read") from None
    if backup.format not in (FORMAT, FIRST_FORMAT):
        raise InputError.of(
            "This backup was made by another version ({made}). Restore it with that version.",
            made=backup.format,
        )
    if not all(_belongs(name, backup.format) for name in backup.files):
        raise _damaged("its list names files that do not belong in a library")
    return backup


def _belongs(name: str, made: str) -> bool:
    if made == FIRST_FORMAT:
        return name == DATABASE or bool(SHELVED.fullmatch(name))
    return bool(ROWS.fullmatch(name) or SHELVED.fullmatch(name)) or _is_upload(name)


def _is_upload(name: str) -> bool:
    first, *inside = name.split("/")
    return first == "uploads" and bool(inside) and not {"", ".", ".."} & set(inside)


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
