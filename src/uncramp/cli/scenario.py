"""``uncramp scenario``: play a question that somebody wrote down, to the same answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from uncramp.cli.options import File, print_json, with_json

if TYPE_CHECKING:
    from uncramp.actions.play_scenario import Answer

ENDING, ANSWER = ".scenario.json", ".answer.json"
DIGITS = 6  # significant, in an answer that is kept


@click.command(help="Play a question that was written down in a file, to the same answer.")
@click.argument("files", nargs=-1, required=True, type=File, metavar="FILE.scenario.json")
@click.option("--write", is_flag=True, help="Keep each answer beside it, as FILE.answer.json.")
@with_json
def command(files: tuple[Path, ...], write: bool, as_json: bool) -> None:
    from uncramp.actions.play_scenario import answer_document, play, scenario_in
    from uncramp.store.given import given_file
    from uncramp.store.registry import using

    if len(files) > 1 and not write:
        raise click.UsageError("Name one scenario; several may only be kept, with --write.")
    for file in files:
        answer = play(scenario_in(given_file(file)))
        if write:
            _keep(file, answer_document(answer))
        elif as_json:
            print_json(answer_document(answer))
        else:
            with using(answer.editions.evidence):  # sources are quoted as that edition has them
                _show(answer)


def _keep(file: Path, document: dict[str, Any]) -> None:
    import json

    if not file.name.endswith(ENDING):
        raise click.UsageError(f"{file.name}: a scenario whose answer is kept ends in {ENDING}.")
    kept = file.with_name(file.name.removesuffix(ENDING) + ANSWER)
    text = json.dumps(rounded(document), indent=1, ensure_ascii=False, allow_nan=False)
    kept.write_text(text + "\n", encoding="utf-8")
    click.echo(f"Wrote {kept}.", err=True)


def rounded(value: Any) -> Any:
    """The same document with numbers of six digits."""
    if isinstance(value, dict):
        return {name: rounded(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(part) for part in value]
    return float(f"{value:.{DIGITS}g}") if isinstance(value, float) else value


def _show(answer: Answer) -> None:
    from uncramp.actions.explain_episode import Explained
    from uncramp.actions.find_triggers import Found
    from uncramp.cli.screen import show_risk, show_why
    from uncramp.cli.triggers import show_triggers

    if isinstance(answer, Found):
        show_triggers(answer)
    elif isinstance(answer, Explained):
        show_why(answer)
    else:
        show_risk(answer, None)
