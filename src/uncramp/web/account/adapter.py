"""Where allauth asks us: who may sign up, and what a new account comes with."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from uncramp.history.runner import Runner
from uncramp.store import codec
from uncramp.web.account import invitations
from uncramp.web.account.models import Account
from uncramp.web.policies import leaving
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import owner
from uncramp.web.rows.models import RunnerRow

INVITED = "invitation"  # in the session, from the link until the account is made


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-up is open, by invitation or closed; a new account gets a runner of its own."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        if settings.SIGN_UP == "open":
            return True
        key, closed = request.session.get(INVITED), settings.SIGN_UP == "closed"
        return invitations.still_good(key, timezone.now(), for_owner=closed)

    @transaction.atomic
    def save_user(
        self, request: HttpRequest, user: Account, form: Any, commit: bool = True
    ) -> Account:
        """The invitation is used up in the same transaction, so that it makes one account."""
        now, key = timezone.now(), request.session.pop(INVITED, None)
        invited = invitations.take(key, now) if isinstance(key, int) else None
        if invited is None and settings.SIGN_UP != "open":
            raise PermissionDenied
        user.created_at = now
        user.owner = user.staff = bool(invited and invited.for_owner)
        user.runner = _runner(user.owner)
        return super().save_user(request, user, form, commit)  # type: ignore[no-any-return]

    def pre_login(
        self, request: HttpRequest, user: Account, **more: Any
    ) -> HttpResponseBase | None:
        """Whoever left more than two weeks ago has nothing to come back to."""
        if leaving.is_too_late(Actor(user.runner_id), timezone.now()):
            messages.error(request, gettext("This account was left, and its time is over."))
            return redirect("welcome")
        answer: HttpResponseBase | None = super().pre_login(request, user, **more)
        return answer

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return reverse("first-facts")

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("last-cramp")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("welcome")


def _runner(is_owner: bool) -> RunnerRow:
    """The owner takes the library that lies in the folder already, imported by the terminal."""
    actor = owner() if is_owner else RunnerRow.objects.new(value=codec.write(Runner()))
    row: RunnerRow = RunnerRow.objects.for_actor(actor).get()
    return row
