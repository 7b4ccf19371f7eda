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
    from uncramp.web.rows.opening import set_up

    set_up(folder)
    from uncramp.web.rows.restoring import bring_back

    backup, found = restore(file, folder=folder, bring_back=bring_back)
    document = {"folder": str(folder), "made_at": backup.made_at, "runs": found.runs}
    if as_json:
        print_json(document | {"sound": found.sound})
    else:
        click.echo(f"{folder}: {found.runs} runs as they were on {backup.made_at}.")
