"""Leaving: take everything along, close the account, and come back within two weeks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from uncramp.actions.take_along import take_along as archived
from uncramp.store import words
from uncramp.web.account.belongings import belongings, readme
from uncramp.web.account.forgetting import end_sessions
from uncramp.web.account.models import Account
from uncramp.web.policies import leaving
from uncramp.web.policies.clubs import owned_alone
from uncramp.web.policies.doors import NotAllowedError, permitted, require
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary
from uncramp.web.rows.opening import shelf_of


@require_http_methods(["GET", "HEAD", "POST"])
@permitted(Action.LEAVE)
def leave(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What leaving means, and the button; afterwards signing in brings everything back."""
    if actor.account is None:  # the demo's sample runner has no account
        return redirect("welcome")
    shown = _hindered(actor)
    if request.method != "POST" or shown:
        status = 409 if shown and request.method == "POST" else 200
        return render(request, "account/leave.html", shown, status=status)
    now = timezone.now()
    leaving.close(actor, now)
    end_sessions(actor.account)
    logout(request)
    said = gettext("Your account is closed. Until %(day)s signing in brings everything back.")
    messages.success(request, said % {"day": _last_day(now)})
    return redirect("welcome")


def _last_day(now: datetime) -> str:
    return date_format(timezone.localtime(now + leaving.STAYS), "j F Y")


def _hindered(actor: Actor) -> dict[str, Any]:
    """Why somebody cannot leave now; empty where nothing is in the way."""
    others = Account.objects.filter(owner=True, runner__closed_at=None).exclude(
        pk=actor.account or 0
    )
    state = leaving.state_of(actor, other_owners=others.exists())
    try:
        require(actor, Action.LEAVE, state)
    except NotAllowedError as error:
        return {"said": words.render(error.said)}
    if clubs := owned_alone(actor):
        return {"clubs": clubs}
    return {}


@require_safe
@permitted(Action.TAKE_ALONG)
def take_along(request: HttpRequest, actor: Actor) -> Any:
    """Everything of one's own as one ZIP, made while it is sent."""
    from django.conf import settings

    now = timezone.now()
    pieces = archived(
        RowLibrary(actor),
        shelf=shelf_of(settings.DATA, actor),
        beside=belongings(actor),
        readme=readme(),
        now=now,
    )
    answer = StreamingHttpResponse(pieces, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="uncramp-{now:%Y-%m-%d}.zip"'
    answer["Cache-Control"] = "no-store"
    return answer


def came_back(request: HttpRequest | None, user: Any, **_: object) -> None:
    """Whoever left and signs in again is back; Django calls this once they are signed in."""
    back = leaving.bring_back(Actor(user.runner_id), timezone.now())
    if back and request is not None and hasattr(request, "_messages"):
        messages.success(request, gettext("Welcome back. Everything is as it was."))
