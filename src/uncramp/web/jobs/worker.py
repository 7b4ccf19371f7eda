"""The worker: takes one job after the other, and tells the queue that it is alive."""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from django.db import DatabaseError, close_old_connections, connections
from django.utils.module_loading import import_string

from uncramp.web.jobs import lease
from uncramp.web.jobs.models import JobRow

BEAT: Final = lease.LEASE.total_seconds() / 3
IDLE: Final = 0.5  # s between two looks at an empty queue
log = logging.getLogger(__name__)


class Stopped(Exception):  # noqa: N818
    """The job must end: somebody asked, the lease is lost, or the worker ends."""


class Running:
    """The job this thread works on; a task reports through `report`."""

    def __init__(self, job: JobRow, ending: threading.Event) -> None:
        self.job, self._ending = job, ending
        self._lost = threading.Event()

    def report(self, **progress: Any) -> None:
        """Tell how far it is. Raises `Stopped` where it must go no further."""
        if self._ending.is_set() or self._lost.is_set() or not lease.renew(self.job, progress):
            raise Stopped

    @contextmanager
    def beating(self) -> Iterator[None]:
        """The lease is renewed in the background, for tasks that report seldom."""
        over = threading.Event()
        beat = threading.Thread(target=self._beat, args=(over,), daemon=True)
        beat.start()
        try:
            yield
        finally:
            over.set()
            beat.join()

    def _beat(self, over: threading.Event) -> None:
        try:
            while not over.wait(BEAT):
                if not lease.renew(self.job):
                    self._lost.set()
                    return
        except DatabaseError:
            self._lost.set()
        finally:
            connections.close_all()


_running: ContextVar[Running | None] = ContextVar("running", default=None)


def report(**progress: Any) -> None:
    """Called in a task: tells how far it is, and ends it where it must. Nothing elsewhere."""
    if running := _running.get():
        running.report(**progress)


def work(ending: threading.Event, *, until_empty: bool = False, least: int | None = None) -> int:
    """Work until `ending` is set, or, for tests, until the queue is empty; how many jobs.

    With `least` only jobs of that priority and above: so what is urgent waits for no import.
    """
    done = 0
    while not ending.is_set():
        close_old_connections()
        job = _claimed(least)
        if job is not None:
            _run_or_leave(job, ending)
            done += 1
        elif until_empty:
            break
        else:
            ending.wait(IDLE)
    return done


def _claimed(least: int | None) -> JobRow | None:
    """The next job; a database that is away for a moment is waited for."""
    try:
        return lease.claim(least)
    except DatabaseError:
        log.exception("The queue could not be read; trying again.")
        connections.close_all()
        return None


def _run_or_leave(job: JobRow, ending: threading.Event) -> None:
    """A job whose end could not be written down is taken up again once its lease is over."""
    try:
        _run(job, ending)
    except DatabaseError as error:
        kind = type(error).__name__
        log.warning("Job %s was left: the database is away (%s).", job.pk, kind)
        connections.close_all()


def _run(job: JobRow, ending: threading.Event) -> None:
    running = Running(job, ending)
    token = _running.set(running)
    try:
        with running.beating():
            result = _called(job)
    except Stopped:
        _give_up(job, ending)
    except Exception as error:  # noqa: BLE001  one job's fault must not end the worker
        # The error's own words may hold what a runner told, so the log has only its kind.
        kind = type(error).__name__
        log.warning("Job %s (%s) failed with %s, try %s.", job.pk, job.task, kind, job.attempts)
        lease.fail(job, traceback.format_exc(limit=-8))
    else:
        lease.finish(job, result)
    finally:
        _running.reset(token)


def _called(job: JobRow) -> object:
    args, kwargs = job.arguments
    task: Callable[..., object] = import_string(job.task).func
    return task(*args, **kwargs)


def _give_up(job: JobRow, ending: threading.Event) -> None:
    """Cancelled only where somebody asked; a worker that ends, or lost sight, gives it back."""
    asked = JobRow.objects.filter(pk=job.pk, stop_asked=True).exists()
    if asked and not ending.is_set():
        lease.stopped(job)
    else:
        lease.give_back(job)
