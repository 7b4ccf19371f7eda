"""Which address leads to which of the runner's own pages."""

from __future__ import annotations

from django.urls import path

from uncramp.web.diary.check_in_later import check_in_later
from uncramp.web.diary.check_in_pages import check_ins, not_now, run_check_in
from uncramp.web.diary.cramp_flags import cramp_flags
from uncramp.web.diary.cramp_pages import (
    bring_back_entry,
    cramp,
    cramps,
    delete_cramp,
    edit_cramp,
    edit_cramp_of_run,
    more_of_cramp,
    one_cramp,
    undo,
)
from uncramp.web.diary.duplicate_pages import duplicates, pair, part
from uncramp.web.diary.edit_pages import bring_back, delete, edit, remove, set_aside
from uncramp.web.diary.import_pages import imports, one_import, progress, table
from uncramp.web.diary.month_pages import calendar_of_runs
from uncramp.web.diary.offline_pages import (
    check_in_without_connection,
    log_without_connection,
    now,
    service_worker,
    sync_token,
)
from uncramp.web.diary.run_map import choose_map
from uncramp.web.diary.run_pages import list_runs, one_run, run_series
from uncramp.web.diary.shoe_pages import new_shoe, one_shoe, retire_shoe, shoes

urlpatterns = [
    path("import", imports, name="imports"),
    path("import/<str:token>", one_import, name="import"),
    path("import/<str:token>/progress", progress, name="import-progress"),
    path("import/<str:token>/files.csv", table, name="import-table"),
    path("runs", list_runs, name="runs"),
    path("runs/calendar", calendar_of_runs, name="runs-calendar"),
    path("runs/deleted", set_aside, name="runs-set-aside"),
    path("runs/<int:key>", one_run, name="run"),
    path("runs/<int:key>/series.json", run_series, name="run-series"),
    path("runs/<int:key>/map", choose_map, name="run-map"),
    path("runs/<int:key>/edit", edit, name="run-edit"),
    path("runs/<int:key>/delete", delete, name="run-delete"),
    path("runs/<int:key>/bring-back", bring_back, name="run-bring-back"),
    path("runs/<int:key>/remove", remove, name="run-remove"),
    path("duplicates", duplicates, name="duplicates"),
    path("duplicates/part", part, name="part"),
    path("duplicates/pair", pair, name="pair"),
    path("cramp", cramp, name="cramp"),
    path("cramps", cramps, name="cramps"),
    path("cramp/<uuid:token>", one_cramp, name="cramp-entry"),
    path("cramp/<uuid:token>/edit", edit_cramp, name="cramp-edit"),
    path("cramp/<uuid:token>/more", more_of_cramp, name="cramp-more"),
    path("cramp/<uuid:token>/red-flags", cramp_flags, name="cramp-flags"),
    path("cramp/<uuid:token>/undo", undo, name="cramp-undo"),
    path("cramp/<uuid:token>/delete", delete_cramp, name="cramp-delete"),
    path("cramp/<uuid:token>/bring-back", bring_back_entry, name="cramp-bring-back"),
    path("runs/<int:key>/cramp", edit_cramp_of_run, name="run-cramp"),
    path("now", now, name="now"),
    path("now/log", log_without_connection, name="now-log"),
    path("now/check-in", check_in_without_connection, name="now-check-in"),
    path("check-in/later", check_in_later, name="check-in-later"),
    path("sw.js", service_worker, name="service-worker"),
    path("sync/token", sync_token, name="sync-token"),
    path("check-in", check_ins, name="check-in"),
    path("check-in/not-now", not_now, name="check-in-not-now"),
    path("runs/<int:key>/check-in", run_check_in, name="run-check-in"),
    path("shoes", shoes, name="shoes"),
    path("shoes/new", new_shoe, name="shoe-new"),
    path("shoes/<uuid:token>", one_shoe, name="shoe"),
    path("shoes/<uuid:token>/retire", retire_shoe, name="shoe-retire"),
]
