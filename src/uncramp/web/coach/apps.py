"""The name Django knows this room by."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig


class CoachConfig(AppConfig):
    name = "uncramp.web.coach"
    label = "coach"

    def ready(self) -> None:
        """Whoever confirms a mail address finds what they once wrote from it."""
        from allauth.account.signals import email_confirmed

        email_confirmed.connect(_claimed, dispatch_uid="claim requests")


def _claimed(**told: Any) -> None:
    """Read only when it happens: a command that opens a library needs none of it."""
    from uncramp.web.coach.interest_claims import confirmed

    confirmed(**told)
