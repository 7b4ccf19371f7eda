"""The job that looks up the weather of imported runs, where the operator turned it on."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from uncramp.actions.keep_weather import keep_weather
from uncramp.store.weather import ARCHIVE, OpenMeteo
from uncramp.store.words import render
from uncramp.web.jobs.backend import enqueue_once
from uncramp.web.jobs.worker import report
from uncramp.web.policies.doors import acting
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary


@task
@acting(Action.REFRESH)
def weather_of_runs(actor: Actor) -> dict[str, Any]:
    """Look up what is not known yet; what the service refuses stays as the watch says."""
    kept = keep_weather(
        library=RowLibrary(actor),
        history=OpenMeteo(settings.WEATHER_ADDRESS or ARCHIVE, settings.DATA / "weather"),
        now=timezone.now(),
        tell=lambda done, of: report(done=done, of=of),
    )
    return {"found": kept.found, "notes": [render(note) for note in kept.notes]}


def ask_for_weather(actor: Actor) -> None:
    """Queue the look-up, once at a time; nothing where it is off, which it is by default."""
    if settings.WEATHER:
        enqueue_once(weather_of_runs, f"weather-{actor.runner}", actor.runner)
