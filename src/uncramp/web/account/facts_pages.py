"""The pages that ask for a runner's facts, and the line elsewhere that says some are missing."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from uncramp.actions.keep_visitors_answer import keep_visitors_answer
from uncramp.actions.tell_facts import tell_facts
from uncramp.terms.errors import InputError
from uncramp.web.account.facts import FIRST, asked, given
from uncramp.web.account.models import account_of
from uncramp.web.account.preferences import Preferences, in_zone
from uncramp.web.drawing.asked_units import answered_as_drawn
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.rows import visitors_answer
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary
from uncramp.web.rows.models import RunRow
from uncramp.web.rows.opening import shelf_of

EVERY = ["GET", "HEAD", "POST"]


@require_http_methods(EVERY)
@permitted(Action.KEEP_SETTINGS)
def first_facts(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The few facts that matter most: after the account was made, or when they are missed."""
    brought = _keep_what_was_brought(request, actor)
    _take_zone(actor, request.POST.get("time_zone", ""))
    there = RunRow.objects.for_actor(actor).exists()
    then = "last-cramp" if there else "imports"
    shown = _facts(request, actor, "account/first_facts.html", then)
    if brought:
        visitors_answer.forget(shown)
    return shown


def _keep_what_was_brought(request: HttpRequest, actor: Actor) -> bool:
    """An answer asked for without an account, if this browser brings one along."""
    answer = visitors_answer.taken_along(request)
    if answer is None:
        return False
    with suppress(InputError):  # it cannot be used any more: nothing is kept of it
        shelf = shelf_of(settings.DATA, actor)
        keep_visitors_answer(answer, library=RowLibrary(actor), shelf=shelf, now=timezone.now())
        messages.success(request, gettext("Your answer is kept with your account."))
    return True


def _take_zone(actor: Actor, zone: str) -> None:
    """Of who made their account where the browser told none; whatever else the form says."""
    account = account_of(actor) if zone else None
    if account and not account.preferences.time_zone:
        account.prefer(in_zone(account.preferences, zone))


@require_http_methods(EVERY)
@permitted(Action.KEEP_SETTINGS)
def about_you(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every fact that answers use, to see and to change."""
    return _facts(request, actor, "account/about_you.html", "about-you")


@answered_as_drawn
def _facts(request: HttpRequest, actor: Actor, template: str, then: str) -> HttpResponse:
    library = RowLibrary(actor)
    names = FIRST if template.endswith("first_facts.html") else None
    shown: dict[str, Any] = {"then": then}
    if request.method != "POST":
        return render(request, template, shown | {"groups": asked(library.runner(), names)})
    told, faults = given(request.POST, names, known=library.runner())
    if faults:
        groups = asked(library.runner(), names, request.POST, faults)
        wrong = [field for _, fields in groups for field in fields if field.fault]
        return render(request, template, shown | {"groups": groups, "wrong": wrong}, status=422)
    tell_facts(told, library=library)
    messages.success(request, gettext("Kept. Every answer uses it from now on."))
    return redirect(then)


@require_POST
@permitted(Action.KEEP_SETTINGS)
def facts_later(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Missing facts are mentioned no more; back to where that was said."""
    if account := account_of(actor):
        account.prefer(Preferences.model_validate(account.value | {"facts_later": True}))
    there = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(there, allowed_hosts=None):
        there = "last-cramp"
    return redirect(there)
