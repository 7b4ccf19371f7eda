"""``uncramp risk``: how likely a planned run is to end in a cramp."""

from __future__ import annotations

from pathlib import Path

import click

from uncramp.cli.edition import with_edition
from uncramp.cli.options import clock, earlier_runs, print_json, shared, tell
from uncramp.terms.muscles import Muscle


@click.command(help="How likely a planned run is to end in a cramp.")
@click.option("--distance", required=True, metavar="42.2km")
@click.option("--time", required=True, metavar="3:30:00")
@click.option("--temperature", metavar="°C")
@click.option("--humidity", metavar="%")
@click.option("--ascent", metavar="m")
@click.option("--descent", metavar="m")
@click.option("--muscle", type=click.Choice([m.value for m in Muscle]))
@with_edition
@shared
def command(
    distance: str,
    time: str,
    temperature: str | None,
    humidity: str | None,
    ascent: str | None,
    descent: str | None,
    muscle: str | None,
    history: Path | None,
    runner: Path | None,
    pairs: tuple[str, ...],
    as_json: bool,
) -> None:
    from uncramp.actions.forecast_run import PlannedRun, forecast_run
    from uncramp.actions.told import read

    weather = {"temperature": temperature, "humidity": humidity}
    said = tuple(f"{name}={value}" for name, value in weather.items() if value is not None)
    told = tell((*pairs, *said), runner=runner)
    course = {"distance": distance, "time": time, "ascent": ascent, "descent": descent}
    planned = read(PlannedRun, {name: value for name, value in course.items() if value is not None})
    library = earlier_runs(history, (), told)
    forecast = forecast_run(planned, library=library, told=told, now=clock())
    if as_json:
        from uncramp.actions.documents import risk_document

        print_json(risk_document(forecast))
    else:
        from uncramp.cli.screen import show_risk

        show_risk(forecast, Muscle(muscle) if muscle else None)
