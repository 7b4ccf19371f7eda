"""Imports that are made to be killed: one child for each line on standard input.

A line is a JSON object with ``folder``, ``paths`` and the ``url`` of a database. The child says on standard output when
it begins, then the digest of every file once it is acknowledged, then that it is done.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from pathlib import Path

from django.core.management.commands import migrate
from django.db.backends import postgresql, sqlite3

from uncramp.actions.import_report import Nobody
from uncramp.actions.import_runs import import_paths
from uncramp.web.rows.opening import open_library, scratch

LOADED_BEFORE_THE_FIRST_CHILD = migrate, postgresql, sqlite3
NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())  # one write: a kill leaves no half line


class Ledger(Nobody):
    def done(self, reading):
        say(f"kept {reading.digest}")


def work(folder: str, paths: list[str], url: str) -> None:
    os.environ["UNCRAMP_DATABASE_URL"] = url
    library, shelf = open_library(Path(folder))
    say("open")
    with scratch(Path(folder)) as unpacking:
        import_paths(
            map(Path, paths),
            library=library,
            shelf=shelf,
            scratch=unpacking,
            now=NOW,
            watcher=Ledger(),
        )
    say("done")


def main() -> None:
    for line in sys.stdin:
        child = os.fork()
        if not child:
            work(**json.loads(line))
            os._exit(0)
        say(f"child {child}")
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    main()
