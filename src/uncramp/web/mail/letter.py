"""A mail as it goes over the wire: headers that nobody can write into, and plain text."""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP

LONGEST_SUBJECT = 200
WIRE = SMTP.clone(cte_type="7bit")  # any server takes that


def header(text: str) -> str:
    """A text as one line without control characters: what follows a line feed is no header."""
    plain = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    return " ".join(plain.split())


def letter(
    key: str, *, sender: str, to: str, subject: str, body: str, written_at: datetime, reply_to: str
) -> bytes:
    """The mail as bytes; its Message-ID follows from its key, so that a copy is known as one."""
    message = EmailMessage(policy=WIRE)
    message["From"] = header(sender)
    message["To"] = header(to)
    message["Subject"] = header(subject)[:LONGEST_SUBJECT]
    message["Date"] = written_at
    message["Message-ID"] = f"<{digest(key)}@{_domain(sender)}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers to it
    if reply_to:
        message["Reply-To"] = header(reply_to)
    message.set_content(body)
    return message.as_bytes()


def digest(key: str) -> str:
    """A name for a mail that says nothing of whom it is to."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def _domain(sender: str) -> str:
    domain = sender.rpartition("@")[2].strip(" >")
    return domain if domain and domain.isascii() else "localhost"
