"""Which address leads to which page."""

from __future__ import annotations

from django.urls import path

from uncramp.web.answers.ask import ask
from uncramp.web.answers.views import last_cramp, red_flags
from uncramp.web.api.views import api
from uncramp.web.config.health import healthz, readyz

urlpatterns = [
    path("", last_cramp, name="last-cramp"),
    path("ask", ask, name="ask"),
    path("red-flags", red_flags, name="red-flags"),
    path("api/", api.urls),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]
