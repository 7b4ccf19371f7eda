"""My triggers: the verdicts, the season, and how often cramps come back."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from uncramp.actions.plan_document import line_document
from uncramp.actions.see_season import ComingBack, Week, coming_back, see_season
from uncramp.actions.see_triggers import SeenTrigger, SeenTriggers, Trigger, see_triggers
from uncramp.store import words
from uncramp.terms.errors import InputError
from uncramp.web.answers.explaining import explanation
from uncramp.web.answers.first_page import is_flagged, still_reading
from uncramp.web.drawing.season import season
from uncramp.web.memory.standing import Standing, standing
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor

VERDICTS: Final[dict[str, str | Promise]] = {
    "trigger": _("raises your odds"),
    "protector": _("lowers your odds"),
    "no_link": _("no link"),
    "leaning": _("leaning, not sure"),
    "not_enough_data": _("not enough data yet"),
}


@require_safe
@permitted(Action.SEE_TRIGGERS)
def my_triggers(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What goes with this runner's own cramps, as far as their runs can tell."""
    if is_flagged(actor):
        return redirect("last-cramp")
    held = standing(actor)
    try:
        seen = held.once("triggers", lambda: see_triggers(library=held.library))
    except InputError as error:
        said = {"said": words.render(error.said)}
        return render(request, "answers/nothing.html", said, status=422)
    if seen is None:
        return render(request, "answers/no_triggers.html")
    weeks = held.once(("season", _today()), lambda: _weeks(held))
    back = held.once("coming back", lambda: _back(actor, held))
    shown = _shown(seen) | {"season": season(weeks), "back": _in_words(back)}
    shown["still_reading"] = still_reading(actor, held)
    return render(request, "answers/triggers.html", shown)


def _today() -> date:
    return timezone.now().date()


def _weeks(held: Standing) -> tuple[Week, ...]:
    return see_season(library=held.library, now=timezone.now())


def _shown(seen: SeenTriggers) -> dict[str, Any]:
    lines = [_line(line) for line in seen.lines]
    found = seen.found
    return {
        "headline": words.render(found.headline),
        "leading": lines[: seen.leading],
        "others": lines[seen.leading :],
        "notes": [words.render(note) for note in found.notes],
        "edition": found.editions,
        "decides": words.render(seen.decides) if seen.decides else "",
        "n_cramps": found.n_cramps,
        "n_at_night": found.n_at_night,
        "n_answered": found.n_answered,
    }


def _line(seen: SeenTrigger) -> dict[str, Any]:
    one = seen.trigger
    unit = one.exposure.unit
    told = "" if unit == "1" else f"{one.swing:.{max(one.exposure.digits, 1)}f} {unit}"
    return {
        "exposure": one.exposure.name,
        "label": words.render(one.exposure.label),
        "verdict": VERDICTS[one.verdict.value],
        "says": _says(one),
        "decided": one.verdict.value != "not_enough_data",
        "probability": one.probability,
        "ratio": f"{one.odds_ratio:.2f}",
        "low": f"{one.interval[0]:.2f}",
        "high": f"{one.interval[1]:.2f}",
        "swing": told,
        "reason": words.render(one.reason) if one.reason else "",
        "cramps": seen.cramps,
        "runs": seen.runs,
        "decides": words.render(seen.decides) if seen.decides else "",
        "may_be_tried": seen.may_be_tried,
    }


def _says(one: Trigger) -> str | Promise:
    """What the probability is of, in the words of its verdict."""
    if one.verdict.value == "no_link":
        return _("that it hardly changes your odds")
    if one.odds_ratio > 1:
        return _("that it raises your odds by a quarter or more")
    return _("that it lowers your odds by a fifth or more")


def _back(actor: Actor, held: Standing) -> ComingBack | None:
    """How often cramps came back, by the shares of the last one."""
    cramps = held.cramps()
    try:
        last = explanation(actor, held, cramps[0][0]) if cramps else None
    except InputError:  # its own page says why
        last = None
    factors = last.explained.why.factors if last else ()
    shares = {factor.exposure.name: factor.share for factor in factors}
    return coming_back(library=held.library, shares=shares)


def _in_words(found: ComingBack | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "year": found.recurrence.in_a_year,
        "month": found.recurrence.in_a_month,
        "needs_a_look": found.recurrence.needs_a_look,
        "lines": [line_document(line) for line in found.lines],
    }
