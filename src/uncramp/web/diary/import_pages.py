"""Take in files, folders and whole exports: drop them, watch, come back later."""

from __future__ import annotations

import csv
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from uncramp.actions.runs_waiting import runs_waiting
from uncramp.store import words
from uncramp.terms.errors import InputError
from uncramp.web.diary import import_shown, importing
from uncramp.web.diary.batches import Batch
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary


@require_http_methods(["GET", "HEAD", "POST"])
@permitted(Action.IMPORT)
def imports(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The page to drop files on, with the latest imports; a drop starts one."""
    if request.method != "POST":
        return render(request, "diary/imports.html", {"imports": importing.latest(actor)})
    try:
        batch = _dropped(request)
    except InputError as error:
        return _refused(request, actor, words.render(error.said))
    if request.POST.get("more"):
        return JsonResponse({"batch": batch.token})
    importing.start(actor, batch.token)
    return redirect("import", batch.token)


def _refused(request: HttpRequest, actor: Actor, said: str) -> HttpResponse:
    if not request.accepts("text/html"):
        return JsonResponse({"message": said}, status=422)
    shown = {"said": said, "imports": importing.latest(actor)}
    return render(request, "diary/imports.html", shown, status=422)


def _dropped(request: HttpRequest) -> Batch:
    files = request.FILES.getlist("files")
    if not files:
        raise InputError.of(
            "No file came. Choose files, a folder or an export as it was downloaded."
        )
    batch = Batch(settings.DATA / "uploads", request.POST.get("batch") or None)
    batch.add(files)
    return batch


@require_http_methods(["GET", "HEAD", "POST"])
@permitted(Action.IMPORT)
def one_import(request: HttpRequest, actor: Actor, token: str) -> HttpResponse:
    """One import: how far it is, what became of every file; stop it, or go on."""
    here = _found(actor, token)
    if request.method == "POST":
        if request.POST.get("do") == "stop":
            importing.stop(actor, here.token)
        elif here.can_go_on:
            importing.start(actor, here.token)
        return redirect("import", token)
    return render(request, "diary/import.html", {"import": here, **_shown(here, actor)})


def _shown(here: importing.Import, actor: Actor) -> dict[str, Any]:
    if here.under_way:
        return {"counts": _counts(here), "refusals": import_shown.refusals(here.progress)}
    noted = importing.fates_of(actor, here.token)
    waiting = runs_waiting(library=RowLibrary(actor), now=timezone.now())
    return {
        "report": noted.counts() | dict(here.report),
        "lists": import_shown.lists(noted, here.report, actor),
        "notes": import_shown.notes(noted, here.report),
        "has_table": bool(noted.fates),
        "waits": bool(waiting),
    }


def _counts(here: importing.Import) -> list[tuple[str, Any, int]]:
    found = here.progress.get("found", {})
    return [(fate.value, name, found.get(fate, 0)) for fate, name in import_shown.NAMES.items()]


@require_GET
@permitted(Action.IMPORT)
def progress(request: HttpRequest, actor: Actor, token: str) -> HttpResponse:
    """How far an import is, what it found and refused so far, for the page's script."""
    here = _found(actor, token)
    return JsonResponse(
        {
            "under_way": here.under_way,
            "done": here.done,
            "of": here.of,
            "found": {kind: count for kind, _, count in _counts(here)},
            "refused": import_shown.refusals(here.progress),
        }
    )


@require_GET
@permitted(Action.IMPORT)
def table(request: HttpRequest, actor: Actor, token: str) -> HttpResponse:
    """Every file of an import and what became of it, as a table to download."""
    here = _found(actor, token)
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="import.csv"'
    csv.writer(answer).writerows(import_shown.table(importing.fates_of(actor, here.token)))
    return answer


def _found(actor: Actor, token: str) -> importing.Import:
    here = importing.found(actor, token)
    if here is None:
        raise Http404
    return here
