"""``uncramp duplicates``: runs that two devices recorded, and how to part them."""

from __future__ import annotations

from pathlib import Path

import click

from uncramp.cli.options import library_folder, print_json, with_json


@click.command(help="Show runs that were recorded twice; part a pair that is none.")
@library_folder
@click.option("--part", "number", type=int, help="Let both recordings of this pair stand alone.")
@with_json
def command(folder: Path, number: int | None, as_json: bool) -> None:
    from uncramp.actions.import_duplicates import list_duplicates, part_duplicates
    from uncramp.store import codec
    from uncramp.web.rows.opening import open_library

    library, _ = open_library(folder)
    from uncramp.web.policies.doors import require
    from uncramp.web.policies.rules import Action

    require(library.actor, Action.SEE_DUPLICATES)
    if number is not None:
        require(library.actor, Action.PART_DUPLICATES)
        part_duplicates(library, number)
        click.echo(f"Pair {number} is parted: both recordings are runs of their own.", err=True)
    pairs = list_duplicates(library)
    if as_json:
        print_json([codec.write(pair) for pair in pairs])
        return
    for pair in pairs:
        day = f"{pair.started_at:%d %B %Y}" if pair.started_at else "no date"
        names = f"{pair.leading.name} leads, {pair.behind.name} stands behind it"
        click.echo(f"{pair.number}. {day}: {names} ({100 * pair.score:.0f} % alike)")
    if not pairs:
        click.echo("No run was recorded twice.")
