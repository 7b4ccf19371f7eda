"""The name Django knows the queue by."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "uncramp.web.jobs"
    label = "jobs"
