"""One-time links: the first makes the owner of an installation, later ones make runners.

There is no default password to forget to change: whoever can read the terminal that
started the server is its owner.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Q, QuerySet

from uncramp.web.account.models import Account, InvitationRow

FIRST: Final = timedelta(hours=24)
ORDINARY: Final = timedelta(days=14)


def first_link(now: datetime) -> str | None:
    """A token that makes the owner; None where there is one. Earlier ones end with this."""
    if Account.objects.filter(owner=True).exists():
        return None
    InvitationRow.objects.filter(for_owner=True).delete()
    return _made(now, FIRST, for_owner=True)


def invite(account: int, now: datetime) -> str:
    """A token that lets one runner make an account."""
    return _made(now, ORDINARY, made_by_id=account)


def withdraw(account: int, key: int) -> None:
    """End an invitation that nobody has used."""
    InvitationRow.objects.filter(made_by=account, pk=key, used_at=None).delete()


def standing(account: int, now: datetime) -> QuerySet[InvitationRow]:
    """Invitations of this account that can still be used."""
    return _usable(now).filter(made_by=account).order_by("-made_at")


def found(token: str, now: datetime) -> InvitationRow | None:
    """The invitation of a token, if it can still be used."""
    return _usable(now).filter(digest=_digest(token)).first()


def still_good(key: object, now: datetime, *, for_owner: bool = False) -> bool:
    """Whether the invitation of that key can be used now; `for_owner` asks for the first only."""
    if not isinstance(key, int):
        return False
    usable = _usable(now).filter(pk=key)
    return (usable.filter(for_owner=True) if for_owner else usable).exists()


def take(key: int, now: datetime) -> InvitationRow | None:
    """Use an invitation up; of two who try at once, one gets it."""
    if not _usable(now).filter(pk=key).update(used_at=now):
        return None
    return InvitationRow.objects.get(pk=key)


def end(digest: str) -> None:
    """End the invitation of a link by its digest, where nobody has used it."""
    InvitationRow.objects.filter(digest=digest, used_at=None, for_owner=False).delete()


def open_to_all() -> bool:
    """Whether somebody may make an account without a link."""
    return bool(settings.SIGN_UP == "open")


def _usable(now: datetime) -> QuerySet[InvitationRow]:
    taken = Account.objects.filter(owner=True).exists()
    open_ = InvitationRow.objects.filter(used_at=None, until__gt=now)
    return open_.filter(Q(for_owner=False) if taken else Q())


def _made(now: datetime, lasts: timedelta, **more: object) -> str:
    token = secrets.token_urlsafe(32)
    InvitationRow.objects.create(digest=_digest(token), made_at=now, until=now + lasts, **more)
    return token


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
