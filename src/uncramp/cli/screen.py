"""Answers on a terminal: the headline, a bar for each of the top three, signs, sources."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from uncramp.actions.explain_episode import Explained
from uncramp.actions.forecast_run import Forecast
from uncramp.actions.headline import chance, headline
from uncramp.actions.list_exposures import Listed
from uncramp.answer.why import Factor, Why
from uncramp.store.words import render
from uncramp.terms.muscles import Muscle

BAR = 24  # characters of a share of 100 %
MOST = 3  # factors on the screen; --json has them all
WIDTH = 96  # characters; longer lines are hard to read


def _console() -> Console:
    console = Console(highlight=False)
    return console if console.width <= WIDTH else Console(highlight=False, width=WIDTH)


def show_why(explained: Explained) -> None:
    """One screen a runner understands in one read."""
    console = _console()
    _triage(console, explained)
    if explained.triage.stops:
        return
    answer = explained.why
    console.print(Text(render(headline(answer)), style="bold"))
    console.print(render(chance(answer.risk)), style="dim")
    console.print()
    _factors(console, answer)
    _signs(console, answer)
    _unknown(console, answer)
    _sources(console, answer)
    for said in explained.dropped:
        console.print(f"Not read: {render(said)}", style="yellow")


def show_risk(forecast: Forecast, muscle: Muscle | None) -> None:
    """The risk of a planned run and what moves it."""
    console = _console()
    _triage(console, forecast)
    if forecast.triage.stops:
        return
    console.print(Text(render(chance(forecast.why.risk)), style="bold"))
    if muscle:
        part = forecast.by_muscle[muscle].probability
        console.print(f"In the {muscle.value}: about {100 * part:.1f} of 100 runs.")
    console.print()
    _factors(console, forecast.why)
    sweat = forecast.sweat
    console.print(f"Sweat about {sweat.litres_per_hour:.1f} L/h (± {sweat.sd:.1f}).")
    _unknown(console, forecast.why)
    _sources(console, forecast.why)


def show_exposures(listed: Listed) -> None:
    """A table of every exposure."""
    table = Table(box=None, pad_edge=False)
    for name in ("exposure", "here", "±", "usual", "unit"):
        table.add_column(name, justify="left" if name in ("exposure", "unit") else "right")
    for cell in listed.cells:
        unit = "" if cell.exposure.unit == "1" else cell.exposure.unit
        label = render(cell.exposure.label)
        if cell.missing:
            table.add_row(label, "–", "", "", unit)
        else:
            numbers = (_number(n, cell.exposure.digits) for n in (cell.value, cell.sd, cell.usual))
            table.add_row(label, *numbers, unit)
    console = _console()
    console.print(table)
    for cell in listed.cells:
        if cell.missing:
            said = f"{render(cell.exposure.label)}: {render(cell.missing)}"
            console.print(said, style="dim")


def _number(number: float | None, digits: int) -> str:
    return "" if number is None else f"{number:.{digits}f}"


def _triage(console: Console, answer: Explained | Forecast) -> None:
    triage = answer.triage
    said = "\n".join(render(sentence) for sentence in triage.lines)
    if triage.stops:
        console.print(Panel(said, title="Before anything else", style="bold red"))
    else:
        console.print(Padding(said, (0, 0, 1, 0)), style="dim")


def _factors(console: Console, answer: Why) -> None:
    shown = [factor for factor in answer.factors if factor.share >= 0.005][:MOST]
    table = Table.grid(padding=(0, 2))
    for factor in shown:
        table.add_row(render(factor.exposure.label), _bar(factor), _percent(factor))
    table.add_row(
        "a usual run carries anyway", _blocks(answer.background), f"{answer.background:.0%}"
    )
    console.print(table)
    console.print()
    for factor in shown:
        reasons = " ".join(render(r) for r in (*factor.reasons_for, *factor.reasons_against))
        console.print(f"{render(factor.exposure.label)}: {reasons}")
    console.print()


def _bar(factor: Factor) -> str:
    return _blocks(factor.share)


def _blocks(share: float) -> str:
    return "█" * max(1, round(BAR * min(max(share, 0.0), 1.0)))


def _percent(factor: Factor) -> str:
    low, high = factor.share_interval
    return f"{factor.share:.0%}  ({low:.0%} to {high:.0%})   certainty {factor.certainty.value}"


def _signs(console: Console, answer: Why) -> None:
    for sign in answer.signs:
        console.print(f"Sign: {render(sign.reads_as)}")
    for claim in (
        answer.article if any(s.exposure.name == "late_fade" for s in answer.signs) else ()
    ):
        console.print(f"Often heard: {claim.says} Studies ({claim.verdict}): {claim.studies}")
    if answer.signs:
        console.print()


def _unknown(console: Console, answer: Why) -> None:
    for unknown in answer.unknown:
        console.print(f"Unknown: {render(unknown.reason)}", style="dim")
    if answer.next_question:
        question = answer.next_question
        console.print(f"Next: {render(question.text)} (--set {question.id}=…)")


def _sources(console: Console, answer: Why) -> None:
    claims: Iterable[str] = dict.fromkeys(c for f in answer.factors[:MOST] for c in f.claims)
    console.print(f"\nSources: {', '.join(claims)}", style="dim")
