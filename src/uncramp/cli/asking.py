"""The one-screen list, asked at a terminal before anything is answered."""

from __future__ import annotations

import sys
from dataclasses import replace

import click

from uncramp.actions.assess_case import ONE_SCREEN, Facts, RedFlag, assess_case
from uncramp.actions.told import Told
from uncramp.store.words import render


def ask_red_flags(told: Told) -> Told:
    """Ask unless it was told, or nobody sits there to answer."""
    triage = assess_case(told.facts)
    if triage.list_answered or triage.stops or not sys.stdin.isatty():
        return told
    click.echo("First, is any of these true right now?\n")
    for number, flag in enumerate(ONE_SCREEN, start=1):
        click.echo(f"  {number:2}  {render(flag.text)}")
    click.echo("   0  none of these\n")
    choice = click.prompt("Number", type=click.IntRange(0, len(ONE_SCREEN)))
    return replace(told, facts=_answered(told, None if choice == 0 else ONE_SCREEN[choice - 1]))


def _answered(told: Told, flag: RedFlag | None) -> Facts:
    """The facts with one answer: "none of these", or what a red flag sets."""
    known = told.facts.model_dump(exclude_unset=True)
    added = {"red_flags": "none"} if flag is None else dict(flag.sets)
    return Facts.model_validate(known | added)
