"""``uncramp evidence``: what studies say, as it stands in the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from uncramp.cli.options import print_json

if TYPE_CHECKING:
    from rich.console import Console

    from uncramp.actions.look_up_evidence import Effect, Shown

PLOT = 40  # characters of a forest plot
EDGES = (0.1, 20.0)  # of its axis, as ratios

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


@click.group(help="What studies say, as it stands in the registry.")
def command() -> None:
    """Three ways to look at it."""


@command.command("list", help="Every claim, one a line.")
@AS_JSON
def list_(as_json: bool) -> None:
    from uncramp.actions.look_up_evidence import all_evidence

    edition, claims = all_evidence()
    if as_json:
        print_json({"edition": edition, "claims": [c.model_dump(mode="json") for c in claims]})
        return
    for claim in claims:
        click.echo(f"{claim.id:<46} {claim.certainty.value:<9} {claim.says}")
    click.echo(f"\n{len(claims)} claims, edition {edition}", err=True)


@command.command("show", help="One exposure, or one claim by its id: what it rests on, and why.")
@click.argument("name", metavar="EXPOSURE|ID")
@AS_JSON
def show(name: str, as_json: bool) -> None:
    from uncramp.actions.look_up_evidence import evidence_on

    shown = evidence_on(name)
    if as_json:
        held = shown.judgement.model_dump(mode="json") if shown.judgement else None
        claims = [claim.model_dump(mode="json") for claim in shown.claims]
        print_json({"exposure": shown.exposure, "claims": claims, "judgement": held})
    else:
        _show(shown)


@command.command("check", help="Refuse a number without source, unit or sense.")
def check() -> None:
    from uncramp.actions.look_up_evidence import all_evidence, amiss
    from uncramp.store.words import render

    problems = [render(problem) for problem in amiss()]
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        raise click.ClickException(f"{len(problems)} entries cannot stand as they are.")
    click.echo(f"{len(all_evidence()[1])} claims hold.")


def _show(shown: Shown) -> None:
    import math

    from rich.console import Console

    console = Console(highlight=False)
    console.print(shown.exposure, style="bold")
    for claim in shown.claims:
        source, effect = claim.source, claim.effect
        console.print(f"\n{claim.says}")
        if effect.value is not None:
            console.print(f"  {effect.measure} {_number(effect)} per {effect.per}")
        console.print(
            f"  {claim.study.design}, {claim.study.population}, n = {claim.study.n or 'untold'}; "
            f"{source.authors} {source.year or ''}; {source.doi or source.url} "
            f"({source.read_from}); certainty {claim.certainty.value}: {claim.because}",
            style="dim",
        )
    _forest(console, shown)
    if held := shown.judgement:
        ratio, low, high = (math.exp(held.mean + k * held.sd) for k in (0, -1.645, 1.645))
        console.print(f"\nHeld before hearing a runner: {held.mean:+g} (sd {held.sd:g}) {held.per}")
        if abs(held.mean) < 2:
            console.print(f"  as a ratio of odds {ratio:.2f} ({low:.2f} to {high:.2f})")
        console.print(f"  certainty {held.certainty.value}: {held.because}")


def _number(effect: Effect) -> str:
    if effect.low is None or effect.high is None:
        return f"{effect.value:g}"
    return f"{effect.value:g} ({effect.low:g} to {effect.high:g})"


def _forest(console: Console, shown: Shown) -> None:
    """Ratios on a logarithmic axis, no effect at the bar."""
    ratios = [c for c in shown.claims if c.effect.measure.endswith("ratio") and c.effect.value]
    if ratios:
        console.print()
    for claim in ratios:
        console.print(f"  {claim.id.split('/')[1]:<28} {_plotted(claim.effect)}")


def _plotted(effect: Effect) -> str:
    import math

    def place(ratio: float) -> int:
        low, high = (math.log(edge) for edge in EDGES)
        share = (math.log(min(max(ratio, EDGES[0]), EDGES[1])) - low) / (high - low)
        return round(share * (PLOT - 1))

    row = [" "] * PLOT
    if effect.low is not None and effect.high is not None:
        for at in range(place(effect.low), place(effect.high) + 1):
            row[at] = "─"
    row[place(1.0)] = "│"
    if effect.value is not None:
        row[place(effect.value)] = "●"
    return "".join(row)
