"""The runs: a list that can be searched, and a page for each."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS
from django.views.decorators.http import require_safe

from uncramp.actions.red_flags_of import triage_of
from uncramp.actions.see_run import SeenRun, see_run
from uncramp.actions.trace_run import trace_run
from uncramp.history.run import Label
from uncramp.store import words
from uncramp.store.kept import KeptRun
from uncramp.store.measures import measured
from uncramp.terms.errors import InputError
from uncramp.terms.muscles import NAMES
from uncramp.terms.sentences import Amount
from uncramp.web.diary import exposure_shown, run_shown, runs, series
from uncramp.web.diary.cramp_shown import SIDES
from uncramp.web.diary.filters import Ending, Where, filter_of
from uncramp.web.diary.run_map import map_of
from uncramp.web.diary.run_names import called, title_of
from uncramp.web.drawing.chart import ALL, chart, cramp_said
from uncramp.web.drawing.flags import flags
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary
from uncramp.web.rows.opening import shelf_of


@require_safe
@permitted(Action.SEE_RUNS)
def list_runs(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The runs, newest first, fifty a page; only those asked for where something is asked."""
    wanted, years = filter_of(request.GET), runs.years(actor)
    page = runs.page(actor, _number(request, "page") or 1, wanted, years)
    query = request.GET.copy()
    for name in ("page", "deleted"):
        query.pop(name, None)
    shown = {
        "page": page,
        "runs": run_shown.items(page.runs),
        "wanted": wanted,
        "filtered": bool(wanted.model_dump(exclude_defaults=True)),
        "query": query.urlencode(),
        "years": years,
        "months": list(MONTHS.items()),
        "endings": Ending,
        "wheres": Where,
        "any": bool(page.count) or runs.any_kept(actor),
        "unit": measured(Amount(1.0, "km")).unit,
        "set_aside": runs.any_set_aside(actor),
        "deleted": _deleted(request, actor),
    }
    return render(request, "diary/runs.html", shown)


@require_safe
@permitted(Action.SEE_RUNS)
def one_run(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """One run: its numbers, its charts, its route, and what it subjected its runner to."""
    kept = _kept(actor, key)
    if kept.set_aside_at:
        return redirect("runs-set-aside")
    flag = flags(triage_of(kept.answers), reverse("red-flags-of", args=[key]))
    if flag.stops:
        return render(request, "diary/run_flag.html", {"key": key, "kept": kept, "flags": flag})
    seen = see_run(
        kept,
        runs.before(actor, kept),
        runner=RowLibrary(actor).runner(),
        shelf=shelf_of(settings.DATA, actor),
        now=timezone.now(),
    )
    return render(
        request, "diary/run.html", {"key": key, **_shown(seen, actor), **map_of(request, seen)}
    )


@require_safe
@permitted(Action.SEE_RUNS)
def run_series(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """What the charts of a run are drawn of, as columns."""
    try:
        traced = trace_run(
            _kept(actor, key), shelf=shelf_of(settings.DATA, actor), now=timezone.now()
        )
    except InputError as error:
        raise Http404 from error
    if traced is None:
        raise Http404
    return JsonResponse(series.document(traced), json_dumps_params={"separators": (",", ":")})


def _kept(actor: Actor, key: int) -> KeptRun:
    kept = runs.one(actor, key)
    if kept is None:
        raise Http404
    return kept


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 10 else None


def _deleted(request: HttpRequest, actor: Actor) -> int | None:
    """The run that was deleted just now, and can be brought back."""
    key = _number(request, "deleted")
    kept = runs.one(actor, key) if key else None
    return key if kept and kept.set_aside_at else None


def _shown(seen: SeenRun, actor: Actor) -> dict[str, Any]:
    run = seen.kept.as_told
    cells = [cell for cell in seen.cells if exposure_shown.of_the_run(cell)]
    return {
        "kept": seen.kept,
        "name": called(seen.kept.name, title_of(actor, seen.kept)),
        "started_at": run.summary.started_at,
        "numbers": [*run_shown.numbers(run.summary), *run_shown.more_numbers(run.summary)],
        "device": run.summary.device,
        "raced": run.check_in.race is True,
        "unanswered": run.label is Label.UNKNOWN,
        "origins": RowLibrary(actor).origins(seen.kept.digest),
        "episode": (episode := seen.kept.episode),
        "where": words.render(NAMES[episode.muscle]) if episode else "",
        "side": SIDES[episode.side] if episode and episode.side else "",
        "said": cramp_said(episode) if episode else "",
        "lost": words.render(seen.lost) if seen.lost else "",
        "chart": chart(seen.drawn, ALL),
        "laps": list(run_shown.laps(seen)),
        "known": [exposure_shown.cell(cell) for cell in cells if cell.missing is None],
        "missing": list(exposure_shown.missing(cells)),
    }
