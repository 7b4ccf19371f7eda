"""Runs that two devices recorded: both as they are, part them, and pair them again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from uncramp.actions.import_duplicates import (
    Twins,
    pair_twins,
    part_twins,
    parted_twins,
    twins,
)
from uncramp.store import words
from uncramp.store.kept import KeptRun, Place
from uncramp.terms.errors import InputError
from uncramp.web.diary.cramp_runs import keys_of
from uncramp.web.diary.run_shown import numbers
from uncramp.web.drawing.dates import written
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary
from uncramp.web.rows.models import RunRow


@require_GET
@permitted(Action.SEE_DUPLICATES)
def duplicates(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Runs that were recorded twice, and what was parted before."""
    return _page(request, actor)


@require_POST
@permitted(Action.PART_DUPLICATES)
def part(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Let both recordings of a pair stand for themselves; the page offers to undo it."""
    library, behind = RowLibrary(actor), _key(request.POST.get("behind", ""))
    try:
        part_twins(_place(actor, behind), library=library)
    except InputError as error:
        return _page(request, actor, said=words.render(error.said))
    return redirect(reverse("duplicates", query={"parted": behind}))


@require_POST
@permitted(Action.PART_DUPLICATES)
def pair(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Let two recordings stand as one run again."""
    keys = [_key(request.POST.get(name, "")) for name in ("leading", "behind")]
    one, other = (_place(actor, key) for key in keys)
    try:
        pair_twins(one, other, library=RowLibrary(actor))
    except InputError as error:
        return _page(request, actor, said=words.render(error.said))
    return redirect(reverse("duplicates", query={"paired": keys[0]}))


def _page(request: HttpRequest, actor: Actor, *, said: str = "") -> HttpResponse:
    library = RowLibrary(actor)
    pairs = _shown(actor, twins(library))
    parted = _shown(actor, parted_twins(library))
    just = _key(request.GET.get("parted", ""))
    undo = [one for one in parted if just in (one["leading"]["key"], one["behind"]["key"])]
    shown = {
        "said": said,
        "pairs": pairs,
        "parted": parted,
        "just_parted": undo[0] if undo else None,
        "paired": "paired" in request.GET,
    }
    return render(request, "diary/duplicates.html", shown, status=422 if said else 200)


def _shown(actor: Actor, found: Iterable[Twins]) -> list[dict[str, Any]]:
    found = list(found)
    keys = keys_of(actor, [kept for one in found for kept in (one.leading, one.behind)])
    library = RowLibrary(actor)
    return [
        {
            "day": _day(one.leading),
            "leading": _recording(one.leading, keys, library),
            "behind": _recording(one.behind, keys, library),
        }
        for one in found
    ]


def _recording(kept: KeptRun, keys: dict[Place, int], library: RowLibrary) -> dict[str, Any]:
    """One recording as a person knows it: by its device and numbers, then by its file."""
    summary = kept.run.summary
    began = summary.started_at
    origin = next(iter(library.origins(kept.digest)), None)
    return {
        "key": keys[kept.place],
        "device": summary.device or gettext("Unknown device"),
        "began": written(timezone.localtime(began), "H:i") if began else "",
        "numbers": " · ".join(text for _, text in list(numbers(summary))[:2]),
        "file": origin.name.rpartition("/")[2] if origin else "",
        "archive": origin.archive if origin else "",
    }


def _day(kept: KeptRun) -> str:
    began = kept.run.summary.started_at
    return (
        written(timezone.localtime(began), "l j F Y") if began else gettext("A run without a clock")
    )


def _key(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def _place(actor: Actor, key: int) -> Place:
    row = RunRow.objects.for_actor(actor).filter(pk=key).first()
    if row is None:
        raise Http404
    return row.digest, row.part
