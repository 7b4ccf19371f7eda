"""The tables of who may sign in, and of the one-time links that let somebody make an account."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from uncramp.web.account.preferences import Preferences
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.models import RunnerRow


class Accounts(BaseUserManager["Account"]):
    """Accounts by their mail address."""

    def create_user(self, email: str, password: str | None = None, **more: Any) -> Account:
        """A new account; without a password it can only be signed in to by a passkey."""
        account = self.model(email=self.normalize_email(email), **more)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """One person who signs in; ``value`` is an `account.preferences.Preferences`.

    Everybody with an account is a runner here, a coach too: whose library they see besides
    their own is a matter of sharing, never of their account.
    """

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    owner = models.BooleanField(default=False)
    staff = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    runner = models.OneToOneField(RunnerRow, models.PROTECT, related_name="account")
    value = models.JSONField(default=dict)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = Accounts()

    @property
    def preferences(self) -> Preferences:
        return Preferences.model_validate(self.value)

    def prefer(self, told: Preferences) -> None:
        """Keep how they want to read from now on."""
        self.value = told.model_dump(mode="json", exclude_unset=True)
        self.save(update_fields=["value"])


def account_of(actor: Actor) -> Account | None:
    """Who is signed in; nobody is in the demo."""
    return Account.objects.filter(pk=actor.account).first() if actor.account else None


class InvitationRow(models.Model):
    """A link that lets one person make an account, once; only its digest is kept."""

    digest = models.CharField(max_length=64, unique=True)
    for_owner = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(Account, models.CASCADE, null=True)
