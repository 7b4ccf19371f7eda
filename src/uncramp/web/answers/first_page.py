"""What the first page says beside the newest cramp: runs that wait, and the weekly truth.

A red flag that nobody has looked at goes before all of it, also where its cramp belongs to no
run, or a newer cramp came since.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from uncramp.actions.red_flags_of import standing_flag, stands, triage_of
from uncramp.actions.runs_waiting import runs_waiting
from uncramp.actions.weekly_truth import Truth, weekly_truth
from uncramp.store import words
from uncramp.web.drawing.flags import Flags, flags
from uncramp.web.jobs.queue import is_busy_with
from uncramp.web.memory.standing import Standing, standing
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary


def flag_in_front(actor: Actor) -> Flags | None:
    """The red flag of a logged cramp that stands in front of every answer; None without one."""
    entry = standing_flag(library=standing(actor).library, now=timezone.now())
    if entry is None:
        return None
    return flags(triage_of(entry.answers), reverse("cramp-flags", args=[entry.token]))


def is_flagged(actor: Actor) -> bool:
    """Whether a red flag nobody has looked at stands: plans and patterns wait behind it."""
    held = standing(actor)
    return flag_in_front(actor) is not None or held.once("a red flag", lambda: _any_flag(held))


def _any_flag(held: Standing) -> bool:
    return any(stands(kept.answers) for kept in held.library.kept_runs() if kept.answers)


def beside(actor: Actor, held: Standing) -> dict[str, Any]:
    """What the page includes beside the explanation."""
    now = timezone.now()
    truth = held.once(("truth", now.date()), lambda: _truth(held, now.date()))
    return {
        "runs": bool(held.runs),
        "logged": bool(held.library.cramps()),
        "waiting": runs_waiting(library=RowLibrary(actor), now=now),
        "still_reading": still_reading(actor, held),
        "truth": words.render(truth.said) if truth else "",
    }


def still_reading(actor: Actor, held: Standing) -> datetime | None:
    """When the runs that count were read, where more of them are coming in."""
    return held.read_at if actor.runner is not None and is_busy_with(actor.runner) else None


def _truth(held: Standing, day: date) -> Truth | None:
    end = datetime.combine(day, datetime.max.time(), tzinfo=timezone.get_default_timezone())
    return weekly_truth(library=held.library, now=end)
