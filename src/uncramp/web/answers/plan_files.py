"""What can be taken along from a plan: for the calendar, the watch, the printer, the pocket."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.template.loader import render_to_string

from uncramp.actions.keep_plan import KeptPlan
from uncramp.terms.errors import InputError


@dataclass(frozen=True, slots=True)
class Made:
    """A kind of file: its type, its name, and how it is made."""

    content_type: str
    name: str
    made: Callable[[KeptPlan], bytes]


def _calendar(plan: KeptPlan) -> bytes:
    if not plan.calendar:
        raise InputError.of("start: tell when it starts, and the calendar can be made.")
    return plan.calendar.encode()


def _card(plan: KeptPlan) -> bytes:
    """One page that needs nothing else: it opens without a network, on the morning of the race."""
    style = finders.find("card.css")
    assert isinstance(style, str)
    look = Path(style).read_text(encoding="utf-8")
    shown = {"card": plan.card, "style": look, "starts_at": plan.starts_at}
    return render_to_string("answers/card_file.html", shown).encode()


FILES: Final[Mapping[str, Made]] = {
    "calendar": Made("text/calendar", "plan.ics", _calendar),
    "watch": Made("application/vnd.ant.fit", "plan.fit", lambda plan: plan.workout),
    "page": Made("application/pdf", "plan.pdf", lambda plan: plan.printed),
    "card": Made("text/html; charset=utf-8", "race-day-card.html", _card),
}


def file_of(plan: KeptPlan, kind: str) -> HttpResponse:
    """A file of a plan, to be kept by who asked for it.

    Raises
    ------
    InputError
        Where the plan lacks what it is made of.
    """
    known = FILES[kind]
    headers = {"Content-Disposition": f'attachment; filename="{known.name}"'}
    return HttpResponse(known.made(plan), content_type=known.content_type, headers=headers)
