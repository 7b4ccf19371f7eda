"""``uncramp verify``: every row against every file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from uncramp.cli.options import library_folder, print_json, with_json


@click.command(help="Compare every row with every file and its checksum. Status 1: damage.")
@library_folder
@with_json
def command(folder: Path, as_json: bool) -> None:
    from uncramp.store.words import render
    from uncramp.web.rows.opening import open_library

    open_library(folder)
    from uncramp.web.rows.restoring import verify_everybody

    done = verify_everybody(folder)
    problems, notes = ([render(x) for x in said] for said in (done.problems, done.notes))
    if as_json:
        counts = {"sound": done.sound, "runs": done.runs, "files": done.files}
        print_json(counts | {"problems": problems, "notes": notes})
    else:
        for line in (*problems, *notes):
            click.echo(line)
        state = "all as it was put in" if done.sound else f"{len(problems)} problems"
        click.echo(f"{done.runs} runs in {done.files} files: {state}.")
    if not done.sound:
        sys.exit(1)
