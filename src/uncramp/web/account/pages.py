"""The pages of an account that are our own: welcome, settings, invitations."""

from __future__ import annotations

from typing import Any

from django.conf import settings as chosen
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe
from django.views.i18n import set_language
from pydantic import ValidationError

from uncramp.web.account import invitations as links
from uncramp.web.account.adapter import INVITED
from uncramp.web.account.models import account_of
from uncramp.web.account.preferences import CHOSEN, Preferences
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor

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
def settings(request: HttpRequest, actor: Actor) -> HttpResponse:
    """How somebody reads, and the ways to the rest of their account."""
    account = account_of(actor)
    if account is None:  # the demo's sample runner has no account
        return redirect("welcome")
    if request.method != "POST":
        return render(request, "account/settings.html", _settings(account.preferences))
    try:
        told = {name: request.POST.get(name) or None for name in CHOSEN}
        account.prefer(Preferences.model_validate(account.value | told))
    except ValidationError:
        said = gettext("One of these cannot be chosen here. Nothing was changed.")
        return render(
            request,
            "account/settings.html",
            _settings(account.preferences) | {"said": said},
            status=422,
        )
    with translation.override(told["language"] or translation.get_language_from_request(request)):
        messages.success(request, gettext("Kept."))  # read on the next page, in its language
    return redirect("settings")


@require_http_methods(EVERY)
@permitted(Action.SIGN_IN)
def language(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The language chosen at the foot of a page: in a cookie, and with the account."""
    wanted = request.POST.get("language", "")
    account = account_of(actor)
    if account and wanted in dict(chosen.LANGUAGES):
        account.prefer(Preferences.model_validate(account.value | {"language": wanted}))
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
