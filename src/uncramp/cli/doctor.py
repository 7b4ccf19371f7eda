"""``uncramp doctor``: what is wrong, and what mends it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uncramp.cli.options import clock, library_folder, print_json, with_json

if TYPE_CHECKING:
    from uncramp.web.config.doctor import Finding

MARKS = {"sound": "✓", "note": "!", "problem": "✗"}


@click.command(help="What is wrong with this installation, and what mends it. Status 1: a problem.")
@library_folder
@with_json
def command(folder: Path, as_json: bool) -> None:
    from uncramp.store.words import render

    found = _findings(folder)
    lines = [
        {"level": one.level.value, "says": render(one.said), "mend": one.mend} for one in found
    ]
    if as_json:
        print_json(lines)
    for line in [] if as_json else lines:
        click.echo(f"{MARKS[line['level']]} {line['says']}")
        if line["mend"] and line["level"] != "sound":
            click.echo(f"    {line['mend']}")
    if any(line["level"] == "problem" for line in lines):
        sys.exit(1)


def _findings(folder: Path) -> list[Finding]:
    from uncramp.web.config.doctor import examine

    found = list(examine(folder))
    if (folder / "secret-key").exists():
        found += _inside(folder)
    return found


def _inside(folder: Path) -> list[Finding]:
    """What only the opened library can tell."""
    from django.db import DatabaseError

    from uncramp.terms.sentences import sentence
    from uncramp.web.config.doctor import Finding, Level, backup_age, queue_findings
    from uncramp.web.rows.opening import last_backup, open_library

    try:
        library, _ = open_library(folder)
        from uncramp.web.jobs.queue import queue_at

        wrong, queue = library.problems(), queue_at(clock())
    except DatabaseError as error:
        said = sentence("The database cannot be opened: {why}", why=str(error))
        mend = f"uncramp restore FILE --data {folder.with_name(folder.name + '-restored')}"
        return [Finding(Level.PROBLEM, said, mend)]
    problems = [Finding(Level.PROBLEM, said, f"uncramp verify --data {folder}") for said in wrong]
    aged = backup_age(last_backup(folder), clock(), folder)
    return [*problems, *queue_findings(queue, folder), aged]
