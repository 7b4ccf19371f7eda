"""Rows from a backup into an empty database, in the shape they were written in.

The tables are first brought to the shape of the backup, then filled, then brought up to date:
so an old backup goes through the same changes as a library that lived through them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model, QuerySet

from uncramp.terms.errors import InputError
from uncramp.web.rows.opening import bring_tables_up_to_date
from uncramp.web.rows.snapshot import AT_ONCE, every_table, shape

Node = tuple[str, str]


def load_rows(folder: Path, migrations: Iterable[str]) -> None:
    """Fill the empty database from the files of lines in `folder`.

    Raises
    ------
    InputError
        Where the database holds something, or the lines are damaged or newer than we are.
    """
    _refuse_a_full_database()
    executor = MigrationExecutor(connection)
    nodes = _known(migrations, executor)
    executor.migrate(_last(nodes, executor))
    then = MigrationExecutor(connection).loader.project_state(nodes).apps
    tables = {file: then.get_model(file.stem) for file in sorted(folder.glob("*.jsonl"))}
    try:
        with transaction.atomic():
            for file, model in tables.items():
                _fill(model, file)
            _count_on_from(list(tables.values()))
    except (DatabaseError, ValueError, TypeError, KeyError) as error:
        raise InputError.of(
            "The rows in the backup do not fit together ({why}), and nothing was restored. Use "
            "another backup.",
            why=str(error).strip().partition("\n")[0][:200],
        ) from None
    bring_tables_up_to_date()


def _refuse_a_full_database() -> None:
    there = set(connection.introspection.table_names())
    if any(shape(m).db_table in there and QuerySet(m).exists() for m in every_table()):
        raise InputError.of(
            "The {database} database holds a library already, and restoring would mix two. Name "
            "an empty one in UNCRAMP_DATABASE_URL.",
            database=connection.display_name,
        )


def _known(migrations: Iterable[str], executor: MigrationExecutor) -> list[Node]:
    nodes = [(app, name) for app, _, name in (full.partition(".") for full in migrations)]
    if not nodes or not set(nodes) <= executor.loader.graph.nodes.keys():
        raise InputError.of(
            "This backup was made by a newer uncramp, which this one would damage. Install the "
            "newer one, and restore it with that."
        )
    return nodes


def _last(nodes: list[Node], executor: MigrationExecutor) -> list[Node]:
    """The last of each app: Django takes any other for a wish to go back to it."""
    graph = executor.loader.graph.node_map
    followed = {
        n
        for n in nodes
        for child in graph[n].children
        if child.key in nodes and child.key[0] == n[0]
    }
    return [node for node in nodes if node not in followed]


def _fill(model: type[Model], file: Path) -> None:
    columns = {field.attname: field for field in shape(model).concrete_fields}
    table: QuerySet[Any] = QuerySet(model)
    with file.open(encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        while batch := list(islice(rows, AT_ONCE)):
            table.bulk_create([_row(model, columns, values) for values in batch])


def _row(model: type[Model], columns: dict[str, Any], values: dict[str, Any]) -> Model:
    return model(**{name: columns[name].to_python(value) for name, value in values.items()})


def _count_on_from(models: list[type[Model]]) -> None:
    """New rows get numbers after those that came with their own."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
