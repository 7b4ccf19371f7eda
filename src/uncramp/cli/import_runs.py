"""``uncramp import``: files, folders and whole exports into a library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from uncramp.cli.options import (
    File,
    clock,
    library_folder,
    print_json,
    weather_history,
    with_json,
    with_weather,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.progress import Progress, TaskID

    from uncramp.actions.import_fates import FileFate
    from uncramp.actions.import_reading import Reading
    from uncramp.actions.import_report import Imported, Remark
    from uncramp.store.library import Library
    from uncramp.store.weather_answer import WeatherHistory

MOST = 12  # lines of each kind on the screen; --json has them all


@click.command(help="Take in files, folders and exports from Strava, Garmin or Apple as they are.")
@click.argument("paths", type=File, nargs=-1, required=True, metavar="PATH…")
@library_folder
@with_json
@with_weather
def command(
    paths: tuple[Path, ...], folder: Path, as_json: bool, weather: bool, weather_address: str | None
) -> None:
    from rich.console import Console
    from rich.progress import Progress

    from uncramp.actions.import_runs import import_paths
    from uncramp.web.rows.opening import open_library, scratch

    service = weather_history(weather, weather_address, folder)
    library, shelf = open_library(folder)
    bar = Progress(console=Console(stderr=True), transient=True)
    with bar as progress, scratch(folder) as unpacking:
        done = import_paths(
            paths,
            library=library,
            shelf=shelf,
            scratch=unpacking,
            now=clock(),
            watcher=Bar(progress),
        )
        if service:
            _look_up(service, library, progress)
    if as_json:
        print_json(done.document())
    else:
        show(done)


def _look_up(service: WeatherHistory, library: Library, progress: Progress) -> None:
    """The weather of every run that has none, and a word on it beside the answer."""
    from uncramp.actions.keep_weather import keep_weather

    task = progress.add_task("Weather", total=None)
    kept = keep_weather(
        library=library,
        history=service,
        now=clock(),
        tell=lambda at, of: progress.update(task, completed=at, total=of),
    )
    click.echo(f"Weather looked up for {kept.found} runs.", err=True)
    for said in kept.notes:
        click.echo(str(said), err=True)


class Bar:
    """Progress as it is: a file counts once it is on the disk."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task: TaskID = progress.add_task("Importing", total=0)
        self._expected = 0

    def expect(self, files: int) -> None:
        self._expected += files
        self._progress.update(self._task, total=self._expected)

    def kept(self, fates: Sequence[FileFate]) -> None: ...

    def done(self, reading: Reading) -> None:
        self._progress.advance(self._task)


def show(done: Imported) -> None:
    """The counts, and what a person has to know."""
    parts = (
        f"{done.runs} new runs",
        f"{done.duplicates} files known already",
        f"{done.not_runs} of other sports or kinds",
        f"{len(done.refused)} not read",
    )
    click.echo(f"{done.files} files: {', '.join(parts)}.")
    if done.others:
        click.echo(f"{done.others} other files in the archives were passed over.")
    for title, told in (
        ("Not read", done.refused),
        ("Read in part", done.salvaged),
        ("The same run twice", done.merged),
        ("Good to know", done.notes),
    ):
        _list(title, told)


def _list(title: str, told: list[Remark]) -> None:
    for one in told[:MOST]:
        click.echo(f"{title}: {one.name}: {one.text}")
    if len(told) > MOST:
        click.echo(f"{title}: {len(told) - MOST} more; --json has them all.")
