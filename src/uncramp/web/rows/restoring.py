"""Whether a database from a backup may be used: whole, and not newer than we are.

Looked at before Django is set up, which happens once and then on the restored folder.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from uncramp.terms.errors import InputError

OURS = Path(__file__).parent / "migrations"
APPLIED = "SELECT name FROM django_migrations WHERE app = 'rows'"


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
