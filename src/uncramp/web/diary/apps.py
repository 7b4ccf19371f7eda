"""The name Django knows these pages by."""

from __future__ import annotations

from django.apps import AppConfig


class DiaryConfig(AppConfig):
    name = "uncramp.web.diary"
    label = "diary"
