"""Which address leads to which page."""

from __future__ import annotations

from django.urls import path

from uncramp.web.answers.ask import ask
from uncramp.web.answers.next_run import next_run
from uncramp.web.answers.views import last_cramp, red_flags
from uncramp.web.api.views import api
from uncramp.web.config.health import healthz, readyz
from uncramp.web.diary.import_pages import duplicates, imports, one_import, part, progress
from uncramp.web.diary.run_pages import list_runs, one_run

urlpatterns = [
    path("", last_cramp, name="last-cramp"),
    path("ask", ask, name="ask"),
    path("next", next_run, name="next-run"),
    path("red-flags", red_flags, name="red-flags"),
    path("api/", api.urls),
    path("import", imports, name="imports"),
    path("import/<str:token>", one_import, name="import"),
    path("import/<str:token>/progress", progress, name="import-progress"),
    path("runs", list_runs, name="runs"),
    path("runs/<int:key>", one_run, name="run"),
    path("duplicates", duplicates, name="duplicates"),
    path("duplicates/part", part, name="part"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]
