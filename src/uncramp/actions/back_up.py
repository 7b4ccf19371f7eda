"""Back a library up to one file, while it is in use; and bring it back from one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from uncramp import __version__
from uncramp.store.backup import DATABASE, Backup, read_backup, write_backup
from uncramp.store.shelf import FolderShelf, flush_folder
from uncramp.terms.errors import InputError


def back_up(
    to: Path,
    *,
    shelf: FolderShelf,
    scratch: Path,
    snapshot: Callable[[Path], list[str]],
    now: datetime,
) -> Backup:
    """Write a backup of everything to the file `to`.

    Parameters
    ----------
    snapshot : copies the database to a file, and gives the digests that it names
    """
    copy = scratch / DATABASE
    try:
        digests = snapshot(copy)
        made = now.isoformat(timespec="seconds"), __version__
        return write_backup(to, copy, shelf=shelf, digests=digests, made=made)
    except OSError as error:
        raise InputError.of(
            "The backup could not be written to {file}: {reason}.",
            file=str(to),
            reason=error.strerror or str(error),
        ) from None
    finally:
        copy.unlink(missing_ok=True)


def restore(file: Path, *, folder: Path, check: Callable[[Path], None]) -> Backup:
    """Make the library folder anew from a backup; nothing appears until all of it is checked.

    Parameters
    ----------
    check : raises InputError where the database is damaged or newer than we are

    Raises
    ------
    InputError
        Where the folder holds something already, or the backup is damaged.
    """
    if folder.exists() and any(folder.iterdir()):
        raise InputError.of(
            "{folder} is not empty, and restoring would mix two libraries. Name a new folder "
            "with --data, or move the old one away first.",
            folder=str(folder),
        )
    beside = folder.with_name(f"{folder.name}.restoring")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        beside.mkdir(parents=True)
        backup = read_backup(file, beside)
        check(beside / DATABASE)
        for inside in (*(p for p in beside.rglob("*") if p.is_dir()), beside):
            flush_folder(inside)
        if folder.exists():
            folder.rmdir()
        beside.replace(folder)
        flush_folder(folder.parent)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return backup
