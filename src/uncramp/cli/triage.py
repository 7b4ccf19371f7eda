"""``uncramp triage``: the red-flag rules on one case or a table of cases, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from uncramp.cli.options import File, print_json

if TYPE_CHECKING:
    from uncramp.actions.assess_cases import Case

COLOUR = {"emergency": "bold red", "urgent_today": "bold yellow", "see_clinician": "bold cyan"}


@click.command(help="Check for red flags: who needs a clinician, and how soon.")
@click.option("--case", type=File, metavar="FILE.json", help="One case: a JSON object of answers.")
@click.option("--cases", type=File, metavar="FILE.csv", help="A table, one case a row.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(case: Path | None, cases: Path | None, as_json: bool) -> None:
    from uncramp.actions.assess_cases import assess_cases, cases_in_json, cases_in_table

    given = _one_file(case, cases)
    read = cases_in_json if case else cases_in_table
    assessed = assess_cases(read(_bytes(given)))
    for one in assessed:
        for said in one.noted:
            click.echo(f"{one.id}: {said}", err=True)
    if as_json:
        print_json([_document(one) for one in assessed])
    else:
        _show(assessed)


def _one_file(case: Path | None, cases: Path | None) -> Path:
    path = case or cases
    if path is None or (case and cases):
        raise click.UsageError("Name one file: --case FILE.json or --cases FILE.csv.")
    return path


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read: {error.strerror}.") from None


def _document(case: Case) -> Mapping[str, Any]:
    from uncramp.store.words import render

    triage = case.triage
    return {
        "id": case.id,
        "level": triage.level.value,
        "reasons": [render(reason) for reason in triage.reasons],
        "message": render(triage.message),
        "asks": [render(ask.text) for ask in triage.asks],
    }


def _show(cases: tuple[Case, ...]) -> None:
    from rich.console import Console
    from rich.panel import Panel
    from rich.text import Text

    from uncramp.store.words import render

    console = Console(highlight=False)
    for case in cases:
        triage = case.triage
        text = "\n".join(render(line) for line in triage.lines)
        asks = "".join(f"\n  · {render(ask.text)}" for ask in triage.asks)
        reasons = "".join(f"\n  - {render(reason)}" for reason in triage.reasons)
        body = Text(f"{text}{_headed('Why', reasons)}{_headed('Please answer', asks)}")
        title = f"{case.id}: {triage.level.value.replace('_', ' ')}"
        console.print(Panel(body, title=title, border_style=COLOUR.get(triage.level, "dim")))


def _headed(title: str, lines: str) -> str:
    return f"\n\n{title}{lines}" if lines else ""
