"""Options that several verbs share, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from uncramp.actions.told import Told
    from uncramp.store.library import MemoryLibrary
    from uncramp.store.weather_answer import WeatherHistory

File = click.Path(path_type=Path)

_TOLD = (
    click.option("--runner", type=File, help="TOML file with facts of the runner."),
    click.option("--set", "pairs", multiple=True, metavar="NAME=VALUE", help="Tell one thing."),
)
_HISTORY = click.option("--history", type=File, help="Folder with the runner's earlier runs.")

library_folder = click.option(
    "--library",
    "--data",
    "folder",
    type=File,
    default=Path("library"),
    show_default=True,
    help="The folder that keeps everything.",
)
_WEATHER = (
    click.option(
        "--weather",
        is_flag=True,
        help="Look up the weather by rough place and day at a weather service; off by default.",
    ),
    click.option(
        "--weather-address",
        metavar="URL",
        envvar="UNCRAMP_WEATHER_ADDRESS",
        help="The service to ask, in Open-Meteo's archive format; else Open-Meteo itself.",
    ),
)
with_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


def shared(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every verb that answers about one run."""
    for option in (with_json, *reversed(_TOLD), _HISTORY):
        command = option(command)
    return command


def with_weather(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every verb that may look up the weather."""
    for option in reversed(_WEATHER):
        command = option(command)
    return command


def weather_history(
    asked: bool, address: str | None, folder: Path | None = None
) -> WeatherHistory | None:
    """The service to ask, with what it told kept in a library's folder; None unless asked for."""
    if not asked:
        return None
    from uncramp.store.weather import ARCHIVE, OpenMeteo

    return OpenMeteo(address or ARCHIVE, folder / "weather" if folder else None)


def tell(
    pairs: tuple[str, ...],
    *,
    runner: Path | None = None,
    check_in: Path | None = None,
    facts: Path | None = None,
) -> Told:
    """Everything told in files and pairs."""
    from uncramp.actions.told import told
    from uncramp.store.given import given_table

    files = {"runner": runner, "check_in": check_in, "facts": facts}
    tables: dict[str, Any] = {name: given_table(path) for name, path in files.items() if path}
    return told(pairs, **tables)


def earlier_runs(history: Path | None, more: tuple[Path, ...], told: Told) -> MemoryLibrary:
    """A library for this command alone, from a folder and files; what is refused is said."""
    from uncramp.actions.import_runs import import_runs
    from uncramp.store.given import given_files
    from uncramp.store.library import MemoryLibrary

    library = MemoryLibrary(told.runner)
    paths = (*more, *([history] if history else []))
    files = (file for path in paths for file in given_files(path))
    done = import_runs(files, library=library, shelf=None, now=clock())
    for remark in done.refused:
        click.echo(f"Left out of the history: {remark.name}: {remark.text}", err=True)
    return library


def clock() -> datetime:
    """The terminal's clock: the only place of this entrance that reads it."""
    return datetime.now(UTC)


def print_json(document: Any) -> None:
    """One document on standard output. NaN has no place in JSON: it would be our fault."""
    import json

    click.echo(json.dumps(document, ensure_ascii=False, allow_nan=False))
