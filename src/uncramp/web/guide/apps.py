"""The name Django knows this room by."""

from __future__ import annotations

from django.apps import AppConfig


class GuideConfig(AppConfig):
    name = "uncramp.web.guide"
    label = "guide"
