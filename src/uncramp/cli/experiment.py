"""``uncramp experiment``: a trial of one's own, where one can succeed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from uncramp.cli.options import File, clock, earlier_runs, print_json, shared, tell

if TYPE_CHECKING:
    from rich.console import Console

    from uncramp.actions.offer_experiment import Experiment

VERDICTS = {
    "go_on": "go on",
    "helps": "it helps you: stop here",
    "futile": "no use going on: it would most likely show nothing",
    "not_shown": "over, and no help was shown",
}


@click.command(help="Offer a trial of your own where one can succeed, and follow it along.")
@click.option("--exposure", required=True, metavar="NAME", help="What to try, as in `exposures`.")
@click.option("--runs", type=int, metavar="N", help="Hard runs you would do for it.")
@click.option("--risk", type=str, metavar="%", help="How many of 100 such runs end in a cramp.")
@click.option("--coin", metavar="WORD", help="Any word; the same one throws the same coins.")
@click.option(
    "--results", type=File, metavar="FILE.csv", help="A column grade, a row a run so far."
)
@shared
def command(
    exposure: str,
    runs: int | None,
    risk: str | None,
    coin: str | None,
    results: Path | None,
    history: Path | None,
    runner: Path | None,
    pairs: tuple[str, ...],
    as_json: bool,
) -> None:
    from uncramp.actions.offer_experiment import Asked, offer_experiment, told_results
    from uncramp.store.given import given_file

    told = tell(pairs, runner=runner)
    found = offer_experiment(
        Asked(exposure, coin or exposure, runs, _chance(risk)),
        library=earlier_runs(history, (), told),
        told=told,
        now=clock(),
        results=told_results(given_file(results).data) if results else None,
    )
    if as_json:
        from uncramp.actions.pattern_documents import experiment_document

        print_json(experiment_document(found))
    else:
        show_experiment(found)


def _chance(percent: str | None) -> float | None:
    if percent is None:
        return None
    try:
        return float(percent.strip().removesuffix("%")) / 100
    except ValueError:
        raise click.UsageError(f"--risk: {percent!r} is no percentage, such as 10%.") from None


def show_experiment(found: Experiment) -> None:
    """The refusal in words; or the power first, then what to do."""
    from rich.console import Console

    from uncramp.store.words import render

    console = Console(highlight=False)
    if found.offer.refused:
        console.print("No trial is offered.", style="bold")
        console.print(render(found.offer.refused))
    _power(console, found)
    if found.sides:
        console.print(f"\nWith: {render(found.sides.with_it)}")
        console.print(f"Without: {render(found.sides.without)}")
        for said in found.always:
            console.print(f"  · {render(said)}", style="dim")
    _so_far(console, found)


def _power(console: Console, found: Experiment) -> None:
    from uncramp.actions.offer_experiment import yes_or_no_is_futile
    from uncramp.store.words import render

    made = found.offer
    for one in made.powers:
        console.print(
            f"If the odds were times {one.odds_ratio:g}: shown by {round(100 * one.shown)} of 100 "
            f"such trials, after {round(one.mean_runs)} of {made.n_runs} runs on average."
        )
    futile = yes_or_no_is_futile(made)
    if futile:
        console.print(render(futile), style="dim")


def _so_far(console: Console, found: Experiment) -> None:
    for look in found.looks:
        console.print(
            f"\nAfter {look.n_runs} runs: p = {look.p_value:.3f}, held to {look.level:.4f}: "
            f"{VERDICTS[look.verdict]}."
        )
    if found.next_run:
        side = "with" if found.next_with else "without"
        console.print(f"\nRun {found.next_run}: {side}.")
