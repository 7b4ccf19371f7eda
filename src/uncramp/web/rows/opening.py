"""Open a library folder: set Django up on it, and bring its tables up to date."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from uncramp.store.shelf import FolderShelf

if TYPE_CHECKING:
    from uncramp.web.rows.library import RowLibrary


def open_library(folder: Path) -> tuple[RowLibrary, FolderShelf]:
    """The database and the shelf of one folder, made where they are not there yet.

    Django can be set up once in a process, so one process opens one folder.
    """
    _make_secret_key(folder)
    os.environ["UNCRAMP_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "uncramp.web.config.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from uncramp.web.rows.library import RowLibrary

    return RowLibrary.only(), shelf_of(folder)


def _make_secret_key(folder: Path) -> None:
    """On first opening; only the folder's owner may read it."""
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / "secret-key"
    if not place.exists():
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))


def shelf_of(folder: Path) -> FolderShelf:
    """The shelf of a library folder."""
    return FolderShelf(folder / "shelf")
