"""The job behind the import page, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from uncramp.actions.import_runs import import_paths
from uncramp.store.archive_limits import LARGEST_UPLOAD, MOST_ENTRIES
from uncramp.web.diary.batches import Batch
from uncramp.web.diary.import_notes import Ledger, Noted, dropped, note_dropped, note_end, noted
from uncramp.web.diary.weather import ask_for_weather
from uncramp.web.jobs.backend import enqueue_once
from uncramp.web.jobs.lease import ask_to_stop
from uncramp.web.jobs.models import JobRow, State
from uncramp.web.policies.doors import acting
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary
from uncramp.web.rows.opening import scratch, shelf_of

MOST_SHOWN = 5  # imports on the page
UPLOADED = {"largest": LARGEST_UPLOAD, "most": MOST_ENTRIES}


@task
@acting(Action.IMPORT)
def import_batch(actor: Actor, token: str) -> dict[str, Any]:
    """Take in everything of one drop; run twice, the second time finds it done.

    The files go only once the end is noted: killed between the two, nothing is read again.
    """
    batch, jobs = Batch(settings.DATA / "uploads", token), _jobs(actor, token)
    before = noted(jobs)
    if not before.ended:
        _take_in(actor, batch, Ledger(jobs[-1], before.fates))
    batch.forget()
    ask_for_weather(actor)
    return {"noted": True, **noted(jobs).counts()}


def _take_in(actor: Actor, batch: Batch, ledger: Ledger) -> None:
    with scratch(settings.DATA) as unpacking:
        done = import_paths(
            batch.files(),
            library=RowLibrary(actor),
            shelf=shelf_of(settings.DATA, actor),
            scratch=unpacking,
            now=timezone.now(),
            watcher=ledger,
            limits=UPLOADED,
        )
    note_end(ledger.job, done, ledger.fates)


@dataclass(frozen=True, slots=True)
class Import:
    """Where one import stands, as the page and its script see it."""

    token: str
    state: str
    began: datetime | None = None
    first: str = ""  # the name of the first file of the drop
    dropped: int = 0  # files
    progress: Mapping[str, Any] = field(default_factory=dict)
    report: Mapping[str, Any] = field(default_factory=dict)

    @property
    def more(self) -> int:
        """Files of the drop beside the first."""
        return self.dropped - 1

    @property
    def done(self) -> int:
        return int(self.progress.get("done", 0))

    @property
    def of(self) -> int:
        return int(self.progress.get("of", 0))

    @property
    def under_way(self) -> bool:
        return self.state in {State.READY, State.RUNNING}

    @property
    def can_go_on(self) -> bool:
        """Stopped, or given up on after too many tries; its files are still here."""
        return self.state in {State.CANCELLED, State.PARKED}


def start(actor: Actor, token: str) -> None:
    """Begin an import, or go on with one that was stopped."""
    names = [path.name for path in Batch(settings.DATA / "uploads", token).files()]
    with transaction.atomic():
        job = enqueue_once(import_batch, f"import-{token}", actor.runner, token)
        if not dropped(_jobs(actor, token))[0]:
            note_dropped(job, names)


def stop(actor: Actor, token: str) -> None:
    """Stop an import; what it has taken in stays."""
    if jobs := _jobs(actor, token):
        ask_to_stop(jobs[-1].pk)


def found(actor: Actor, token: str) -> Import | None:
    """This actor's import of that token."""
    jobs = _jobs(actor, token)
    return _import(jobs) if jobs else None


def fates_of(actor: Actor, token: str) -> Noted:
    """What is noted of its files so far."""
    return noted(_jobs(actor, token))


def latest(actor: Actor) -> list[Import]:
    """This actor's latest imports, newest first, each once."""
    tokens: dict[str, list[JobRow]] = {}
    for job in _rows(actor):
        tokens.setdefault(job.arguments[0][1], []).append(job)
    newest = sorted(tokens.values(), key=lambda jobs: jobs[-1].pk, reverse=True)
    return [_import(jobs) for jobs in newest[:MOST_SHOWN]]


def _rows(actor: Actor) -> Any:
    jobs = JobRow.objects.filter(task=import_batch.module_path, arguments__0__0=actor.runner)
    return jobs.order_by("pk")


def _jobs(actor: Actor, token: str) -> list[JobRow]:
    """Every job of one import, the latest last: going on after a stop is a job of its own."""
    return list(_rows(actor).filter(arguments__0__1=token))


def _import(jobs: Sequence[JobRow]) -> Import:
    last, (first, count) = jobs[-1], dropped(jobs)
    progress: Mapping[str, Any] = next((job.progress for job in jobs[::-1] if job.progress), {})
    began, report = jobs[0].enqueued_at, last.result or {}
    return Import(last.arguments[0][1], last.state, began, first, count, progress, report)
