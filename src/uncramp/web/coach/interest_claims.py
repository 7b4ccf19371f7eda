"""A confirmed mail address finds the requests that were once sent with it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from uncramp.actions.claim_requests import claim_requests
from uncramp.web.coach.interest_desk import Desk


def confirmed(email_address: Any, **_: object) -> None:
    """Tie the requests of an address to its account; allauth calls this when it is confirmed."""
    desk = Desk(timezone.now())
    claim_requests(email_address.email, email_address.user_id, desk=desk)
