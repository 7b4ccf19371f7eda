"""A plan on a terminal: the lines that lead, and how many more there are."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from uncramp.actions.headline import chance
from uncramp.actions.plan_next_run import Planned
from uncramp.cli.screen import _console, _triage
from uncramp.plan.line import Buys, Line
from uncramp.store.words import render


def show_plan(planned: Planned, *, every: bool = False) -> None:
    """At most five lines, each with its reason; `every` shows them all."""
    console = _console()
    _triage(console, planned)
    if planned.triage.stops:
        return
    console.print(Text(render(chance(planned.risk_now)), style="bold"))
    if planned.risk_with_plan != planned.risk_now:
        console.print(f"With this plan: {render(chance(planned.risk_with_plan))}", style="bold")
    console.print()
    for one in planned.tried:
        console.print(f"Last time. {render(one.says)}")
    shown = planned.lines if every else planned.lines[: planned.leading]
    for line in shown:
        _line(console, line)
    if more := len(planned.lines) - len(shown):
        console.print(f"and {more} more: --all", style="dim")
    if every and planned.sweat_test:
        console.print("The sweat test, step by step:", style="bold")
        for number, step in enumerate(planned.sweat_test, start=1):
            console.print(f"  {number}. {render(step)}")
    for said in planned.limits:
        console.print(f"Limit: {render(said)}", style="dim")


def _line(console: Console, line: Line) -> None:
    console.print(Text(render(line.do), style="bold"))
    when = f"When: {render(line.when)}. " if line.when else ""
    console.print(f"  {when}{render(line.because)}", style="dim")
    console.print(f"  {_worth(line.buys)}Certainty: {line.certainty.value}.", style="dim")
    console.print()


def _worth(buys: Buys | None) -> str:
    if buys is None:
        return ""
    change, low, high = (f"{100 * x:+.1f}" for x in (buys.change, *buys.interval))
    return f"Of 100 such runs {change} with a cramp ({low} to {high}). "
