"""The database as it is at one moment, while others go on writing to it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection

from uncramp.store.kept import Verdict
from uncramp.terms.errors import InputError

REFERRED = (
    "SELECT digest FROM rows_runrow UNION SELECT digest FROM rows_filerow "
    "WHERE json_extract(value, '$.verdict') = ?"
)


def take_snapshot(to: Path) -> list[str]:
    """Copy the database to a new file; the digests of the shelf's files that it names.

    Rows are written after their files, so that every file it names is there by then.
    """
    if connection.vendor != "sqlite":
        raise InputError.of(
            "This library is kept in {database}. Back the database up with its own tool "
            "(pg_dump --format=custom) first, and then copy the folder “shelf”.",
            database=connection.display_name,
        )
    connection.ensure_connection()
    source: sqlite3.Connection = connection.connection
    with closing(sqlite3.connect(to)) as copy:
        source.backup(copy, pages=2000, sleep=0.01)
        copy.execute("PRAGMA journal_mode=DELETE")
        return [row[0] for row in copy.execute(REFERRED, [Verdict.RUN.value])]
