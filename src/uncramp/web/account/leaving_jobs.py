"""The house takes out for good who left two weeks ago."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django.db import connection, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import task

from uncramp.actions.leave_for_good import leave_for_good
from uncramp.web.account.forgetting import leaver
from uncramp.web.account.models import Account
from uncramp.web.jobs.house import HOUSE, of_the_house
from uncramp.web.mail.outbox import Outbox
from uncramp.web.mail.setting import folder
from uncramp.web.policies import clubs, leaving
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor

FILES: Final = (
    "uncramp.web.jobs.forgetting.forget_uploads",
    "uncramp.web.rows.forgetting.forget_shelf",
)
ROWS: Final = (
    "uncramp.web.jobs.forgetting.forget_jobs",
    "uncramp.web.coach.forgetting.forget_letters",
    "uncramp.web.coach.forgetting.forget_sharings",
    "uncramp.web.coach.forgetting.forget_work",
    "uncramp.web.policies.clubs.forget_member",
    "uncramp.web.account.forgetting.forget_mails_to",
    "uncramp.web.account.forgetting.forget_account",
    "uncramp.web.rows.forgetting.forget_runner",
)
DESK: Final = "uncramp.web.coach.interest_desk.Desk"
"""Every place that holds something of a person; each room knows its own tables."""


@task
@of_the_house(Action.FORGET_WHO_LEFT)
def forget_who_left() -> dict[str, int]:
    """Take out everybody whose two weeks are over, and invitations that ran out."""
    now = timezone.now()
    gone = [account for account in _left() if _is_due(account, now)]
    for account in gone:
        forget(account, now)
    if gone:
        _sweep()
    return {"gone": len(gone), "invitations": clubs.tidy(HOUSE, now)}


def forget(account: Account, now: datetime) -> int:
    """Take out everything of one account, now; how many things."""
    return leave_for_good(
        leaver(account),
        files=_places(FILES),
        rows=_places(ROWS),
        desks=(import_string(DESK)(now), Outbox(folder())),
        together=transaction.atomic(),
    )


def _left() -> list[Account]:
    return list(Account.objects.exclude(runner__closed_at=None).order_by("pk"))


def _is_due(account: Account, now: datetime) -> bool:
    return leaving.is_due(Actor(account.runner_id), now)


def _places(paths: tuple[str, ...]) -> list[Callable[..., Any]]:
    return [import_string(path) for path in paths]


def _sweep() -> None:
    """SQLite leaves what was deleted in its file until it is written anew."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
