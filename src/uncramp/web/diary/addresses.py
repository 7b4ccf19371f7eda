"""Which address leads to which of the runner's own pages."""

from __future__ import annotations

from django.urls import path

from uncramp.web.diary.import_pages import duplicates, imports, one_import, part, progress
from uncramp.web.diary.run_pages import list_runs, one_run

urlpatterns = [
    path("import", imports, name="imports"),
    path("import/<str:token>", one_import, name="import"),
    path("import/<str:token>/progress", progress, name="import-progress"),
    path("runs", list_runs, name="runs"),
    path("runs/<int:key>", one_run, name="run"),
    path("duplicates", duplicates, name="duplicates"),
    path("duplicates/part", part, name="part"),
]
