"""Where somebody is signed in: in words, with a way to end one place or all others."""

from __future__ import annotations

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from uncramp.web.account.browsers import browser_words
from uncramp.web.account.models import account_of
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor


@require_http_methods(["GET", "HEAD", "POST"])
@permitted(Action.KEEP_SETTINGS)
def sessions(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every place; a form ends the one it names, or all but this one."""
    account = account_of(actor)
    if account is None:  # the demo's sample runner has no account
        return redirect("welcome")
    found = sorted(UserSession.objects.purge_and_list(account), key=lambda one: one.created_at)
    if request.method == "POST":
        return _end(request, found)
    places = [(browser_words(one.user_agent), one, one.is_current()) for one in found]
    return render(request, "usersessions/usersession_list.html", {"places": places})


def _end(request: HttpRequest, found: list[Any]) -> HttpResponse:
    """The one that is named, or every other; the page itself never signs out who looks at it."""
    named = request.POST.get("end", "")
    for one in found:
        if not one.is_current() and named in ("", str(one.pk)):
            one.end()
    said = gettext("Signed out there.") if named else gettext("Signed out everywhere else.")
    messages.success(request, said)
    return redirect("usersessions_list")
