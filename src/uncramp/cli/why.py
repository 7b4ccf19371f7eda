"""``uncramp why``: explain a cramp from the run it came with."""

from __future__ import annotations

from pathlib import Path

import click

from uncramp.cli.edition import with_edition
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
from uncramp.terms.muscles import Muscle, Onset, Side


@click.command(help="Explain a cramp from the run it came with (the latest of several RUNs).")
@click.argument("runs", nargs=-1, required=True, metavar="RUN…", type=File)
@click.option("--muscle", required=True, type=click.Choice([m.value for m in Muscle]))
@click.option("--side", type=click.Choice([s.value for s in Side]))
@click.option("--onset", type=click.Choice([o.value for o in Onset]))
@click.option("--minute", metavar="N", help="Minute of the run in which it began.")
@click.option("--severity", metavar="0-10", help="How bad, from 0 to 10.")
@click.option("--check-in", "check_in", type=File, help="TOML file with the check-in.")
@click.option("--facts", type=File, help="TOML file with answers to the red-flag questions.")
@with_weather
@with_edition
@shared
def command(
    runs: tuple[Path, ...],
    history: Path | None,
    runner: Path | None,
    check_in: Path | None,
    facts: Path | None,
    pairs: tuple[str, ...],
    as_json: bool,
    weather: bool,
    weather_address: str | None,
    **cramp: str | None,
) -> None:
    from uncramp.actions.explain_episode import explain_episode
    from uncramp.actions.told import read
    from uncramp.history.episode import Episode

    told = tell(pairs, runner=runner, check_in=check_in, facts=facts)
    episode = read(Episode, {name: value for name, value in cramp.items() if value is not None})
    from uncramp.cli.latest import latest

    given, others = latest(runs)
    if not as_json:
        from uncramp.cli.asking import ask_red_flags

        told = ask_red_flags(told)
    library = earlier_runs(history, others, told)
    service = weather_history(weather, weather_address)
    explained = explain_episode(
        given, episode, library=library, told=told, now=clock(), weather=service
    )
    if as_json:
        from uncramp.actions.documents import why_document

        print_json(why_document(explained))
    else:
        from uncramp.cli.screen import show_why

        show_why(explained)
