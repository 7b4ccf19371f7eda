"""Open a library folder: set Django up on it, and bring its tables up to date."""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from uncramp.store.shelf import FolderShelf

if TYPE_CHECKING:
    from uncramp.web.rows.actor import Actor
    from uncramp.web.rows.library import RowLibrary

LAST_BACKUP = "last-backup"  # a file in the library's folder


def open_library(folder: Path, *, demo: bool = False) -> tuple[RowLibrary, FolderShelf]:
    """The database and the shelf of one folder, made where they are not there yet.

    Django can be set up once in a process, so one process opens one folder. In a `demo`
    whoever sits at this machine is the sample runner, without an account.
    """
    if demo:
        os.environ["UNCRAMP_DEMO"] = "on"
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        _make_secret_key(folder)
        set_up(folder)
        bring_tables_up_to_date()
        from uncramp.web.rows.library import RowLibrary, owner

        actor = owner()
        settle_shelves(folder)
        return RowLibrary(actor), shelf_of(folder, actor)


def set_up(folder: Path) -> None:
    """Point Django to a folder; nothing is opened or made yet."""
    os.environ["UNCRAMP_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "uncramp.web.config.settings"
    import django

    django.setup()


def bring_tables_up_to_date() -> None:
    """Looking takes a tenth of what Django's own command takes where there is nothing to do."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process at a time makes tables and the first runner; a killed one lets go."""
    with (folder / "opening.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _make_secret_key(folder: Path) -> None:
    """On first opening, whole or not at all; only the folder's owner may read it."""
    place = folder / "secret-key"
    if place.exists():
        return
    beside = folder / "secret-key.part"
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))
        file.flush()
        os.fsync(file.fileno())
    beside.replace(place)


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """Where an import unpacks archives within archives: on the same disk, emptied at once.

    What a killed import left there is nobody's, once its process is gone.
    """
    place = folder / "unpacking"
    for left in place.glob("*"):
        if not _alive(left.name):
            shutil.rmtree(left, ignore_errors=True)
    own = place / str(os.getpid())
    own.mkdir(parents=True, exist_ok=True)
    try:
        yield own
    finally:
        shutil.rmtree(own)


def _alive(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:  # another user's, so it lives
        return True
    return True


def note_backup(folder: Path, made_at: datetime) -> None:
    """Remember when the library was backed up, for the doctor."""
    beside = folder / f"{LAST_BACKUP}.part"
    beside.write_text(made_at.isoformat(), encoding="ascii")
    beside.replace(folder / LAST_BACKUP)  # whole or not at all: others read it


def last_backup(folder: Path) -> datetime | None:
    """When the library was last backed up; None where it never was."""
    place = folder / LAST_BACKUP
    return datetime.fromisoformat(place.read_text(encoding="ascii")) if place.exists() else None


def settle_shelves(folder: Path) -> None:
    """Once there was one shelf for everybody: each runner gets what their rows name of it.

    What nobody names goes to the first runner, where the next import takes it up.
    """
    if not any((folder / "shelf").glob("??")):
        return
    from uncramp.web.rows.library import RowLibrary
    from uncramp.web.rows.models import RunnerRow

    first, *others = RunnerRow.objects.everybody()
    for actor in others:
        shelf_of(folder, actor).take(run.digest for run in RowLibrary(actor).recordings())
    shelf_of(folder, first).settle()


def shelf_of(folder: Path, actor: Actor) -> FolderShelf:
    """The shelf of one runner in a library folder; one for all of them is where files once lay."""
    return FolderShelf(shelf_folder(folder, actor), before=folder / "shelf")


def shelf_folder(folder: Path, actor: Actor) -> Path:
    """Where the files of one runner lie."""
    return folder / "shelf" / f"runner-{actor.runner}"
