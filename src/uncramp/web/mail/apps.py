"""The name Django knows this room by."""

from __future__ import annotations

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "uncramp.web.mail"
    label = "mail"
