"""``uncramp evidence``: what studies say, what is held, and what an edition moves."""

from __future__ import annotations

import click

from uncramp.cli.options import clock, print_json, with_json


@click.group(help="What studies say, what is held, and what an edition moves.")
def command() -> None:
    """Five ways to look at it."""


@command.command("list", help="Every claim, one a line.")
@with_json
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
@click.option("--edition", metavar="NAME", help="As an older edition held it.")
@with_json
def show(name: str, edition: str | None, as_json: bool) -> None:
    from uncramp.actions.look_up_evidence import evidence_on
    from uncramp.cli.evidence_screen import show_evidence, shown_document

    shown = evidence_on(name, edition)
    if as_json:
        print_json(shown_document(shown))
    else:
        show_evidence(shown)


@command.command("check", help="Refuse a number without source, unit, certainty or sense.")
def check() -> None:
    from uncramp.actions.check_evidence import check_evidence
    from uncramp.store.words import render

    checked = check_evidence()
    for fault in checked.faults:
        click.echo(render(fault), err=True)
    if checked.faults:
        raise click.ClickException(f"{len(checked.faults)} entries cannot stand as they are.")
    click.echo(f"{checked.claims} claims hold.")
    click.echo(f"Crude claims that the joint effects do not meet: {len(checked.missed) or 'none'}.")
    for miss in checked.missed:
        click.echo(f"  {render(miss)}")


@command.command("diff", help="Which answers move between an EDITION and another, and for whom.")
@click.argument("edition")
@click.option("--against", metavar="EDITION", help="The other one; the newest if not told.")
@with_json
def diff(edition: str, against: str | None, as_json: bool) -> None:
    from uncramp.actions.compare_editions import compare_editions
    from uncramp.cli.evidence_screen import compared_document, show_compared

    compared = compare_editions(edition, against)
    if as_json:
        print_json(compared_document(compared))
    else:
        show_compared(compared)


@command.command("freeze", help="Freeze the files as they stand as edition NAME, year.number.")
@click.argument("name")
@click.option("--says", required=True, help="What it changes, in a sentence.")
def freeze(name: str, says: str) -> None:
    from uncramp.actions.freeze_evidence import freeze_evidence

    frozen = freeze_evidence(name, says=says, on=clock().date())
    click.echo(f"Edition {frozen.name} is frozen, {frozen.digest}. Answers are made of it now.")
