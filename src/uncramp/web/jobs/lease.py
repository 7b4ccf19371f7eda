"""Who works on which job: a lease that must be renewed, on the database's own clock.

A worker that dies stops renewing, and another takes the job up. One that was only asleep
finds its lease gone, and whatever it says then is not heard. So every job runs at least
once, may run twice, and must do no harm when it does.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from uncramp.web.jobs.models import JobRow, State

LEASE: Final = timedelta(seconds=30)
PUT_BACK: Final = timedelta(hours=1)  # no lease and no turn is given for so long
MOST_TRIES: Final = 5
FIRST_WAIT: Final = timedelta(seconds=5)  # doubled with every try


def claimable() -> Q:
    """Jobs that a worker may take: due, or left by one that died.

    A lease, or the next turn of what is done again and again, that lies hours ahead was given
    before the clock was put back: nobody would wait for that.
    """
    due = Q(state=State.READY, run_after__lte=Now())
    left = Q(state=State.RUNNING, leased_until__lt=Now())
    put_back = Now() + PUT_BACK
    again = Q(state=State.READY, every__isnull=False, run_after__gt=put_back)
    return due | left | again | Q(state=State.RUNNING, leased_until__gt=put_back)


def claim(least: int | None = None) -> JobRow | None:
    """The next job, leased to the caller; None where nothing is to be done now.

    With `least` only jobs of that priority and above.
    """
    with transaction.atomic():
        wanted = claimable() if least is None else claimable() & Q(priority__gte=least)
        rows = JobRow.objects.filter(wanted).order_by("-priority", "run_after", "pk")
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        job = rows.first()
        return _leased(job, least) if job else None


def _leased(job: JobRow, least: int | None) -> JobRow | None:
    if job.attempts >= MOST_TRIES and job.every is None:
        _end(job, State.PARKED, error=job.error or "Its worker was lost every time.")
        return claim(least)
    if job.stop_asked:
        _end(job, State.CANCELLED)
        return claim(least)
    JobRow.objects.filter(pk=job.pk).update(
        state=State.RUNNING,
        lease=secrets.token_hex(16),
        leased_until=Now() + LEASE,
        attempts=F("attempts") + 1,
        started_at=Now(),
    )
    job.refresh_from_db()
    return job


def renew(job: JobRow, progress: dict[str, Any] | None = None) -> bool:
    """Hold the lease for longer; False where it is lost, or the job is to stop."""
    changes: dict[str, Any] = {"leased_until": Now() + LEASE}
    if progress is not None:
        changes["progress"] = progress
    return bool(_held(job).filter(stop_asked=False).update(**changes))


def finish(job: JobRow, result: object) -> bool:
    """Say that it is done; False where the lease was lost meanwhile."""
    if job.every is not None:
        return _again(job, error="")
    return bool(_end(job, State.DONE, result=result, error=""))


def fail(job: JobRow, error: str) -> bool:
    """Say that it failed: it is tried again later, or parked after `MOST_TRIES`."""
    if job.every is not None:
        return _again(job, error=error)
    if job.attempts >= MOST_TRIES:
        return bool(_end(job, State.PARKED, error=error))
    wait = FIRST_WAIT * 2 ** (job.attempts - 1)
    changes: dict[str, Any] = {"state": State.READY, "run_after": Now() + wait, "error": error}
    return bool(_held(job).update(lease="", **changes))


def stopped(job: JobRow) -> bool:
    """Say that it stopped because somebody asked."""
    return bool(_end(job, State.CANCELLED))


def give_back(job: JobRow) -> bool:
    """Let another worker have it at once, with the try given back: this one must end."""
    back: dict[str, Any] = {"state": State.READY, "attempts": F("attempts") - 1}
    return bool(_held(job).update(lease="", **back))


def try_parked_again() -> int:
    """Queue the parked jobs as if they were new, once what parked them is mended; how many."""
    parked = JobRow.objects.filter(state=State.PARKED)
    return parked.update(state=State.READY, attempts=0, run_after=Now(), finished_at=None)


def ask_to_stop(pk: int) -> bool:
    """Cancel a job: at once where nobody works on it, else as soon as its worker looks."""
    waiting = JobRow.objects.filter(pk=pk, state=State.READY)
    if waiting.update(state=State.CANCELLED, key=None, finished_at=Now()):
        return True
    return bool(JobRow.objects.filter(pk=pk, state=State.RUNNING).update(stop_asked=True))


def _again(job: JobRow, *, error: str) -> bool:
    """Due again after its time, counted from now: what was slept through is not made up for."""
    wait = timedelta(seconds=job.every or 0)
    changes: dict[str, Any] = {"state": State.READY, "run_after": Now() + wait, "attempts": 0}
    return bool(_held(job).update(lease="", finished_at=Now(), error=error, **changes))


def _held(job: JobRow) -> Any:
    return JobRow.objects.filter(pk=job.pk, lease=job.lease, state=State.RUNNING)


def _end(job: JobRow, state: State, **more: Any) -> int:
    """Only the holder ends a job; the key is free for another then."""
    rows = JobRow.objects.filter(pk=job.pk, lease=job.lease)
    ended: int = rows.update(state=state, lease="", key=None, finished_at=Now(), **more)
    return ended
