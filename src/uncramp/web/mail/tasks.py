"""What sends the outbox: asked for with every mail, and done again and again by the house."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from uncramp.web.jobs.house import URGENT, of_the_house
from uncramp.web.mail.outbox import forget_old, send_due
from uncramp.web.mail.setting import folder, wire
from uncramp.web.policies.rules import Action


@task(priority=URGENT)
@of_the_house(Action.KEEP_MAIL)
def send_waiting() -> dict[str, int]:
    """Send what is due, and forget what was over a month ago."""
    gone, now = send_due(wire(), timezone.now), timezone.now()
    return {"sent": gone, "forgotten": forget_old(now, folder())}
