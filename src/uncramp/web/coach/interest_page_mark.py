"""The mark on the page of the form: when it was made, signed, and which page it is.

With it and with hashes of network addresses a form tells how it came. No address is kept.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from typing import Final

from django.core import signing
from django.utils.crypto import salted_hmac

from uncramp.actions.show_interest import HOUR, Circumstances
from uncramp.web.coach.models import RequestRow

SALT: Final = "uncramp.interest"
BLANK: Final = "leave_blank"
"""The field that must stay blank: it says so to whoever meets it."""


def mark(now: datetime) -> str:
    """A mark for a page made now, unlike every other."""
    return signing.dumps({"at": now.timestamp(), "page": secrets.token_hex(8)}, salt=SALT)


def digest(mark: str) -> str:
    """By what a page that was sent before is known."""
    return hashlib.sha256(mark.encode()).hexdigest() if mark else ""


def origin(address: str, now: datetime) -> str:
    """A keyed hash of a network address, another one each day; empty where there is none."""
    if not address:
        return ""
    said = f"{now.astimezone(UTC).date()} {address}"
    return salted_hmac(SALT, said, algorithm="sha256").hexdigest()


def circumstances(mark: str, blank: str, address: str, now: datetime) -> Circumstances:
    """How a form came."""
    latest = RequestRow.objects.filter(came_at__gt=now - HOUR, came_at__lte=now + HOUR)
    here = origin(address, now)
    return Circumstances(
        shown_at=_made_at(mark),
        blank=blank,
        sent_before=RequestRow.objects.filter(page=digest(mark)).exclude(page="").exists(),
        from_one=latest.filter(origin=here).count() if here else 0,
        in_all=latest.filter(apart="").count(),
    )


def _made_at(mark: str) -> datetime | None:
    try:
        at = signing.loads(mark, salt=SALT)["at"]
    except signing.BadSignature:
        return None
    return datetime.fromtimestamp(0, UTC) + timedelta(seconds=float(at))
