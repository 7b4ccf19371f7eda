"""Open a library folder: set Django up on it, and bring its tables up to date."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from uncramp.store.shelf import FolderShelf

if TYPE_CHECKING:
    from uncramp.web.rows.library import RowLibrary


def open_library(folder: Path) -> tuple[RowLibrary, FolderShelf]:
    """The database and the shelf of one folder, made where they are not there yet.

    Django can be set up once in a process, so one process opens one folder.
    """
    os.environ["UNCRAMP_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "uncramp.web.config.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from uncramp.web.rows.library import RowLibrary

    return RowLibrary.only(), shelf_of(folder)


def shelf_of(folder: Path) -> FolderShelf:
    """The shelf of a library folder."""
    return FolderShelf(folder / "shelf")
