"""What the first page says beside the newest cramp: runs that wait, and the weekly truth.

A red flag that nobody has looked at goes before all of it, also where its cramp belongs to no
run, or a newer cramp came since.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils import timezone

from uncramp.actions.red_flags_of import standing_flag, stands, triage_of
from uncramp.actions.runs_waiting import runs_waiting
from uncramp.actions.weekly_truth import Truth, weekly_truth
from uncramp.store import words
from uncramp.web.answers.standing import Standing, standing
from uncramp.web.drawing.flags import Flags, flags
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary

AT_ONCE = 24  # truths in memory; each holds on to the library it was told of


def flag_in_front(actor: Actor) -> Flags | None:
    """The red flag of a logged cramp that stands in front of every answer; None without one."""
    entry = standing_flag(library=RowLibrary(actor), now=timezone.now())
    if entry is None:
        return None
    return flags(triage_of(entry.answers), reverse("cramp-flags", args=[entry.token]))


def is_flagged(actor: Actor) -> bool:
    """Whether a red flag nobody has looked at stands: plans and patterns wait behind it."""
    told = (kept.answers for kept in standing(actor).library.kept_runs() if kept.answers)
    return flag_in_front(actor) is not None or any(map(stands, told))


def beside(actor: Actor, held: Standing) -> dict[str, Any]:
    """What the page includes beside the explanation."""
    now = timezone.now()
    truth = _truth(held, now.date())
    return {
        "runs": bool(held.runs),
        "logged": bool(RowLibrary(actor).cramps()),
        "waiting": runs_waiting(library=RowLibrary(actor), now=now),
        "truth": words.render(truth.said) if truth else "",
    }


@lru_cache(maxsize=AT_ONCE)
def _truth(held: Standing, day: date) -> Truth | None:
    """Worked out once a day, and again once anything is written."""
    end = datetime.combine(day, datetime.max.time(), tzinfo=timezone.get_default_timezone())
    return weekly_truth(library=held.library, now=end)
