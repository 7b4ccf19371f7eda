"""Where allauth asks us: who may sign up, and what a new account comes with."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from uncramp.history.runner import Runner
from uncramp.store import codec
from uncramp.web.account import invitations
from uncramp.web.account.models import Account
from uncramp.web.account.preferences import Preferences, in_zone
from uncramp.web.policies import leaving
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import owner
from uncramp.web.rows.models import RunnerRow

INVITED = "invitation"  # in the session, from the link until the account is made


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-up is open, by invitation or closed; a new account gets a runner of its own."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This address and this password do not belong together."),
        "email_taken": _("There is an account with this address already."),
        "duplicate_email": _("This address belongs to your account already."),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("Please type the password you have now."),
        "incorrect_code": _("This code is not right, or its half minute is over."),
        "invalid_password_reset": _("This link cannot be used any more."),
        "too_many_login_attempts": _("Too many tries. Please wait a few minutes."),
        "rate_limited": _("Too many tries. Please wait a few minutes."),
        "same_as_current": _("This is the same as before."),
        "unverified_primary_email": _("Please confirm this address first."),
    }

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
        zone = in_zone(Preferences(), request.POST.get("time_zone", ""))
        user.value = zone.model_dump(mode="json", exclude_unset=True)
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


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """What is said where an app, a passkey or a code will not do."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("This cannot be switched off now."),
        "cannot_generate_recovery_codes": _(
            "Set up an app or a passkey first; codes come with it."
        ),
        "incorrect_code": Adapter.error_messages["incorrect_code"],
        "unverified_email": _("Please confirm your mail address first."),
        "add_email_blocked": _("An account with a second factor cannot get another address."),
    }

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002  allauth's own name
        """A name for a new passkey, until its owner gives it a better one."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}


def _runner(is_owner: bool) -> RunnerRow:
    """The owner takes the library that lies in the folder already, imported by the terminal."""
    actor = owner() if is_owner else RunnerRow.objects.new(value=codec.write(Runner()))
    row: RunnerRow = RunnerRow.objects.for_actor(actor).get()
    return row
