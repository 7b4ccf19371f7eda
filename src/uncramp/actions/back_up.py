"""Back a library up to one file, while it is in use; and bring it back from one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from uncramp import __version__
from uncramp.store.backup import Backup, Snapshot, read_backup, write_backup
from uncramp.store.shelf import Shelf, flush_folder
from uncramp.store.verify import Verified
from uncramp.terms.errors import InputError


def back_up(
    to: Path,
    *,
    shelf_of: Callable[[int], Shelf],
    scratch: Path,
    snapshot: Callable[[Path], Snapshot],
    now: datetime,
) -> Backup:
    """Write a backup of everything to the file `to`.

    Parameters
    ----------
    shelf_of : gives the shelf of a runner by their key
    snapshot : writes the rows of one moment into a folder
    """
    try:
        with TemporaryDirectory(dir=scratch) as folder:
            rows = snapshot(Path(folder))
            made = now.isoformat(timespec="seconds"), __version__
            return write_backup(to, rows, shelf_of=shelf_of, made=made)
    except OSError as error:
        raise InputError.of(
            "The backup could not be written to {file}: {reason}.",
            file=str(to),
            reason=error.strerror or str(error),
        ) from None


def restore(
    file: Path, *, folder: Path, bring_back: Callable[[Path, Backup], Verified]
) -> tuple[Backup, Verified]:
    """Make the library folder anew from a backup; nothing appears until all of it is checked.

    Parameters
    ----------
    bring_back : makes the unpacked folder a library, and looks it through

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
        found = bring_back(beside, backup)
        for inside in (*(p for p in beside.rglob("*") if p.is_dir()), beside):
            flush_folder(inside)
        if folder.exists():
            folder.rmdir()
        beside.replace(folder)
        flush_folder(folder.parent)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return backup, found
