"""People who answer requests, for tests: an account with a second factor, signed in."""

from __future__ import annotations

from contextlib import contextmanager


@contextmanager
def nobody_has_written():
    """No request, no mail, no job, no account, nobody on duty; the clock was just looked at."""
    from django.utils import timezone

    from uncramp.web.coach.models import ClockRow

    _clean()
    ClockRow.objects.create(pk=1, seen=timezone.now())
    try:
        yield
    finally:
        _clean()


def _clean():
    import shutil

    from django.conf import settings

    from uncramp.web.account.models import Account
    from uncramp.web.coach.models import ClockRow, HolidayRow, RequestRow, ShiftRow
    from uncramp.web.jobs.models import JobRow
    from uncramp.web.mail.models import MailRow

    for table in (RequestRow, ShiftRow, HolidayRow, ClockRow, MailRow, JobRow, Account):
        table.objects.all().delete()
    shutil.rmtree(settings.DATA / "mail", ignore_errors=True)


def helper(email="ann@example.org", *, staff=True, owner=False):
    """An account that may answer requests."""
    from allauth.mfa.models import Authenticator
    from django.utils import timezone

    from databases import new_runner
    from uncramp.web.account.models import Account

    account = Account.objects.create_user(
        email, created_at=timezone.now(), runner_id=new_runner().runner, staff=staff, owner=owner
    )
    data = {"secret": "JBSWY3DPEHPK3PXP"}
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data=data)
    return account


def signed_in(account):
    """A browser in which an account is signed in."""
    from django.test import Client

    browser = Client(headers={"host": "localhost"})
    browser.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser
