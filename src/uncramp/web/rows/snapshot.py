"""The rows as they are at one moment, while others go on writing to them.

They are written as lines of JSON, one file a table, by the names of the columns: the same
lines come from SQLite and from PostgreSQL, and go into either.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model, QuerySet

from uncramp.store.backup import Snapshot
from uncramp.store.kept import Verdict
from uncramp.web.rows.models import FileRow, RunRow

AT_ONCE = 500  # rows in memory


def take_snapshot(folder: Path) -> Snapshot:
    """Write every table to a file in `folder`; what they name on the shelf, and their shape.

    A run's row is written after its file, so that every file named here is there by then. An
    upload is there before its job and goes after it: so uploads are looked for twice.
    """
    held = folder / "uploads"
    _hold(settings.DATA / "uploads", held)
    with one_moment():
        tables = [_written(model, folder) for model in every_table()]
        shelved, shape_ = _shelved(), tuple(sorted(applied()))
    _hold(settings.DATA / "uploads", held)
    uploads = {str(p.relative_to(folder)): p for p in sorted(held.rglob("*")) if p.is_file()}
    return Snapshot(tables, shelved, shape_, uploads)


def _hold(uploads: Path, held: Path) -> None:
    """Copies, since one that is still coming in grows."""
    for file in [p for p in uploads.rglob("*") if p.is_file()]:
        to = held / file.relative_to(uploads)
        to.parent.mkdir(parents=True, exist_ok=True)
        if not to.exists():
            with suppress(FileNotFoundError):  # its job is done: what was in it is in the rows
                shutil.copyfile(file, to)


LEFT_OUT = frozenset({"contenttypes", "auth", "sessions", "usersessions"})
"""Apps whose rows no backup holds: what Django makes by itself, and keys to open doors."""


def every_table() -> list[type[Model]]:
    """Every table with something of somebody's in it, those of apps that come later too."""
    every = apps.get_models(include_auto_created=True)
    return [m for m in every if shape(m).managed and shape(m).app_label not in LEFT_OUT]


def shape(model: type[Model]) -> Any:
    """What Django documents as ``Model._meta``: a table's name and its columns."""
    return model._meta  # noqa: SLF001


def applied() -> Iterator[str]:
    """The names of the migrations that brought the tables into their shape."""
    return (f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is read inside is of one moment, and nobody who writes has to wait."""
    if connection.vendor == "sqlite":
        _do("BEGIN DEFERRED")  # `atomic` would begin by keeping every writer out
        try:
            yield
        finally:
            _do("ROLLBACK")
        return
    with transaction.atomic():
        _do("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _do(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _written(model: type[Model], folder: Path) -> Path:
    names = [field.attname for field in shape(model).concrete_fields]
    to = folder / f"{shape(model).label_lower}.jsonl"
    with to.open("w", encoding="utf-8") as out:
        for row in QuerySet(model).order_by("pk").values(*names).iterator(chunk_size=AT_ONCE):
            out.write(json.dumps(row, default=_plain, ensure_ascii=False, allow_nan=False) + "\n")
    return to


def _plain(value: Any) -> str:
    """What JSON has no word for; a column's own field reads it back."""
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    raise TypeError(f"a backup cannot hold a {type(value).__name__} yet")


def _shelved() -> dict[int, set[str]]:
    named: dict[int, set[str]] = defaultdict(set)
    files: QuerySet[Any] = QuerySet(FileRow).filter(value__verdict=Verdict.RUN.value)
    runs: QuerySet[Any] = QuerySet(RunRow)
    for rows in (runs, files):
        for runner, digest in rows.values_list("runner", "digest").iterator(chunk_size=AT_ONCE):
            named[runner].add(digest)
    return named
