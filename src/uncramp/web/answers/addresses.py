"""Which address leads to which answer."""

from __future__ import annotations

from django.urls import path

from uncramp.web.answers.ask import ask
from uncramp.web.answers.next_run import next_run
from uncramp.web.answers.views import last_cramp, red_flags

urlpatterns = [
    path("", last_cramp, name="last-cramp"),
    path("ask", ask, name="ask"),
    path("next", next_run, name="next-run"),
    path("red-flags", red_flags, name="red-flags"),
]
