"""The name Django knows these tables by."""

from __future__ import annotations

from django.apps import AppConfig


class RowsConfig(AppConfig):
    name = "uncramp.web.rows"
    label = "rows"
