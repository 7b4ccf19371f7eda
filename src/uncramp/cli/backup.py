"""``uncramp backup``: everything in one file, while the app goes on."""

from __future__ import annotations

from pathlib import Path

import click

from uncramp.cli.options import File, clock, library_folder, print_json, with_json


@click.command(help="Write everything to one file; the app may go on meanwhile.")
@click.argument("file", type=File)
@library_folder
@with_json
def command(file: Path, folder: Path, as_json: bool) -> None:
    from uncramp.actions.back_up import back_up
    from uncramp.web.rows.opening import note_backup, open_library, scratch
    from uncramp.web.rows.snapshot import take_snapshot

    _, shelf = open_library(folder)
    with scratch(folder) as unpacking:
        done = back_up(
            file, shelf=shelf, scratch=unpacking, snapshot=take_snapshot, now=(now := clock())
        )
    note_backup(folder, now)
    size = file.stat().st_size
    if as_json:
        print_json({"file": str(file), "bytes": size, "files": len(done.files) - 1})
    else:
        click.echo(f"{file}: the database and {len(done.files) - 1} files, {size / 1e6:.1f} MB.")
