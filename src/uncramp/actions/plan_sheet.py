"""A plan on one page, with the race-day card and first aid for a cramp."""

from __future__ import annotations

from datetime import datetime

from uncramp.actions.assess_case import CARD
from uncramp.actions.headline import chance
from uncramp.actions.intended_use import INTENDED_USE
from uncramp.actions.plan_next_run import Planned
from uncramp.actions.plan_watch import is_on_the_way
from uncramp.handout.sheet import Sheet, SheetLine, sheet
from uncramp.plan.line import Buys, Line, LineKind
from uncramp.plan.pace import pace_cap, per_kilometre
from uncramp.store.words import render
from uncramp.terms.sentences import Amount, Sentence, sentence

SMALLEST = 0.05  # of 100 runs; less would be printed as none


def plan_sheet(planned: Planned, *, made_at: datetime) -> bytes:
    """One page of PDF."""
    return sheet(page(planned), made_at=made_at)


def page(planned: Planned) -> Sheet:
    """Everything on the page, in words."""
    edition = planned.editions
    cap, hits = _cap_and_onset(planned)
    return Sheet(
        title=render(sentence("Plan for {distance} km", distance=planned.run.distance)),
        run=render(_run(planned)),
        risk=render(
            sentence(
                "As planned: {now} With the plan: {then}",
                now=chance(planned.risk_now),
                then=chance(planned.risk_with_plan),
            )
        ),
        first_aid_title=render(CARD.title),
        first_aid=tuple(render(said) for said in CARD.lines),
        lines=tuple(_line(line) for line in planned.lines),
        intended_use=render(INTENDED_USE),
        editions=f"uncramp {edition.software} · {edition.model} · {edition.evidence}",
        cap=cap,
        hits=hits,
        drink=next((render(line.do) for line in planned.lines if is_on_the_way(line)), ""),
    )


def _run(planned: Planned) -> Sentence:
    minutes = round(planned.run.time / 60)
    return sentence(
        "{distance} in {hours}:{minutes:02} h",
        distance=Amount(planned.run.distance, "km", 1),
        hours=minutes // 60,
        minutes=minutes % 60,
    )


def _cap_and_onset(planned: Planned) -> tuple[str, str]:
    """The one cap, and where it usually hits; empty where the plan has none."""
    has_cap = any(line.kind is LineKind.PACE for line in planned.lines)
    if not has_cap or planned.ahead is None:
        return "", ""
    cap = pace_cap(planned.ahead)
    hits = "" if cap.onset is None else render(sentence("near km {km:.0f}", km=cap.onset))
    return render(per_kilometre(cap.first.fastest)), hits


def _line(line: Line) -> SheetLine:
    return SheetLine(
        do=render(line.do),
        because=render(line.because),
        certainty=line.certainty.value,
        when=render(line.when) if line.when else "",
        buys=render(_buys(line.buys)) if line.buys else "",
    )


def _buys(buys: Buys) -> Sentence:
    change, low, high = (100 * x for x in (buys.change, *buys.interval))
    if abs(change) < SMALLEST:
        return sentence(
            "hardly a change: {low:+.1f} to {high:+.1f} of 100 runs", low=low, high=high
        )
    return sentence(
        "of 100 runs like this {change:+.1f} with a cramp ({low:+.1f} to {high:+.1f})",
        change=change,
        low=low,
        high=high,
    )
