"""A plan's reminders for the calendar: when to eat, drink, wear the new pair, train strength."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from uncramp.actions.plan_next_run import Planned
from uncramp.actions.plan_training import training
from uncramp.handout.calendar import Reminder, calendar
from uncramp.plan.fuel import MEAL
from uncramp.plan.line import Line, LineKind
from uncramp.store.words import render
from uncramp.terms.sentences import sentence

DRINK_FROM = timedelta(hours=4)  # before the start, in sips
EVENING = timedelta(hours=14)  # before the start: the plan is read once more


def plan_calendar(planned: Planned, *, starts_at: datetime, made_at: datetime) -> bytes:
    """An iCalendar file of the plan; times are those of `starts_at`, with or without a zone."""
    weeks = training(planned, starts_at=starts_at, made_at=made_at)
    reminders = [*_on_the_day(planned, starts_at), *weeks]
    name = sentence(
        "{distance} km on {day}", distance=planned.run.distance, day=f"{starts_at:%Y-%m-%d}"
    )
    return calendar(reminders, made_at=made_at, plan=render(name))


def _on_the_day(planned: Planned, starts_at: datetime) -> Iterator[Reminder]:
    hours = planned.run.time / 3600
    said = "\n".join(f"{render(line.do)} {render(line.because)}" for line in planned.lines)
    title = sentence("Run: {distance} km", distance=planned.run.distance)
    yield Reminder("run", render(title), starts_at, 60 * hours, said, alarm=None)
    yield Reminder("evening", "Read the plan once more", starts_at - EVENING, 10, said)
    for line in planned.lines:
        if line.kind is LineKind.CARBOHYDRATE and line.unit in ("g", "g/kg"):
            at = starts_at - timedelta(minutes=MEAL)
            yield _reminder("meal", line, at, 30)
        if line.kind is LineKind.DRINK and line.unit == "ml":
            yield _reminder("drink", line, starts_at - DRINK_FROM, 15)


def _reminder(key: str, line: Line, at: datetime, minutes: float) -> Reminder:
    return Reminder(key, render(line.do), at, minutes, render(line.because), alarm=15)
