"""What happens after a form has come, and every minute: letters, steps, tidying."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from uncramp.actions.duty import Duty
from uncramp.actions.keep_promise import keep_promise, tell_at_once
from uncramp.actions.promise import STEPS, promise
from uncramp.actions.show_interest import Interest, red_flags
from uncramp.store import words
from uncramp.web.coach.duty_rows import duty
from uncramp.web.coach.interest_desk import Desk, asked, house_clock, interest_of
from uncramp.web.coach.models import RequestRow
from uncramp.web.jobs.house import URGENT, of_the_house
from uncramp.web.mail.post import post
from uncramp.web.mail.setting import link
from uncramp.web.policies.rules import Action

DAY: Final = timedelta(days=1)
MOST_TO_ONE: Final = 3  # acknowledgements a day to one address: the form is no way to pester


@task(priority=URGENT)
@of_the_house(Action.ANSWER_REQUESTS)
def take_in(key: int) -> None:
    """Acknowledge a form, and tell those on duty; what is kept apart is not answered."""
    now = timezone.now()
    row = RequestRow.objects.filter(pk=key).first()
    if row is None or row.apart or row.closed_at:
        return
    with transaction.atomic():
        acknowledge(row, duty(), now)
        tell_at_once(Desk(now), duty(), asked(row), now=now)


@task(priority=URGENT)
@of_the_house(Action.ANSWER_REQUESTS)
def look_at_the_clock() -> dict[str, int]:
    """Take the steps that are due, and let go of what has had its time."""
    now = timezone.now()
    desk, here = Desk(now), duty()
    escalated = keep_promise(desk, here, now=now)
    tell_of_what_is_apart(here, now)
    desk.tidy()
    return {"escalated": escalated}


def acknowledge(row: RequestRow, here: Duty, now: datetime) -> None:
    """A mail that says it has arrived and what happens now; nothing of what was written."""
    interest = interest_of(row)
    if interest is None or interest.mail is None or _had_enough(row):
        return
    with override(row.language):
        shown = {
            "promised": row.promised,
            "promise": promise(here, house_clock(), now),
            "urgent": _urgent(interest) if row.flagged else [],
            "link": link("/interest/promise"),
        }
        body = render_to_string("coach/mail/arrived.txt", shown)
        subject = _("Your request has arrived")
    post(f"arrived-{row.pk}", to=interest.mail, subject=subject, body=body, now=now)


def _had_enough(row: RequestRow) -> bool:
    earlier = RequestRow.objects.filter(same=row.same, apart="", pk__lt=row.pk)
    return earlier.filter(came_at__gt=row.came_at - DAY).count() >= MOST_TO_ONE


def _urgent(interest: Interest) -> list[str]:
    """What to do before anything else, as the page said it."""
    return [words.render(line) for line in red_flags(interest.words).lines]


def tell_of_what_is_apart(here: Duty, now: datetime) -> None:
    """Once a day, if something was kept apart that nobody has looked at for hours."""
    unseen = RequestRow.objects.exclude(apart="").filter(opened_at=None)
    waiting = unseen.filter(came_at__lt=now - STEPS[0], came_at__gt=now - STEPS[0] - DAY).count()
    if not waiting:
        return
    shown = {"count": waiting, "link": link("/inbox/apart")}
    body = render_to_string("coach/mail/apart.txt", shown)
    for address in here.everybody:
        name = hashlib.sha256(address.encode()).hexdigest()[:24]
        key, subject = f"apart-{now.date()}-{name}", _("Forms were kept apart")
        post(key, to=address, subject=subject, body=body, now=now)
