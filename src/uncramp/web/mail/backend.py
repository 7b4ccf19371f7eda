"""Django's own mails, those of signing in among them, through our outbox."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from django.utils.html import strip_tags

from uncramp.web.mail.post import post

KEY = "X-Uncramp-Key"
"""The header by which a caller names a mail, so that it goes once."""


class OutboxBackend(BaseEmailBackend):
    """Every message becomes one mail a recipient in the outbox, in the caller's transaction.

    Only plain text goes out; a message with a file tied to it is refused, not sent without.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Hand messages in; how many."""
        for message in email_messages:
            if message.attachments:
                raise ValueError("the outbox takes no files with a mail")
            _hand_in(message)
        return len(email_messages)


def _hand_in(message: EmailMessage) -> None:
    named = message.extra_headers.get(KEY) or f"message-{secrets.token_hex(16)}"
    body = str(message.body)
    for at, to in enumerate(message.recipients()):
        post(
            f"{named}-{at}",
            to=to,
            subject=str(message.subject),
            body=strip_tags(body) if message.content_subtype == "html" else body,
            now=timezone.now(),
            reply_to=next(iter(message.reply_to), ""),
        )
