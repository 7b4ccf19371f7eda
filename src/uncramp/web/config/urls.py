"""Which address leads to which page."""

from __future__ import annotations

from django.urls import path

from uncramp.web.answers.views import last_cramp
from uncramp.web.config.health import healthz, readyz

urlpatterns = [
    path("", last_cramp, name="last-cramp"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]
