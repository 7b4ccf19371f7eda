"""``uncramp worker``: the work behind the pages, in a process of its own."""

from __future__ import annotations

import signal
import threading
from pathlib import Path

import click

from uncramp.cli.options import library_folder


@click.command(help="Work on queued jobs until told to stop; `serve` starts one itself.")
@library_folder
@click.option("--with-parent", "parent", type=int, help="End when the process of this id does.")
@click.option("--retry-parked", is_flag=True, help="First queue what was given up once more.")
def command(folder: Path, parent: int | None, retry_parked: bool) -> None:
    from uncramp.web.rows.opening import open_library

    open_library(folder)
    from uncramp.web.config.parent import with_parent
    from uncramp.web.jobs.house import urgent_work, wind
    from uncramp.web.jobs.lease import try_parked_again
    from uncramp.web.jobs.worker import work

    if retry_parked:
        click.echo(f"{try_parked_again()} parked jobs are queued again.", err=True)

    ending = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ending.set())
    if parent is not None:
        with_parent(parent, ending.set)
    wind()
    with urgent_work(ending):
        work(ending)
