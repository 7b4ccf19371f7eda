"""How the queue stands: for whoever watches the server, and for the doctor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Min

from uncramp.web.jobs.lease import claimable
from uncramp.web.jobs.models import JobRow, State

PATIENCE: Final = timedelta(minutes=5)  # after which a job that nobody takes is a fault


@dataclass(frozen=True, slots=True)
class Queue:
    """``waiting`` jobs nobody works on, the ``oldest`` of them since then; ``parked`` ones."""

    waiting: int
    oldest: timedelta | None
    parked: int

    @property
    def stuck(self) -> bool:
        """Whether a job has waited for longer than a worker at work would let it."""
        return self.oldest is not None and self.oldest > PATIENCE


def queue_at(now: datetime) -> Queue:
    """The queue as it is; `now` is the clock's. What the house does by itself is no work left."""
    waiting = JobRow.objects.filter(claimable(), every=None)
    since: datetime | None = waiting.aggregate(since=Min("run_after"))["since"]
    oldest = max(now - since, timedelta()) if since else None
    return Queue(waiting.count(), oldest, JobRow.objects.filter(state=State.PARKED).count())


def is_busy_with(runner: int) -> bool:
    """Whether a worker is at work for this runner, as on an import."""
    return JobRow.objects.filter(state=State.RUNNING, arguments__0__0=runner).exists()
