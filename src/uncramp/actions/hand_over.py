"""Hand a runner's cramps over to a clinician: what was chosen, red flags first, one page.

Nothing is concluded: what was recorded and told, what the runner's own data and published
studies link the latest cramp with, and what was tried. What is handed over is kept nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from uncramp.actions.about_runner import about_runner
from uncramp.actions.cramps_told import counted, cramps_told, untied
from uncramp.actions.editions import editions
from uncramp.actions.explain_last_cramp import explain_last_cramp
from uncramp.actions.headline import likelihood
from uncramp.actions.intended_use import INTENDED_USE
from uncramp.actions.keep_plan import KeptPlan
from uncramp.actions.plans_tried import Tried, plans_tried
from uncramp.actions.red_flags_of import triage_of
from uncramp.answer.why import Factor
from uncramp.handout import fhir
from uncramp.handout import hand_over as handout
from uncramp.handout.hand_over import LABELS, Answer, HandOver, Linked
from uncramp.history.answers import Value
from uncramp.history.runner import Condition, Medicine
from uncramp.store.kept import KeptRun
from uncramp.store.library import Library
from uncramp.store.shelf import Shelf
from uncramp.store.words import render
from uncramp.terms.errors import InputError
from uncramp.terms.sentences import Sentence, sentence

MOST_FACTORS = 5
MONTH = timedelta(days=30.44)  # the mean of a year's

SILENT = sentence(
    "No factors are shown: a red flag the runner told of is still open, and it goes first."
)
NO_CRAMP = sentence(
    "No cramp with a recorded run is known yet, so what it is linked with stays open."
)
NOT_ASKED = sentence("The list of red flags was not answered for the latest cramp.")


class Part(StrEnum):
    """What a runner may choose to hand over."""

    RED_FLAGS = "red_flags"
    CRAMPS = "cramps"
    FACTORS = "factors"
    PLANS = "plans"
    ABOUT = "about"


Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=800)]


class Wanted(Value):
    """What the runner chose to hand over, and what they add in their own words."""

    parts: frozenset[Part] = frozenset(Part)
    months: int | None = 12
    """How far back; None is all there is."""
    conditions: frozenset[Condition] = frozenset()
    medicines: frozenset[Medicine] = frozenset()
    name: Line = ""
    asks: Text = ""
    tried: Text = ""
    came_of_it: Text = ""


def hand_over(
    wanted: Wanted,
    *,
    library: Library,
    shelf: Shelf,
    now: datetime,
    plans: Sequence[KeptPlan] = (),
    language: str = "en",
) -> HandOver:
    """Gather what was chosen, of the library and of the plans kept; nothing that was not."""
    runs, runner = library.kept_runs(), library.runner()
    since = None if wanted.months is None else now - wanted.months * MONTH
    cramps = Part.CRAMPS in wanted.parts
    run = plans_tried(plans if Part.PLANS in wanted.parts else (), runs, shelf=shelf, now=now)
    linked, note = _linked(library, shelf, now) if Part.FACTORS in wanted.parts else ((), None)
    return HandOver(
        language=language,
        labels={name: render(said) for name, said in LABELS.items()},
        title=render(_title(wanted.name)),
        introduced=render(_introduced(now)),
        made_at=now,
        intended_use=render(INTENDED_USE),
        editions=_editions(),
        name=wanted.name,
        asks=wanted.asks,
        red_flags=tuple(_red_flags(library)) if Part.RED_FLAGS in wanted.parts else (),
        about=about_runner(
            runner,
            facts=Part.ABOUT in wanted.parts,
            conditions=wanted.conditions,
            medicines=wanted.medicines,
        ),
        counted=_counted(runs, now) if cramps else "",
        cramps=cramps_told(runs, library.cramps(), since=since) if cramps else (),
        linked=linked,
        linked_note=render(note) if note else "",
        tried=(*_told(wanted), *(_tried(one) for one in run)),
    )


def as_pdf(content: HandOver) -> bytes:
    """One page to print."""
    return handout.page(content)


def as_fhir(content: HandOver) -> bytes:
    """A FHIR R4B document as JSON."""
    return fhir.bundle(content)


def open_red_flags(library: Library) -> Iterator[tuple[datetime | None, tuple[Sentence, ...]]]:
    """What was told of red flags and no clinician has looked at yet, with when; latest last."""
    runs = library.kept_runs()
    told = [(kept.run.summary.started_at, kept.answers) for kept in runs]
    told += [(entry.began_at, entry.answers) for entry in untied(runs, library.cramps())]
    for at, answers in told:
        triage = triage_of(answers) if answers else None
        if triage and triage.stops:
            yield at, triage.reasons


def _red_flags(library: Library) -> Iterator[str]:
    for at, reasons in reversed(list(open_red_flags(library))):
        for reason in reasons:
            if at is None:
                yield render(reason)
            else:
                day = at.date().isoformat()
                yield render(sentence("{reason} ({day})", reason=reason, day=day))


def _title(name: str) -> Sentence:
    return sentence("Muscle cramps of {name}", name=name) if name else sentence("Muscle cramps")


def _counted(runs: Sequence[KeptRun], now: datetime) -> str:
    """Where no run was answered there is nothing to count."""
    told = counted(runs, now)
    return render(told.said) if told.answered else ""


def _introduced(now: datetime) -> Sentence:
    return sentence(
        "Made on {day} from what a runner recorded and told; chosen and handed over by them.",
        day=now.date().isoformat(),
    )


def _editions() -> str:
    of = editions()
    return f"uncramp {of.software} · {of.model} · {of.evidence}"


def _linked(
    library: Library, shelf: Shelf, now: datetime
) -> tuple[tuple[Linked, ...], Sentence | None]:
    """The factors of the latest cramp; none where there is no cramp, or a red flag is open."""
    if any(open_red_flags(library)):
        return (), SILENT
    try:
        explained = explain_last_cramp(library=library, shelf=shelf, now=now)
    except InputError as error:
        return (), error.said if any(k.episode for k in library.kept_runs()) else NO_CRAMP
    if explained.triage.stops:
        return (), SILENT
    note = None if explained.triage.list_answered else NOT_ASKED
    return tuple(map(_factor, explained.why.leaders(MOST_FACTORS))), note


def _factor(factor: Factor) -> Linked:
    low, high = (100 * x for x in factor.share_interval)
    shown = sentence(
        "{share:.0f} % ({low:.0f} to {high:.0f}), {word}",
        share=100 * factor.share,
        low=low,
        high=high,
        word=likelihood(factor),
    )
    return Linked(
        exposure=factor.exposure.name,
        label=render(factor.exposure.label),
        share=factor.share,
        interval=factor.share_interval,
        certainty=factor.certainty.value,
        shown=render(shown),
    )


def _tried(one: Tried) -> Answer:
    asked = sentence("{title}, {day}", title=one.title, day=one.starts_at.date().isoformat())
    said = tuple(render(each) for each in (*one.became, one.ended))
    return Answer(f"plan-{one.starts_at.date().isoformat()}", render(asked), said)


def _told(wanted: Wanted) -> Iterator[Answer]:
    if wanted.tried:
        yield Answer("tried", render(sentence("Tried")), (wanted.tried,))
    if wanted.came_of_it:
        yield Answer("came_of_it", render(sentence("What came of it")), (wanted.came_of_it,))
