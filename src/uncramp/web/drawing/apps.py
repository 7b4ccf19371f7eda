"""The name Django knows these pictures by."""

from __future__ import annotations

from django.apps import AppConfig


class DrawingConfig(AppConfig):
    name = "uncramp.web.drawing"
    label = "drawing"
