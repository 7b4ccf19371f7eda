"""Hand in a mail from anywhere in the web app: it is on its way within seconds."""

from __future__ import annotations

from datetime import datetime

from uncramp.web.jobs.backend import enqueue_once
from uncramp.web.mail.outbox import hand_in
from uncramp.web.mail.tasks import send_waiting


def post(key: str, *, to: str, subject: str, body: str, now: datetime, reply_to: str = "") -> bool:
    """Put a mail into the outbox and have it sent, both or neither; False where it was there.

    Two mails of one `key` are one mail, however often they are handed in.
    """
    new = hand_in(key, to=to, subject=subject, body=body, now=now, reply_to=reply_to)
    if new:
        enqueue_once(send_waiting, "mail")
    return new
