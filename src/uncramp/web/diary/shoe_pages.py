"""The shoe shelf: what there is, how far it has come, and what each pair asks for now."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uncramp.actions.keep_shoe import keep_shoe, shoe_of
from uncramp.actions.see_shoes import SeenShoe, Standing, see_shoes
from uncramp.actions.told import read
from uncramp.history.shoe import Shoe
from uncramp.store import words
from uncramp.terms.errors import InputError
from uncramp.terms.sentences import Amount, sentence
from uncramp.web.drawing.asked_units import answered_as_drawn, prefilled
from uncramp.web.drawing.control import control, kept_or_told, limits_of, told
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary

TOLD = ("name", "drop", "first_worn", "worn_before")


@require_safe
@permitted(Action.SEE_SHOES)
def shoes(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The shelf, with a form for one more pair."""
    return _page(request, actor)


@require_http_methods(["POST"])
@permitted(Action.KEEP_SHOES)
@answered_as_drawn
def new_shoe(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Put a pair on the shelf; the form's own token makes one sent twice one pair."""
    try:
        token = request.POST.get("token") or str(uuid.uuid4())
        shoe = read(Shoe, {**_said(request.POST), "token": token})
    except InputError as error:
        return _page(request, actor, wrong=words.render(error.said))
    keep_shoe(shoe, library=RowLibrary(actor))
    return redirect("shoes")


@require_http_methods(["GET", "HEAD", "POST"])
@permitted(Action.KEEP_SHOES)
@answered_as_drawn
def one_shoe(request: HttpRequest, actor: Actor, token: UUID) -> HttpResponse:
    """Change what is known of a pair."""
    shoe = _shoe(actor, token)
    if request.method != "POST":
        shown = {"shoe": shoe, "given": _given(shoe), "worn": control("worn_before", Shoe)}
        return render(request, "diary/shoe.html", shown)
    try:
        said = _said(request.POST, shoe)
        changed = read(Shoe, {**said, "token": shoe.token, "retired": shoe.retired})
    except InputError as error:
        wrong = {"wrong": words.render(error.said), "shoe": shoe, "given": request.POST.dict()}
        wrong["worn"] = control("worn_before", Shoe)
        return render(request, "diary/shoe.html", wrong, status=422)
    keep_shoe(changed, library=RowLibrary(actor))
    messages.success(request, gettext("Kept."))
    return redirect("shoes")


@require_POST
@permitted(Action.KEEP_SHOES)
def retire_shoe(request: HttpRequest, actor: Actor, token: UUID) -> HttpResponse:
    """Retire a pair, or take it back into use: the same button undoes it."""
    shoe = _shoe(actor, token)
    retired = request.POST.get("retired") == "yes"
    keep_shoe(shoe.model_copy(update={"retired": retired}), library=RowLibrary(actor))
    return redirect("shoes")


def _said(sent: QueryDict, shoe: Shoe | None = None) -> dict[str, Any]:
    given = {name: str(sent[name]) for name in TOLD if sent.get(name)}
    if shoe is None:
        return {name: told(name, text, Shoe) for name, text in given.items()}
    return {name: kept_or_told(name, text, kept=shoe) for name, text in given.items()}


def _shoe(actor: Actor, token: UUID) -> Shoe:
    try:
        return shoe_of(str(token), RowLibrary(actor))
    except InputError:
        raise Http404 from None


def _given(shoe: Shoe) -> dict[str, str]:
    known = {name: value for name in TOLD if (value := getattr(shoe, name)) is not None}
    return {name: _written(name, value) for name, value in known.items()}


def _written(name: str, value: Any) -> str:
    limits = limits_of(name, Shoe)
    return str(value) if limits is None else prefilled(value, limits.unit.symbol)


def _page(request: HttpRequest, actor: Actor, *, wrong: str = "") -> HttpResponse:
    seen = see_shoes(library=RowLibrary(actor), now=timezone.now())
    shown = {
        "shoes": [_line(one) for one in seen],
        "token": str(uuid.uuid4()),
        "given": request.POST.dict() if wrong else {},
        "worn": control("worn_before", Shoe),
        "wrong": wrong,
    }
    return render(request, "diary/shoes.html", shown, status=422 if wrong else 200)


def _line(seen: SeenShoe) -> dict[str, Any]:
    count = ngettext("%(n)d run", "%(n)d runs", seen.runs) % {"n": seen.runs}
    return {
        "shoe": seen.shoe,
        "distance": words.render(sentence("{far}", far=Amount(seen.distance, "km"))),
        "runs": count,
        "first_worn": seen.first_worn,
        "careful": seen.standing in {Standing.BREAKING_IN, Standing.NEW},
        "said": words.render(seen.said) if seen.said else "",
    }
