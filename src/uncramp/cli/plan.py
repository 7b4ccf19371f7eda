"""``uncramp plan``: what to do for the next run, in numbers, with reasons and limits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from uncramp.cli.asking import ask_red_flags
from uncramp.cli.edition import with_edition
from uncramp.cli.options import File, clock, earlier_runs, print_json, shared, tell

if TYPE_CHECKING:
    from uncramp.actions.plan_next_run import Circumstances, Planned
    from uncramp.history.episode import Episode
    from uncramp.plan.compare import Kept

START = click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d"])
WEATHER = ("temperature", "humidity")
COURSE = ("distance", "time", "ascent", "descent")
MORNING = 9  # o'clock, where nobody said when it starts


@click.command(help="What to do for the next run: drink, salt, food, pace and more, in numbers.")
@click.option("--distance", required=True, metavar="42.2km")
@click.option("--time", required=True, metavar="3:30:00")
@click.option("--temperature", metavar="°C")
@click.option("--humidity", metavar="%")
@click.option("--ascent", metavar="m")
@click.option("--descent", metavar="m")
@click.option("--start", type=START, help="When it starts, by the clock there: 2026-09-27T09:15.")
@click.option("--ics", type=File, help="Write reminders for a calendar here.")
@click.option("--fit", type=File, help="Write a workout for the watch here.")
@click.option("--pdf", type=File, help="Write one page to print here.")
@click.option("--episodes", type=File, help="A table of earlier cramps, as triggers takes it.")
@click.option("--after", type=File, help="An earlier plan (JSON), to compare and to learn from.")
@click.option("--check-in", type=File, help="With --after: what was really done, as TOML.")
@click.option("--ran", type=File, help="With --after: the recording of that run.")
@click.option("--all", "every", is_flag=True, help="Show every line, not only those that lead.")
@with_edition
@shared
def command(as_json: bool, every: bool, **asked: Any) -> None:
    made = _made(asked, screen=not as_json)
    _hand_out(made, asked)
    if as_json:
        from uncramp.actions.plan_document import plan_document

        print_json(plan_document(made))
    else:
        from uncramp.cli.plan_screen import show_plan

        show_plan(made, every=every)


def _made(asked: Mapping[str, Any], *, screen: bool) -> Planned:
    """The plan for what was asked; a person at the screen is asked for red flags first."""
    from uncramp.actions.forecast_run import PlannedRun
    from uncramp.actions.plan_next_run import plan_next_run
    from uncramp.actions.told import read

    said = tuple(f"{key}={asked[key]}" for key in WEATHER if asked[key] is not None)
    told = tell((*asked["pairs"], *said), runner=asked["runner"])
    if screen:
        told = ask_red_flags(told)
    planned = read(PlannedRun, {key: asked[key] for key in COURSE if asked[key] is not None})
    library = earlier_runs(asked["history"], (), told)
    return plan_next_run(
        planned, library=library, told=told, now=clock(), around=_circumstances(asked)
    )


def _circumstances(asked: Mapping[str, Any]) -> Circumstances:
    """What the options tell of the day, of earlier cramps and of an earlier plan."""
    from uncramp.actions.plan_next_run import Circumstances

    start, cramps, after = asked["start"], asked["episodes"], asked["after"]
    return Circumstances(
        starts_at=start.astimezone() if start else None,
        episodes=_earlier_cramps(cramps) if cramps else (),
        tried=_tried(after, asked["check_in"], asked["ran"]) if after else (),
    )


def _earlier_cramps(table: Path) -> tuple[Episode, ...]:
    """The cramps of a table; rows that cannot be read are said."""
    from uncramp.actions.told_episodes import told_episodes
    from uncramp.store.given import given_file
    from uncramp.store.words import render

    found = told_episodes(given_file(table).data)
    for note in found.notes:
        click.echo(f"{table.name}: {render(note)}", err=True)
    return tuple(row.episode for row in found.rows if row.episode)


def _tried(after: Path, check_in: Path | None, ran: Path | None) -> tuple[Kept, ...]:
    """What became of an earlier plan."""
    from uncramp.actions.compare_with_plan import compare_with_plan
    from uncramp.store.given import given_file

    said = tell((), check_in=check_in).check_in
    recording = given_file(ran) if ran else None
    return compare_with_plan(given_file(after), said, ran=recording, now=clock())


def _hand_out(made: Planned, asked: Mapping[str, Any]) -> None:
    """Write the files asked for; under a red flag, or without a plan, none is written."""
    ics, fit, pdf = asked["ics"], asked["fit"], asked["pdf"]
    if not (ics or fit or pdf):
        return
    if made.plan is None:
        click.echo("No file was written: there is no plan to take along.", err=True)
        return
    now = clock().replace(microsecond=0)
    if ics:
        from uncramp.actions.plan_calendar import plan_calendar

        write(ics, plan_calendar(made, starts_at=asked["start"] or _some_morning(now), made_at=now))
    if fit:
        from uncramp.actions.plan_watch import plan_watch

        write(fit, plan_watch(made, made_at=now))
    if pdf:
        from uncramp.actions.plan_sheet import plan_sheet

        write(pdf, plan_sheet(made, made_at=now))


def _some_morning(now: datetime) -> datetime:
    """A week from now, by the clock of wherever it is opened."""
    there = (now + timedelta(days=7)).replace(tzinfo=None)
    there = there.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    click.echo(
        f"When it starts was not told; the calendar takes {there:%Y-%m-%d %H:%M}. "
        "Tell it with --start.",
        err=True,
    )
    return there


def write(path: Path, data: bytes) -> None:
    """Write a file, or say why it cannot be."""
    from uncramp.terms.errors import InputError

    try:
        path.write_bytes(data)
    except OSError as error:
        raise InputError.of(
            "{path} cannot be written: {reason}.", path=str(path), reason=error.strerror
        ) from None
