"""The account of somebody who left: where they are signed in, and how they sign in."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from uncramp.actions.leave_for_good import Leaver
from uncramp.web.account.models import Account
from uncramp.web.mail.outbox import forget_mails
from uncramp.web.mail.setting import folder


def leaver(account: Account) -> Leaver:
    """Who it is, with every address they had here."""
    known = EmailAddress.objects.filter(user=account).values_list("email", "verified")
    proved = tuple(address for address, verified in known if verified)
    typed = {account.email, *(address for address, _ in known)} - set(proved)
    return Leaver(account.runner_id, account.pk, proved, tuple(sorted(typed)))


def end_sessions(account: int) -> int:
    """Sign an account out everywhere; how many places that were."""
    UserSession.objects.filter(user=account).delete()
    keys = [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get(SESSION_KEY) == str(account)
    ]
    return Session.objects.filter(pk__in=keys).delete()[0]


def forget_mails_to(leaver: Leaver) -> int:
    """Mails that went to them; one that still waits at an unproved address may be another's."""
    return forget_mails(leaver.addresses, folder())


def forget_account(leaver: Leaver) -> int:
    """The account with second factors, addresses and invitations, and every session."""
    ended = end_sessions(leaver.account)
    return ended + Account.objects.filter(pk=leaver.account).delete()[0]
