"""The workspace of who helps: their runners by who needs a look, one page for each, and runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from uncramp.actions.cramp_pattern import cramp_pattern
from uncramp.actions.cramps_told import Cramp, counted, cramps_told
from uncramp.actions.explain_kept_run import explain_kept_run
from uncramp.actions.find_triggers import find_triggers
from uncramp.actions.hand_over import open_red_flags
from uncramp.actions.headline import headline, likelihood
from uncramp.actions.last_weeks import last_weeks
from uncramp.actions.see_shared_run import see_shared_run
from uncramp.actions.told import Told
from uncramp.actions.told_episodes import ToldEpisodes
from uncramp.history.cramp import CrampEntry
from uncramp.history.run import RunSummary
from uncramp.store import words
from uncramp.store.kept import KeptRun
from uncramp.store.library import Library
from uncramp.terms.errors import InputError
from uncramp.web.coach import comments
from uncramp.web.coach.attention import roster
from uncramp.web.coach.club_sharing import offers_shown
from uncramp.web.coach.people_assigning import assigned_by, templates
from uncramp.web.coach.shared_plans import shared_plans
from uncramp.web.coach.shared_runs import SharedRun, shared_run, shared_runs, whole_library
from uncramp.web.coach.sharing_words import PROFESSIONS, WHAT
from uncramp.web.drawing import units
from uncramp.web.drawing.chart import ALL, chart
from uncramp.web.drawing.cramped_body import cramped_body
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.policies.sharing import EVERYTHING, Shared, What, reach
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary
from uncramp.web.rows.opening import shelf_of

MOST_RUNS, MOST_CRAMPS, MOST_FACTORS = 12, 10, 4
OF_RUNS = frozenset({What.RUNS, What.CRAMPS, What.MAP, What.NOTES, What.TRIAGE})


@require_safe
@permitted(Action.HELP)
def people(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Everybody who shares with who is signed in, who needs a look first in front."""
    now = timezone.now()
    shown = {
        "listed": roster(actor, now),
        "professions": PROFESSIONS,
        "offers": offers_shown(actor, now),
    }
    return render(request, "coach/people.html", shown)


@require_safe
@permitted(Action.HELP)
def person(request: HttpRequest, actor: Actor, runner: int) -> HttpResponse:
    """One runner on one page, as far as they share."""
    now = timezone.now()
    shared = reach(actor, runner, EVERYTHING, now, page="runner")
    runs = shared_runs(shared)
    kept = [one.kept for one in reversed(runs)]
    shown: dict[str, Any] = {
        "shared": shared,
        "what": [WHAT[one] for one in What if one in shared.what],
        "physio": shared.grant.profession in {"physiotherapist", "doctor"},
    }
    if What.RUNS in shared.what:
        shown |= {"weeks": [_week(one) for one in last_weeks(kept, now)], "runs": _items(runs)}
    if What.CRAMPS in shared.what:
        shown |= _cramps(shared, runs, kept, now)
    if What.PLAN in shared.what:
        shown["plans"] = shared_plans(shared, kept, now)
        shown["templates"] = templates()
        shown["assigned"] = assigned_by(shared, kept if What.RUNS in shared.what else (), now)
    if What.TRIAGE in shared.what:
        flags = open_red_flags(RowLibrary(shared.actor))
        shown["flags"] = [(at, [words.render(one) for one in said]) for at, said in flags]
    return render(request, "coach/person.html", shown)


@require_safe
@permitted(Action.HELP)
def persons_run(request: HttpRequest, actor: Actor, runner: int, key: int) -> HttpResponse:
    """One run of theirs, with what was said of it."""
    now = timezone.now()
    shared = reach(actor, runner, OF_RUNS, now, page="run")
    return render(request, "coach/persons_run.html", _run(shared, shared_run(shared, key), now))


@require_POST
@permitted(Action.HELP)
def say(request: HttpRequest, actor: Actor, runner: int, key: int) -> HttpResponse:
    """A comment of the helper's on a run, or on the cramp in it."""
    now = timezone.now()
    shared = reach(actor, runner, OF_RUNS, now)
    one = shared_run(shared, key)
    try:
        comments.say(shared, key, request.POST.get("text", ""), now)
    except InputError as error:
        shown = _run(shared, one, now) | {"said": words.render(error.said)}
        return render(request, "coach/persons_run.html", shown, status=422)
    return redirect("persons-run", runner=runner, key=key)


def _run(shared: Shared, one: SharedRun, now: datetime) -> dict[str, Any]:
    said = comments.of_run(shared, one.key)
    drawn = see_shared_run(
        one.kept,
        shelf=shelf_of(settings.DATA, shared.actor),
        now=now,
        places=What.MAP in shared.what,
    )
    shown = {
        "shared": shared,
        "run": one,
        "item": _item(one),
        "episode": one.kept.episode,
        "cramps": _cramps_of(shared, one.kept),
        "chart": chart(drawn, ALL) if What.RUNS in shared.what else None,
        "comments": comments.named(list(said.select_related("sharing"))),
    }
    comments.read(said.filter(by_helper=False), now)
    return shown


def _cramps_of(shared: Shared, kept: KeptRun) -> Sequence[Cramp]:
    """Each cramp of one run; none where cramps are not shared."""
    if kept.episode is None:
        return ()
    tokens = kept.logged.tokens if kept.logged else ()
    entries = _entries(shared, RowLibrary(shared.actor))
    return cramps_told([kept], [entry for entry in entries if entry.token in tokens])


def _entries(shared: Shared, library: Library) -> Sequence[CrampEntry]:
    """The entries of the cramp log from the first day that is shared."""
    since, entries = shared.grant.since, library.cramps()
    return [one for one in entries if since is None or one.began_at.date() >= since]


def _cramps(
    shared: Shared, runs: Sequence[SharedRun], kept: Sequence[KeptRun], now: datetime
) -> dict[str, Any]:
    library = whole_library(shared)
    cramps = cramps_told(kept, _entries(shared, library))
    return {
        "cramps": cramps[:MOST_CRAMPS],
        "body": cramped_body(library.runner().sex, [cramp.episode for cramp in cramps]),
        "earlier": len(cramps) - MOST_CRAMPS,
        "counted": words.render(counted(kept, now).said),
        "pattern": [words.render(said) for said in cramp_pattern(cramps)],
        "triggers": _triggers(library),
        "why": _why(shared, library, runs, now),
    }


def _why(
    shared: Shared, library: Library, runs: Sequence[SharedRun], now: datetime
) -> dict[str, Any] | None:
    """What the latest cramp is linked with, as its runner sees it; silent under a red flag."""
    latest = next(
        (one.kept for one in runs if one.kept.episode and one.kept.episode.is_cramp), None
    )
    if latest is None:
        return None
    whole = next(kept for kept in library.kept_runs() if kept.place == latest.place)
    try:
        explained = explain_kept_run(
            whole, library=library, shelf=shelf_of(settings.DATA, shared.actor), now=now
        )
    except InputError as error:
        return {"said": words.render(error.said)}
    if explained.triage.stops:
        return {"silent": True}
    return {
        "headline": words.render(headline(explained.why)),
        "factors": [
            (words.render(factor.exposure.label), factor.share, words.render(likelihood(factor)))
            for factor in explained.why.leaders(MOST_FACTORS)
        ],
        "of": latest.run.summary.started_at,
    }


def _triggers(library: Library) -> dict[str, Any] | None:
    try:
        found = find_triggers(ToldEpisodes((), ()), library=library, told=Told(library.runner()))
    except InputError:
        return None
    return {
        "headline": words.render(found.headline),
        "shown": [words.render(one.exposure.label) for one in found.shown],
    }


def _week(week: Any) -> dict[str, Any]:
    return {
        "ends": week.ends,
        "runs": week.runs,
        "distance": "–" if week.distance is None else units.distance(1000 * week.distance),
        "longest": "–" if week.longest is None else units.distance(1000 * week.longest),
        "pace": _pace(week.moving, week.distance),
        "cramped": week.cramped,
    }


def _pace(moving: float | None, kilometres: float | None) -> str:
    if not moving or not kilometres:
        return "–"
    return units.pace(moving / 60 / kilometres)


def _items(runs: Sequence[SharedRun]) -> list[dict[str, Any]]:
    return [_item(one) for one in runs[:MOST_RUNS]]


def _item(one: SharedRun) -> dict[str, Any]:
    summary: RunSummary = one.kept.run.summary
    kilometres = summary.distance / 1000 if summary.distance else None
    numbers = [units.distance(summary.distance)] if summary.distance else []
    if kilometres and summary.moving_time:
        numbers.append(units.pace(summary.moving_time / 60 / kilometres))
    if summary.heart_rate is not None:
        numbers.append(f"{summary.heart_rate:.0f} bpm")
    return {
        "key": one.key,
        "started_at": summary.started_at,
        "numbers": " · ".join(numbers),
        "name": one.kept.name,
        "note": one.kept.note,
        "cramped": one.kept.episode is not None,
    }
