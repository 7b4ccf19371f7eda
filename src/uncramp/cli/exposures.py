"""``uncramp exposures``: what a run subjected its runner to."""

from __future__ import annotations

from pathlib import Path

import click

from uncramp.cli.options import (
    File,
    clock,
    earlier_runs,
    print_json,
    shared,
    tell,
    weather_history,
    with_weather,
)


@click.command(help="What a run subjected its runner to, with errors, usual values and sources.")
@click.argument("runs", nargs=-1, required=True, metavar="RUN…", type=File)
@with_weather
@shared
def command(
    runs: tuple[Path, ...],
    history: Path | None,
    runner: Path | None,
    pairs: tuple[str, ...],
    as_json: bool,
    weather: bool,
    weather_address: str | None,
) -> None:
    from uncramp.actions.list_exposures import list_exposures
    from uncramp.cli.latest import latest

    told = tell(pairs, runner=runner)
    given, others = latest(runs)
    library = earlier_runs(history, others, told)
    service = weather_history(weather, weather_address)
    listed = list_exposures(given, library=library, told=told, now=clock(), weather=service)
    for said in listed.notes:
        click.echo(str(said), err=True)
    if as_json:
        from uncramp.actions.documents import exposures_document

        print_json(exposures_document(listed))
    else:
        from uncramp.cli.screen import show_exposures

        show_exposures(listed)
