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
    from uncramp.web.rows.opening import note_backup, open_library, scratch, shelf_of

    open_library(folder)
    from uncramp.web.rows.actor import Actor
    from uncramp.web.rows.snapshot import take_snapshot

    now = clock()
    with scratch(folder) as unpacking:
        done = back_up(
            file,
            shelf_of=lambda runner: shelf_of(folder, Actor(runner)),
            scratch=unpacking,
            snapshot=take_snapshot,
            now=now,
        )
    note_backup(folder, now)
    size = file.stat().st_size
    if as_json:
        print_json({"file": str(file), "bytes": size, "files": done.shelved})
    else:
        click.echo(f"{file}: every row and {done.shelved} files, {size / 1e6:.1f} MB.")
