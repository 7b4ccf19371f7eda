"""Which address leads to which room; each room knows its own pages."""

from __future__ import annotations

from django.urls import include, path

from uncramp.web.api.views import api
from uncramp.web.config.health import healthz, readyz

urlpatterns = [
    path("", include("uncramp.web.account.addresses")),
    path("", include("uncramp.web.answers.addresses")),
    path("", include("uncramp.web.diary.addresses")),
    path("", include("uncramp.web.guide.addresses")),
    path("", include("uncramp.web.coach.addresses")),
    path("", include("uncramp.web.mail.addresses")),
    path("api/", api.urls),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]
