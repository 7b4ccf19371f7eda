"""Say more of a run, delete it, and bring it back."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from pydantic import ValidationError

from uncramp.actions.bring_back_run import bring_back_run
from uncramp.actions.edit_run import LONGEST_NAME, LONGEST_NOTE, RunEdit, edit_run
from uncramp.actions.remove_runs import remove_run
from uncramp.actions.set_aside_run import KEPT_FOR, set_aside_run
from uncramp.store import words
from uncramp.store.kept import KeptRun
from uncramp.terms.errors import InputError
from uncramp.web.diary import removing, run_shown, runs
from uncramp.web.diary.run_names import title_of
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary
from uncramp.web.rows.opening import shelf_of

TOLD = {"yes": True, "no": False}


@require_http_methods(["GET", "HEAD", "POST"])
@permitted(Action.EDIT_RUN)
def edit(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """A run's name, whether it was a race or indoors, and a note."""
    kept = _kept(actor, key)
    if request.method != "POST":
        return render(request, "diary/edit.html", _form(actor, key, kept))
    try:
        edit_run(kept.place, _said(request), library=RowLibrary(actor))
    except ValidationError:
        wrong = _too_long(request)
        shown = {**_form(actor, key, kept), "wrong": wrong, **request.POST.dict()}
        return render(request, "diary/edit.html", shown, status=422)
    return redirect("run", key)


def _said(request: HttpRequest) -> RunEdit:
    return RunEdit(
        name=_line(request.POST.get("name", "")),
        note=request.POST.get("note", "").replace("\0", ""),
        race=TOLD.get(request.POST.get("race", "")),
        indoor=TOLD.get(request.POST.get("indoor", "")),
    )


def _too_long(request: HttpRequest) -> str:
    """What was too long, by how much, and that it is still there to be shortened."""
    name = _line(request.POST.get("name", ""))
    if len(name) > LONGEST_NAME:
        said = gettext(
            "The name has %(letters)s letters, and there is room for %(most)s. Nothing was changed "
            "yet: shorten it, or move some of it to the note."
        )
        return said % {"letters": len(name), "most": LONGEST_NAME}
    said = gettext("The note is longer than %(most)s letters. Nothing was changed yet.")
    return said % {"most": LONGEST_NOTE}


def _line(text: str) -> str:
    return " ".join(text.replace("\0", " ").split())


def _form(actor: Actor, key: int, kept: KeptRun) -> dict[str, Any]:
    named: dict[bool | None, str] = {told: word for word, told in TOLD.items()}
    return {
        "key": key,
        "kept": kept,
        "name": kept.name,
        "title": title_of(actor, kept),
        "note": kept.note,
        "race": named.get(kept.run.check_in.race, ""),
        "indoor": named.get(kept.indoor, ""),
        "longest_name": LONGEST_NAME,
        "longest_note": LONGEST_NOTE,
    }


@require_POST
@permitted(Action.EDIT_RUN)
def delete(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """Set a run aside at once; the list offers to undo it."""
    kept, now = _kept(actor, key), timezone.now()
    try:
        set_aside_run(kept.place, library=RowLibrary(actor), now=now)
    except InputError as error:
        shown = {**_form(actor, key, kept), "wrong": words.render(error.said)}
        return render(request, "diary/edit.html", shown, status=409)
    removing.ask_for_removal(actor, now)
    return redirect(reverse("runs", query={"deleted": key}))


@require_POST
@permitted(Action.EDIT_RUN)
def bring_back(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """Undo a deletion."""
    bring_back_run(_kept(actor, key).place, library=RowLibrary(actor))
    messages.success(request, gettext("This run is back, and counts again."))
    return redirect("run", key)


@require_POST
@permitted(Action.EDIT_RUN)
def remove(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """Remove a deleted run for good, its file too."""
    place = _kept(actor, key).place
    remove_run(place, library=RowLibrary(actor), shelf=shelf_of(settings.DATA, actor))
    return redirect("runs-set-aside")


@require_safe
@permitted(Action.EDIT_RUN)
def set_aside(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The runs that were deleted, and until when each can be brought back."""
    found = run_shown.items(runs.set_aside(actor))
    shown = [run | {"until": run["set_aside_at"] + KEPT_FOR} for run in found]
    return render(request, "diary/set_aside.html", {"runs": shown, "days": KEPT_FOR.days})


def _kept(actor: Actor, key: int) -> KeptRun:
    kept = runs.one(actor, key)
    if kept is None:
        raise Http404
    return kept
