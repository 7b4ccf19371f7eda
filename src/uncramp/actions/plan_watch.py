"""A plan for the watch: the pace cap of each stretch, and the drinks on the way."""

from __future__ import annotations

from datetime import datetime

from uncramp.actions.plan_next_run import Planned
from uncramp.handout.course import Drinks, Stretch, course
from uncramp.handout.workout import workout
from uncramp.plan.line import Line, LineKind
from uncramp.plan.pace import PaceCap, pace_cap, per_kilometre
from uncramp.store.words import render
from uncramp.terms.sentences import Amount, Sentence, sentence

EVERY = 20.0  # min between drinks; a judgement, about one station of a race
POUR = 10.0  # ml


def plan_watch(planned: Planned, *, made_at: datetime) -> bytes:
    """A FIT workout: stretches with their caps where the plan has some, else the distance."""
    name = render(sentence("{distance} km plan", distance=planned.run.distance))
    return workout(name, course(stretches(planned), _drinks(planned)), created_at=made_at)


def stretches(planned: Planned) -> tuple[Stretch, ...]:
    """The course as the plan's pace line has it; without one, uncapped."""
    has_cap = any(line.kind is LineKind.PACE for line in planned.lines)
    if not has_cap or planned.ahead is None:
        return (Stretch("Run", 1000 * planned.run.distance),)
    cap = pace_cap(planned.ahead)
    return tuple(
        Stretch(
            render(_name(cap, i)), 1000 * (part.end - part.begin), part.fastest, _note(part.fastest)
        )
        for i, part in enumerate(cap.stretches)
    )


def _name(cap: PaceCap, i: int) -> Sentence:
    part = cap.stretches[i]
    if i == len(cap.stretches) - 1:
        return sentence("To the finish")
    return sentence("To {until}", until=Amount(part.end, "km"))


def _note(speed: float) -> str:
    return render(sentence("No faster than {pace}", pace=per_kilometre(speed)))


def _drinks(planned: Planned) -> Drinks | None:
    line = next((x for x in planned.lines if is_on_the_way(x)), None)
    if line is None or line.amount is None:
        return None
    low, high = line.amount if isinstance(line.amount, tuple) else (line.amount, line.amount)
    sip = Amount(high * EVERY / 60 // POUR * POUR, "ml")
    if sip.number <= 0:
        return None
    said = sentence("Drink {sip}", sip=sip) if low else sentence("Thirsty? Up to {sip}", sip=sip)
    salty = any(x.kind is LineKind.SALT and x.amount for x in planned.lines)
    note = render(sentence("The salty drink, not plain water")) if salty else ""
    return Drinks(render(said), EVERY, note)


def is_on_the_way(line: Line) -> bool:
    """Whether a line is about drinking during the run, with an amount."""
    return line.kind is LineKind.DRINK and line.unit == "ml/h" and bool(line.amount)
