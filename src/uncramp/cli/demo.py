"""``uncramp demo``: a sample runner's last cramp, here and in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from uncramp.cli.options import File, clock

if TYPE_CHECKING:
    from uncramp.store.shelf import Shelf
    from uncramp.web.rows.library import RowLibrary

ABOUT = 220  # runs of the sample, for the progress bar


@click.command(help="Make a sample runner and explain their last cramp.")
@click.option("--data", type=File, default=Path("library/sample"), show_default=True)
@click.option("--serve", "serving", is_flag=True, help="Then serve the web app.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
def command(data: Path, serving: bool, host: str, port: int) -> None:
    from uncramp.actions.explain_last_cramp import explain_last_cramp
    from uncramp.cli.screen import show_why
    from uncramp.web.rows.opening import open_library

    library, shelf = open_library(data, demo=True)
    if not library.kept_runs():
        _make(library, shelf)
    show_why(explain_last_cramp(library=library, shelf=shelf, now=clock()))
    if serving:
        from uncramp.cli.serve import serve

        serve(data, host, port)


def _make(library: RowLibrary, shelf: Shelf) -> None:
    """In one transaction: a sample that was cut off is made anew."""
    from django.db import transaction
    from rich.progress import Progress

    from uncramp.actions.make_sample_runner import make_sample_runner

    with Progress(transient=True) as progress, transaction.atomic():
        task = progress.add_task("Making fourteen months of a sample runner", total=ABOUT)
        made = make_sample_runner(
            library=library,
            shelf=shelf,
            now=clock(),
            tell=lambda done: progress.update(task, completed=done),
        )
    click.echo(f"A sample runner: {made} runs as FIT files, 6 cramps with known causes.\n")
