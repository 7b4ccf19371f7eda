"""The name Django knows this room by."""

from __future__ import annotations

from django.apps import AppConfig


class AccountConfig(AppConfig):
    name = "uncramp.web.account"
    label = "people"
