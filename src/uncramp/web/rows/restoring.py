"""What a backup unpacked to becomes a library again: its rows, its shelf, looked through whole."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from uncramp.actions.verify_library import verify_library
from uncramp.store.backup import DATABASE, FIRST_FORMAT, Backup
from uncramp.store.verify import Verified
from uncramp.store.words import render
from uncramp.terms.errors import InputError
from uncramp.web.rows.library import RowLibrary
from uncramp.web.rows.loading import load_rows
from uncramp.web.rows.models import RunnerRow
from uncramp.web.rows.opening import bring_tables_up_to_date, settle_shelves, shelf_of

OURS = Path(__file__).parent / "migrations"
APPLIED = "SELECT name FROM django_migrations WHERE app = 'rows'"


def bring_back(folder: Path, backup: Backup) -> Verified:
    """Make the unpacked `folder` a library, and compare every row with every file.

    On PostgreSQL the rows go to the database of the setting, which must be empty.

    Raises
    ------
    InputError
        Where anything does not fit; the folder is worth nothing then, the database is empty.
    """
    with _database_in(folder):
        if backup.format == FIRST_FORMAT:
            _bring_back_database(folder)
        else:
            load_rows(folder / "rows", backup.migrations)
        try:
            found = _sound(verify_everybody(folder))
        except BaseException:
            call_command("flush", verbosity=0, interactive=False)
            raise
        shutil.rmtree(folder / "rows", ignore_errors=True)
        return found


def _sound(found: Verified) -> Verified:
    if not found.sound:
        raise InputError.of(
            "What is in the backup does not fit together, and nothing was restored. Use another "
            "one. What was found first: {why}",
            why=render(found.problems[0]),
        )
    return found


def verify_everybody(folder: Path) -> Verified:
    """Every row of every runner against every file."""
    whole = Verified()
    for actor in RunnerRow.objects.everybody():
        shelf = shelf_of(folder, actor)
        whole += verify_library(library=RowLibrary(actor), shelf=shelf)
    return whole


@contextmanager
def _database_in(folder: Path) -> Iterator[None]:
    """SQLite lies in the library's folder, so it is made there; PostgreSQL is where it is."""
    kept = connection.settings_dict
    if connection.vendor == "sqlite":
        connection.close()
        connection.settings_dict = {**kept, "NAME": folder / DATABASE}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = kept


def _bring_back_database(folder: Path) -> None:
    """The first format: a copy of the SQLite database, and one shelf for everybody."""
    if connection.vendor != "sqlite":
        raise InputError.of(
            "This backup holds a SQLite database. Restore it without UNCRAMP_DATABASE_URL, back "
            "that up, and restore the new backup here."
        )
    check_database(folder / DATABASE)
    bring_tables_up_to_date()
    settle_shelves(folder)


def check_database(file: Path) -> None:
    """Raise InputError where the database is damaged, no library's, or newer than we are."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            said = copy.execute("PRAGMA integrity_check").fetchone()[0]
            applied = {name for (name,) in copy.execute(APPLIED)}
    except sqlite3.DatabaseError as error:
        said, applied = str(error), set()
    if said != "ok":
        raise InputError.of("The database in the backup is damaged: {said}.", said=said)
    if applied - {known.stem for known in OURS.glob("0*.py")}:
        raise InputError.of(
            "This backup was made by a newer uncramp, which this one would damage. Install the "
            "newer one, and restore it with that."
        )
