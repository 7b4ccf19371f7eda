"""Take in files, folders and whole exports: drop them, watch, come back later."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from uncramp.actions.import_duplicates import list_duplicates, part_duplicates
from uncramp.store import words
from uncramp.terms.errors import InputError
from uncramp.web.diary import importing
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
        shown = {"said": words.render(error.said), "imports": importing.latest(actor)}
        return render(request, "diary/imports.html", shown, status=422)
    if request.POST.get("more"):
        return JsonResponse({"batch": batch.token})
    importing.start(actor, batch.token)
    return redirect("import", batch.token)


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
        act = importing.stop if request.POST.get("do") == "stop" else importing.start
        act(actor, here.token)
        return redirect("import", token)
    return render(request, "diary/import.html", {"import": here})


@require_GET
@permitted(Action.IMPORT)
def progress(request: HttpRequest, actor: Actor, token: str) -> HttpResponse:
    """How far an import is, for the page's script."""
    here = _found(actor, token)
    return JsonResponse({"under_way": here.under_way, "done": here.done, "of": here.of})


@require_GET
@permitted(Action.SEE_DUPLICATES)
def duplicates(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Runs that were recorded twice, and which recording leads."""
    return render(request, "diary/duplicates.html", {"pairs": list_duplicates(RowLibrary(actor))})


@require_POST
@permitted(Action.PART_DUPLICATES)
def part(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Let both recordings of a pair stand for themselves again."""
    library = RowLibrary(actor)
    try:
        part_duplicates(library, _number(request.POST.get("number", "")))
    except InputError as error:
        shown = {"said": words.render(error.said), "pairs": list_duplicates(library)}
        return render(request, "diary/duplicates.html", shown, status=422)
    return redirect("duplicates")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


def _found(actor: Actor, token: str) -> Any:
    here = importing.found(actor, token)
    if here is None:
        raise Http404
    return here
