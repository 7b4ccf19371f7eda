"""The pages of an account that are our own: welcome, first facts, settings, invitations."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.conf import settings as chosen
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe
from django.views.i18n import set_language
from pydantic import ValidationError

from uncramp.actions.keep_visitors_answer import keep_visitors_answer
from uncramp.actions.tell_facts import tell_facts
from uncramp.store import words
from uncramp.terms.errors import InputError
from uncramp.web.account import invitations as links
from uncramp.web.account.adapter import INVITED
from uncramp.web.account.facts import FIRST, asked, given
from uncramp.web.account.models import Account
from uncramp.web.account.preferences import Preferences
from uncramp.web.drawing.asked_units import answered_as_drawn
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.rows import visitors_answer
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary
from uncramp.web.rows.opening import shelf_of

EVERY = ["GET", "HEAD", "POST"]


@require_safe
@permitted(Action.SIGN_IN)
def welcome(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What this is, and the ways in."""
    return render(request, "account/welcome.html", {"open": chosen.SIGN_UP == "open"})


@require_safe
@permitted(Action.SIGN_IN)
def join(request: HttpRequest, actor: Actor, token: str) -> HttpResponse:
    """The end of a one-time link: on to making the account, if it can still be used."""
    found = links.found(token, timezone.now())
    if found is None:
        return render(request, "account/no_link.html", status=404)
    request.session[INVITED] = found.pk
    return redirect("account_signup")


@require_http_methods(EVERY)
@permitted(Action.KEEP_SETTINGS)
def first_facts(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The few facts that matter most, straight after the account was made."""
    brought = _keep_what_was_brought(request, actor)
    shown = _facts(request, actor, "account/first_facts.html", "imports")
    if brought:
        visitors_answer.forget(shown)
    return shown


def _keep_what_was_brought(request: HttpRequest, actor: Actor) -> bool:
    """An answer asked for without an account, if this browser brings one along."""
    answer = visitors_answer.taken_along(request)
    if answer is None:
        return False
    with suppress(InputError):  # it cannot be used any more: nothing is kept of it
        shelf = shelf_of(chosen.DATA, actor)
        keep_visitors_answer(answer, library=RowLibrary(actor), shelf=shelf, now=timezone.now())
        messages.success(request, gettext("Your answer is kept with your account."))
    return True


@require_http_methods(EVERY)
@permitted(Action.KEEP_SETTINGS)
def about_you(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every fact that answers use, to see and to change."""
    return _facts(request, actor, "account/about_you.html", "about-you")


@answered_as_drawn
def _facts(request: HttpRequest, actor: Actor, template: str, then: str) -> HttpResponse:
    library = RowLibrary(actor)
    names = FIRST if template.endswith("first_facts.html") else None
    if request.method != "POST":
        return render(request, template, {"groups": asked(library.runner(), names)})
    try:
        tell_facts(given(request.POST, names, known=library.runner()), library=library)
    except InputError as error:
        shown = {
            "groups": asked(library.runner(), names, request.POST),
            "said": words.render(error.said),
        }
        return render(request, template, shown, status=422)
    _take_zone(actor, request.POST.get("time_zone", ""))
    messages.success(request, gettext("Kept. Every answer uses it from now on."))
    return redirect(then)


def _account(actor: Actor) -> Account | None:
    """Who is signed in; nobody is in the demo."""
    return Account.objects.filter(pk=actor.account).first() if actor.account else None


def _take_zone(actor: Actor, zone: str) -> None:
    """The browser's time zone, unless one was chosen; one that does not exist is no zone."""
    account = _account(actor)
    if account is None or not zone or account.preferences.time_zone:
        return
    with suppress(ValidationError):
        told = account.preferences.model_dump() | {"time_zone": zone}
        account.value = Preferences.model_validate(told).model_dump(mode="json")
        account.save(update_fields=["value"])


@require_http_methods(EVERY)
@permitted(Action.KEEP_SETTINGS)
def settings(request: HttpRequest, actor: Actor) -> HttpResponse:
    """How somebody reads, and the ways to the rest of their account."""
    account = _account(actor)
    if account is None:  # the demo's sample runner has no account
        return redirect("welcome")
    if request.method != "POST":
        return render(request, "account/settings.html", _settings(account.preferences))
    try:
        told = {name: request.POST.get(name) or None for name in Preferences.model_fields}
        account.value = Preferences.model_validate(told).model_dump(mode="json")
    except ValidationError:
        said = gettext("One of these cannot be chosen here. Nothing was changed.")
        return render(
            request,
            "account/settings.html",
            _settings(account.preferences) | {"said": said},
            status=422,
        )
    account.save(update_fields=["value"])
    messages.success(request, gettext("Kept."))
    return redirect("settings")


@require_http_methods(EVERY)
@permitted(Action.SIGN_IN)
def language(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The language chosen at the foot of a page: in a cookie, and with the account."""
    wanted = request.POST.get("language", "")
    account = _account(actor)
    if account and wanted in dict(chosen.LANGUAGES):
        told = account.preferences.model_dump(mode="json") | {"language": wanted}
        account.value = told
        account.save(update_fields=["value"])
    return set_language(request)


def _settings(preferences: Preferences) -> dict[str, Any]:
    from zoneinfo import available_timezones

    zones = sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")
    return {"preferences": preferences, "zones": zones}


@require_http_methods(EVERY)
@permitted(Action.INVITE)
def invitations(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make a one-time link for somebody, see those that stand, end one."""
    now, by = timezone.now(), actor.account or 0
    shown: dict[str, Any] = {}
    if request.method == "POST" and (ended := request.POST.get("end", "")).isdigit():
        links.withdraw(by, int(ended))
        return redirect("invitations")
    if request.method == "POST":
        shown["link"] = request.build_absolute_uri(f"/join/{links.invite(by, now)}")
    standing = list(links.standing(by, now))
    return render(request, "account/invitations.html", shown | {"standing": standing})
