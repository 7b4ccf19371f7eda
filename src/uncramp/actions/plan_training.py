"""Reminders for the weeks before a run: long runs, strength sessions, a new pair."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from uncramp.actions.plan_next_run import Planned
from uncramp.handout.calendar import Reminder
from uncramp.plan.weeks_ahead import weeks_ahead
from uncramp.store.exercises import exercises
from uncramp.store.words import render

EVENING = 18  # o'clock
MOST_WEEKS = 26  # a calendar full of a far race helps nobody


def training(planned: Planned, *, starts_at: datetime, made_at: datetime) -> Iterator[Reminder]:
    """Sessions from now until the run, on the days the plan's rooms give them."""
    seen = planned.ahead
    if seen is None:
        return
    now = made_at if starts_at.tzinfo else made_at.replace(tzinfo=None)
    weeks = min(max((starts_at - now) // timedelta(weeks=1) + 1, 1), MOST_WEEKS)
    found = weeks_ahead(seen.history, seen.run, exercises(), weeks=weeks, episodes=seen.episodes)
    last = starts_at.replace(hour=EVENING, minute=0, second=0, microsecond=0)
    for one in found:
        at = last - timedelta(days=7 * weeks - 1 - one.day)
        if now < at < starts_at:
            details = "\n".join(render(said) for said in one.details)
            key = f"{one.kind.value}/{at:%Y-%m-%d}"
            yield Reminder(key, render(one.do), at, one.minutes, details)
