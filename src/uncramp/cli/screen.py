"""Answers on a terminal: the headline, a bar for each of the top three, signs, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from uncramp.actions.assess_case import CARD
from uncramp.actions.cite_claims import cite_claims
from uncramp.actions.explain_episode import Explained
from uncramp.actions.forecast_run import Forecast
from uncramp.actions.headline import chance, headline
from uncramp.actions.list_exposures import Listed
from uncramp.answer.why import LEAST_SHARE, Factor, Why
from uncramp.store.words import render
from uncramp.terms.muscles import Muscle

if TYPE_CHECKING:
    from uncramp.actions.plan_next_run import Planned

BAR = 16  # characters of a share of 100 %
MOST_UNKNOWN = 4
MOST = 3  # factors on the screen; --json has them all
WIDTH = 96  # characters; longer lines are hard to read


def _console() -> Console:
    console = Console(highlight=False)
    return console if console.width <= WIDTH else Console(highlight=False, width=WIDTH)


def show_first_aid(console: Console) -> None:
    """The card for the first ten seconds of a cramp, before anything is asked or answered."""
    said = " ".join(render(line) for line in CARD.lines)
    console.print(f"{render(CARD.title)}? {said}", style="dim")
    console.print()


def show_why(explained: Explained) -> None:
    """One screen a runner understands in one read."""
    console = _console()
    show_first_aid(console)
    _triage(console, explained)
    if explained.triage.stops:
        return
    answer = explained.why
    console.print(_which(explained), style="dim")
    console.print(Text(render(headline(answer)), style="bold"))
    console.print(render(chance(answer.risk)), style="dim")
    console.print()
    _factors(console, answer)
    _signs(console, answer)
    _unknown(console, answer)
    _sources(console, answer)
    for said in (*answer.notes, *explained.notes):
        console.print(f"Good to know: {render(said)}", style="dim")
    for said in explained.dropped:
        console.print(f"Not read: {render(said)}", style="yellow")


def _which(explained: Explained) -> str:
    episode, began = explained.episode, explained.started_at
    side = f", {episode.side.value}" if episode.side else ""
    day = f", run of {began:%d %B %Y}" if began else ""
    return f"Cramp of the {episode.muscle.value}{side}{day}"


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


def _triage(console: Console, answer: Explained | Forecast | Planned) -> None:
    triage = answer.triage
    said = "\n".join(render(sentence) for sentence in triage.lines)
    if triage.stops:
        console.print(Panel(said, title="Before anything else", style="bold red"))
    else:
        console.print(said, style="dim")
        for ask in triage.asks:
            console.print(f"  · {render(ask.text)}", style="dim")
        console.print()


def _factors(console: Console, answer: Why) -> None:
    shown = answer.leaders(MOST)
    table = Table("", "", "", "certainty", box=None, pad_edge=False, header_style="dim")
    for factor in shown:
        low, high = factor.share_interval
        part = f"{_percent(factor.share)} ({_percent(low)} to {_percent(high)})"
        table.add_row(_label(factor), _bar(factor.share), part, factor.certainty.value)
    if abs(others := answer.others(MOST)) >= LEAST_SHARE:
        table.add_row("all other factors together", _bar(others), _percent(others))
    table.add_row(
        "a usual run carries anyway", _bar(answer.background), _percent(answer.background)
    )
    console.print(table)
    console.print()
    for factor in shown:
        reasons = " ".join(render(r) for r in (*factor.reasons_for, *factor.reasons_against))
        console.print(f"{_label(factor).capitalize()}. {reasons}")
    console.print()


def _label(factor: Factor) -> str:
    return render(factor.exposure.label)


def _bar(share: float) -> str:
    return "█" * max(1, round(BAR * min(max(share, 0.0), 1.0)))


def _percent(share: float) -> str:
    return f"{round(100 * share)}%"


def _signs(console: Console, answer: Why) -> None:
    for sign in answer.signs:
        console.print(f"Sign: {render(sign.reads_as)}")
    seen = {sign.exposure.name for sign in answer.signs if sign.value > 0}
    for claim in (said for said in answer.article if seen.intersection(said.shown_with)):
        console.print(f"Often heard: {claim.says}")
        console.print(f"Studies: {claim.verdict_in_full} {claim.studies}", style="dim")
    if answer.signs:
        console.print()


def _unknown(console: Console, answer: Why) -> None:
    for unknown in answer.unknown[:MOST_UNKNOWN]:
        console.print(f"Unknown: {render(unknown.reason)}", style="dim")
    if (more := len(answer.unknown) - MOST_UNKNOWN) > 0:
        console.print(f"And {more} more things that nobody told; --json lists them.", style="dim")
    if answer.next_question:
        question = answer.next_question
        console.print(f"Next: {render(question.text)} (--set {question.id}=…)")


def _sources(console: Console, answer: Why) -> None:
    studies = dict.fromkeys(citation.study for citation in cite_claims(answer, MOST))
    console.print(f"\nSources: {'; '.join(studies)}.", style="dim")
