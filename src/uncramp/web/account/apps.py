"""The name Django knows this room by."""

from __future__ import annotations

from django.apps import AppConfig


class AccountConfig(AppConfig):
    name = "uncramp.web.account"
    label = "people"

    def ready(self) -> None:
        """Whoever left and signs in again is back."""
        from django.contrib.auth.signals import user_logged_in

        from uncramp.web.account.leaving import came_back

        user_logged_in.connect(came_back, dispatch_uid="bring back")
