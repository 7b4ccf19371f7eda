"""A run that somebody who helps sets for a day: from a template, for calendar and watch.

It is an offer to the runner, never the plan of this product. An open red flag goes before it,
and one that is much longer than anything lately says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from enum import StrEnum
from typing import Annotated, Final

from pydantic import Field, StringConstraints

from uncramp.actions.last_weeks import MONTH, SPIKE
from uncramp.handout.calendar import Reminder, calendar
from uncramp.handout.workout import Repeat, Step, workout
from uncramp.history.answers import Value
from uncramp.store.kept import KeptRun
from uncramp.store.words import render
from uncramp.terms.sentences import Sentence, sentence

WARM, COOL = 15, 10  # min before and after the hard part
FAST, EASY_BETWEEN = 3, 2  # min of each repeat of an interval run
MORNING: Final = time(8)  # where the runner is; an assigned run has a day and no hour


class Template(StrEnum):
    """What kind of run; the words of a training plan."""

    EASY = "easy"
    LONG = "long"
    INTERVALS = "intervals"


NAMES: Mapping[Template, Sentence] = {
    Template.EASY: sentence("Easy run"),
    Template.LONG: sentence("Long run"),
    Template.INTERVALS: sentence("Intervals: 3 min fast, 2 min easy"),
}


class AssignedRun(Value):
    """One run for one day; of intervals the minutes follow from how often they are repeated."""

    template: Template
    day: date
    minutes: Annotated[int, Field(ge=10, le=360)] = 45
    repeats: Annotated[int, Field(ge=2, le=12)] = 6
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)] = ""

    @property
    def lasts(self) -> int:
        """Minutes of all of it."""
        if self.template is Template.INTERVALS:
            return WARM + self.repeats * (FAST + EASY_BETWEEN) + COOL
        return self.minutes

    @property
    def title(self) -> Sentence:
        """Its name with how long it lasts."""
        return sentence("{name}, {minutes} min", name=NAMES[self.template], minutes=self.lasts)


def long_for_them(run: AssignedRun, runs: Sequence[KeptRun], now: datetime) -> Sentence | None:
    """That it is much longer than anything of the last 30 days; None where it is not."""
    lately = [
        kept.run.summary.duration / 60
        for kept in runs
        if (start := kept.run.summary.started_at) and now - MONTH <= start <= now
    ]
    if not lately or run.lasts < SPIKE * max(lately):
        return None
    return sentence(
        "It is {times:.1f} times as long as the longest run of the last 30 days.",
        times=run.lasts / max(lately),
    )


def as_workout(run: AssignedRun, *, made_at: datetime) -> bytes:
    """A FIT workout for the watch."""
    name = render(NAMES[run.template])
    if run.template is not Template.INTERVALS:
        steps: list[Step | Repeat] = [Step(name, seconds=60.0 * run.minutes, note=run.note)]
        return workout(name, steps, created_at=made_at)
    fast = Step(render(sentence("Fast")), seconds=60.0 * FAST)
    easy = Step(render(sentence("Easy")), seconds=60.0 * EASY_BETWEEN)
    warm = Step(render(sentence("Warm up")), seconds=60.0 * WARM, note=run.note)
    cool = Step(render(sentence("Cool down")), seconds=60.0 * COOL)
    steps = [warm, Repeat((fast, easy), run.repeats), cool]
    return workout(name, steps, created_at=made_at)


def as_calendar(runs: Mapping[str, AssignedRun], *, made_at: datetime) -> bytes:
    """An iCalendar file of these runs by their keys; a later one replaces the same entries."""
    reminders = [
        Reminder(
            key,
            render(run.title),
            datetime.combine(run.day, MORNING),
            minutes=run.lasts,
            details=run.note,
            alarm=None,
        )
        for key, run in runs.items()
    ]
    return calendar(reminders, made_at=made_at, plan="assigned")
