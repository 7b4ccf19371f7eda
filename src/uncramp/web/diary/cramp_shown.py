"""An entry of the cramp log in the words of its pages."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from uncramp.actions.red_flags_of import stands, triage_of
from uncramp.actions.tie_cramps import run_of
from uncramp.history.cramp import CrampEntry
from uncramp.history.episode import Episode
from uncramp.store import words
from uncramp.store.kept import KeptRun
from uncramp.terms.muscles import NAMES, Onset, Side
from uncramp.web.diary.cramp_form import FELT, GRADES, HELPED
from uncramp.web.diary.cramp_runs import keys_of
from uncramp.web.drawing.body_parts import PARTS
from uncramp.web.drawing.flags import Flags, flags
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary

SIDES = {Side.LEFT: _("left"), Side.RIGHT: _("right"), Side.BOTH: _("both sides")}
ONSETS = {
    Onset.DURING: _("during the run"),
    Onset.AFTER: _("after the run"),
    Onset.NIGHT: _("at night, in bed"),
}


def flags_of(actor: Actor, entry: CrampEntry) -> Flags:
    """Its red flags; a flag of another cramp of its run stands in front of it too."""
    answers = dict(entry.answers)
    of = run_of(entry, RowLibrary(actor))
    if of is not None and stands(of.answers):
        answers = dict(of.answers)
    return flags(triage_of(answers), reverse("cramp-flags", args=[entry.token]))


def shown(actor: Actor, entry: CrampEntry) -> dict[str, Any]:
    """One entry, with the run it belongs to."""
    of = run_of(entry, RowLibrary(actor))
    return line(entry, of, keys_of(actor, [of])[of.place] if of else None) | {
        "felt": FELT.items(),
        "helped": HELPED.items(),
    }


def line(entry: CrampEntry, of: KeptRun | None, key: int | None) -> dict[str, Any]:
    """One entry as a list shows it."""
    cramp, episode = entry.cramp, entry.cramp.episode
    part = next((part.label for part in PARTS if part.name == cramp.part), None)
    told = told_of(episode)
    return told | {
        "entry": entry,
        "cramp": cramp,
        "where": part or told["where"],
        "key": key,
        "run_began": of.run.summary.started_at if of else None,
    }


def told_of(episode: Episode) -> dict[str, Any]:
    """What was told of one cramp, in words."""
    return {
        "where": words.render(NAMES[episode.muscle]),
        "side": SIDES[episode.side] if episode.side else "",
        "when": ONSETS[episode.onset] if episode.onset else "",
        "minute": None if episode.minute is None else round(episode.minute),
        "grade": GRADES[episode.grade] if episode.grade else "",
        "is_cramp": episode.is_cramp,
    }
