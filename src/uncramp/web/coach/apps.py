"""The name Django knows this room by."""

from __future__ import annotations

from django.apps import AppConfig


class CoachConfig(AppConfig):
    name = "uncramp.web.coach"
    label = "coach"
