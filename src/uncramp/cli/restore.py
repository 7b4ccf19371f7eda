"""``uncramp restore``: a library back from a backup, or a refusal and nothing changed."""

from __future__ import annotations

from pathlib import Path

import click

from uncramp.cli.options import File, library_folder, print_json, with_json


@click.command(help="Bring a library back from a backup, into a new folder.")
@click.argument("file", type=File)
@library_folder
@with_json
def command(file: Path, folder: Path, as_json: bool) -> None:
    from uncramp.actions.back_up import restore
    from uncramp.actions.verify_library import verify_library
    from uncramp.web.rows.opening import open_library
    from uncramp.web.rows.restoring import check_database

    backup = restore(file, folder=folder, check=check_database)
    library, shelf = open_library(folder)
    found = verify_library(library=library, shelf=shelf)
    document = {"folder": str(folder), "made_at": backup.made_at, "runs": found.runs}
    if as_json:
        print_json(document | {"sound": found.sound})
    else:
        click.echo(f"{folder}: {found.runs} runs as they were on {backup.made_at}.")
