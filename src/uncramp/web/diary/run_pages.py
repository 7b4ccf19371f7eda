"""The runs: a list by year, and a page for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from uncramp.actions.see_run import Cell, SeenRun, see_run
from uncramp.history.run import Label, RunSummary
from uncramp.store import words
from uncramp.web.diary import runs
from uncramp.web.diary.runs import Listed
from uncramp.web.drawing.chart import ALL, chart, pace_text
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary
from uncramp.web.rows.opening import shelf_of


@require_safe
@permitted(Action.SEE_RUNS)
def list_runs(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The runs, newest first, fifty a page; of one year where one is chosen."""
    year, number = _number(request, "year"), _number(request, "page") or 1
    page = runs.page(actor, number, year)
    shown = {
        "page": page,
        "runs": [_item(listed) for listed in page.runs],
        "years": runs.years(actor),
        "year": year,
    }
    return render(request, "diary/runs.html", shown)


@require_safe
@permitted(Action.SEE_RUNS)
def one_run(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """One run: its numbers, its charts, its route, and what it subjected its runner to."""
    kept = runs.one(actor, key)
    if kept is None:
        raise Http404
    seen = see_run(
        kept,
        runs.before(actor, kept),
        runner=RowLibrary(actor).runner(),
        shelf=shelf_of(settings.DATA, actor),
        now=timezone.now(),
    )
    return render(request, "diary/run.html", _shown(seen, actor))


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text[:9]) < 10_000 else None


def _item(listed: Listed) -> dict[str, Any]:
    run = listed.kept.as_told
    return {
        "key": listed.key,
        "started_at": run.summary.started_at,
        "numbers": " · ".join(text for _, text in _numbers(run.summary)),
        "cramped": Label.YES in (run.label, run.night),
    }


def _numbers(summary: RunSummary) -> Iterator[tuple[str, str]]:
    """What is known of a run, each with its name; what is missing is left out."""
    if summary.distance is not None:
        yield "Distance", f"{summary.distance / 1000:.2f} km"
    yield "Time", _clock(summary.duration)
    if summary.distance and summary.moving_time:
        yield "Pace", pace_text(summary.moving_time / 60 / (summary.distance / 1000))
    if summary.heart_rate is not None:
        yield "Heart rate", f"{summary.heart_rate:.0f} bpm"


def _clock(seconds: float) -> str:
    minutes, left = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes}:{left:02d}"


def _shown(seen: SeenRun, actor: Actor) -> dict[str, Any]:
    summary = seen.kept.run.summary
    origins = RowLibrary(actor).origins(seen.kept.digest)
    return {
        "started_at": summary.started_at,
        "numbers": [*_numbers(summary), *_more(summary)],
        "device": summary.device,
        "origins": origins,
        "episode": seen.kept.episode,
        "chart": chart(seen.drawn, ALL) if seen.drawn else None,
        "laps": list(_laps(seen)),
        "known": [_cell(cell) for cell in seen.cells if cell.missing is None],
        "missing": list(_missing(seen.cells)),
    }


def _more(summary: RunSummary) -> Iterator[tuple[str, str]]:
    if summary.ascent is not None:
        yield "Climb", f"{summary.ascent:.0f} m"
    if summary.descent is not None:
        yield "Descent", f"{summary.descent:.0f} m"
    if summary.step_rate is not None:
        yield "Step rate", f"{summary.step_rate:.0f} /min"


def _laps(seen: SeenRun) -> Iterator[tuple[int, str, str, str]]:
    for number, lap in enumerate(seen.laps, 1):
        if not lap.duration > 0:  # also where it is untold
            continue
        known = lap.distance > 0
        distance = f"{lap.distance / 1000:.2f} km" if known else "–"
        pace = pace_text(lap.duration / 60 / (lap.distance / 1000)) if known else "–"
        yield number, distance, _clock(lap.duration), pace


def _cell(cell: Cell) -> dict[str, str]:
    digits = cell.exposure.digits
    written = {
        name: "" if number is None else f"{round(number, digits) + 0.0:.{digits}f}"
        for name, number in (("value", cell.value), ("sd", cell.sd), ("usual", cell.usual))
    }
    unit = "" if cell.exposure.unit == "1" else cell.exposure.unit
    label = words.render(cell.exposure.label)
    return written | {"label": label, "unit": unit, "source": cell.exposure.source}


def _missing(cells: Iterable[Cell]) -> Iterator[tuple[str, str]]:
    for cell in cells:
        if cell.missing is not None:
            yield words.render(cell.exposure.label), words.render(cell.missing)
