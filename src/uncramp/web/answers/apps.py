"""The name Django knows these pages by."""

from __future__ import annotations

from django.apps import AppConfig


class AnswersConfig(AppConfig):
    name = "uncramp.web.answers"
    label = "answers"
