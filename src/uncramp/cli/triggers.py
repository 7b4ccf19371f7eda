"""``uncramp triggers``: what goes with a runner's own cramps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from uncramp.cli.options import File, earlier_runs, print_json, shared, tell

if TYPE_CHECKING:
    from uncramp.actions.find_triggers import Found

VERDICTS = {
    "trigger": "raises your odds",
    "protector": "lowers your odds",
    "no_link": "no link",
    "leaning": "leaning, not sure",
    "not_enough_data": "not enough data",
}


@click.command(help="What goes with your own cramps, as far as your runs can tell.")
@click.option(
    "--episodes",
    required=True,
    type=File,
    metavar="FILE.csv",
    help="A row a run: started_at,muscle,side,onset,minute,severity; no muscle is a clean run.",
)
@shared
def command(
    episodes: Path,
    history: Path | None,
    runner: Path | None,
    pairs: tuple[str, ...],
    as_json: bool,
) -> None:
    from uncramp.actions.find_triggers import find_triggers
    from uncramp.actions.told_episodes import told_episodes
    from uncramp.store.given import given_file
    from uncramp.store.words import render

    told = tell(pairs, runner=runner)
    rows = told_episodes(given_file(episodes).data)
    found = find_triggers(rows, library=earlier_runs(history, (), told), told=told)
    for note in found.notes:
        click.echo(f"{episodes.name}: {render(note)}", err=True)
    if as_json:
        from uncramp.actions.pattern_documents import triggers_document

        print_json(triggers_document(found))
    else:
        show_triggers(found)


def show_triggers(found: Found) -> None:
    """The headline, and a line for what can be said."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from uncramp.store.words import render

    console = Console(highlight=False)
    console.print(Text(render(found.headline), style="bold"))
    console.print()
    table = Table("", "odds", "90 %", "for", "how sure", "", box=None, pad_edge=False)
    for one in found.shown:
        unit = "" if one.exposure.unit == "1" else one.exposure.unit
        swing = "yes against no" if one.exposure.unit == "1" and one.swing == 1 else ""
        table.add_row(
            render(one.exposure.label),
            f"x {one.odds_ratio:.2f}",
            f"{one.interval[0]:.2f} to {one.interval[1]:.2f}",
            swing or f"{one.swing:.{max(one.exposure.digits, 1)}f} {unit}".strip(),
            f"{round(100 * one.probability)} of 100",
            VERDICTS[one.verdict],
        )
    console.print(table)
