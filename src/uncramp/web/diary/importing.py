"""The job behind the import page, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from uncramp.actions.import_runs import import_paths
from uncramp.web.diary.batches import Batch
from uncramp.web.diary.weather import ask_for_weather
from uncramp.web.jobs.backend import enqueue_once
from uncramp.web.jobs.lease import ask_to_stop
from uncramp.web.jobs.models import JobRow, State
from uncramp.web.jobs.tasks import UPLOADED, Reporter
from uncramp.web.policies.doors import acting
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary
from uncramp.web.rows.opening import scratch, shelf_of

MOST_SHOWN = 5  # imports on the page


@task
@acting(Action.IMPORT)
def import_batch(actor: Actor, token: str) -> dict[str, Any]:
    """Take in everything of one drop; run twice, the second time finds it done."""
    batch = Batch(settings.DATA / "uploads", token)
    with scratch(settings.DATA) as unpacking:
        done = import_paths(
            batch.files(),
            library=RowLibrary(actor),
            shelf=shelf_of(settings.DATA, actor),
            scratch=unpacking,
            now=timezone.now(),
            watcher=Reporter(),
            limits=UPLOADED,
        )
    batch.forget()
    ask_for_weather(actor)
    return done.document()


@dataclass(frozen=True, slots=True)
class Import:
    """Where one import stands, as the page and its script see it."""

    token: str
    state: str
    done: int = 0
    of: int = 0
    report: dict[str, Any] = field(default_factory=dict)

    @property
    def under_way(self) -> bool:
        return self.state in {State.READY, State.RUNNING}

    @property
    def can_go_on(self) -> bool:
        """Stopped, or given up on after too many tries; its files are still here."""
        return self.state in {State.CANCELLED, State.PARKED}


def start(actor: Actor, token: str) -> None:
    """Begin an import, or go on with one that was stopped."""
    enqueue_once(import_batch, f"import-{token}", actor.runner, token)


def stop(actor: Actor, token: str) -> None:
    """Stop an import; what it has taken in stays."""
    if row := _rows(actor).filter(arguments__0__1=token).last():
        ask_to_stop(row.pk)


def found(actor: Actor, token: str) -> Import | None:
    """This actor's import of that token."""
    row = _rows(actor).filter(arguments__0__1=token).last()
    return _import(row) if row else None


def latest(actor: Actor) -> list[Import]:
    """This actor's latest imports, newest first, each once."""
    rows = {row.arguments[0][1]: row for row in _rows(actor).order_by("pk")}
    return [_import(row) for row in list(rows.values())[: -MOST_SHOWN - 1 : -1]]


def _rows(actor: Actor) -> Any:
    jobs = JobRow.objects.filter(task=import_batch.module_path, arguments__0__0=actor.runner)
    return jobs.order_by("pk")


def _import(row: JobRow) -> Import:
    progress, report = row.progress or {}, row.result or {}
    done, of = int(progress.get("done", 0)), int(progress.get("of", 0))
    return Import(row.arguments[0][1], row.state, done, of, dict(report))
