"""The name Django knows this room by."""

from __future__ import annotations

from django.apps import AppConfig


class CoachConfig(AppConfig):
    name = "uncramp.web.coach"
    label = "coach"

    def ready(self) -> None:
        """Whoever confirms a mail address finds what they once wrote from it."""
        from allauth.account.signals import email_confirmed

        from uncramp.web.coach.interest_claims import confirmed

        email_confirmed.connect(confirmed, dispatch_uid="claim requests")
