"""The database puts another revision wherever a value changes.

On SQLite a later change of one of these tables makes the table anew, without its trigger:
such a migration has to call `watch` again. tests/web/test_revisions.py finds it out.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

import uncramp.web.rows.models

WATCHED = {
    "rows_runnerrow": ("value",),
    "rows_runrow": ("value", "set_aside_at"),
    "rows_cramprow": ("value", "at"),
    "rows_shoerow": ("value",),
}
ON_SQLITE = """
CREATE TRIGGER {table}_revised AFTER UPDATE OF {columns} ON {table} BEGIN
    UPDATE {table} SET revision = abs(random() % 1099511627776) WHERE id = NEW.id;
END
"""
ON_POSTGRESQL = """
CREATE TRIGGER {table}_revised BEFORE UPDATE OF {columns} ON {table}
FOR EACH ROW EXECUTE FUNCTION rows_revised()
"""
ANOTHER = """
CREATE FUNCTION rows_revised() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.revision := floor(random() * 1099511627776);
    RETURN NEW;
END
$$
"""


def watch(_apps: Any, editor: Any) -> None:
    postgresql = editor.connection.vendor == "postgresql"
    if postgresql:
        editor.execute(ANOTHER)
    for table, columns in WATCHED.items():
        trigger = ON_POSTGRESQL if postgresql else ON_SQLITE
        editor.execute(trigger.format(table=table, columns=", ".join(columns)))


def no_longer(_apps: Any, editor: Any) -> None:
    on = " ON {table}" if editor.connection.vendor == "postgresql" else ""
    for table in WATCHED:
        editor.execute(f"DROP TRIGGER {table}_revised{on.format(table=table)}")
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION rows_revised()")


def _revision(of: str) -> migrations.AddField:
    column = models.BigIntegerField(default=uncramp.web.rows.models.any_revision)
    return migrations.AddField(of, "revision", column)


class Migration(migrations.Migration):
    dependencies = (("rows", "0007_clubs"),)

    operations = (
        *(_revision(of) for of in ("runnerrow", "runrow", "cramprow", "shoerow")),
        migrations.AddIndex(
            "runrow",
            models.Index(fields=["runner", "id", "revision", "behind"], name="runs_revised"),
        ),
        migrations.RunPython(watch, no_longer),
    )
