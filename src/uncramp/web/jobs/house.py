"""Jobs that nobody asked for: the house does them by itself, again and again.

Each is one row that is never done: when it was worked on, it is due again some seconds later.
So it goes on after every outage, and no two workers do it at once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from typing import Final, ParamSpec, TypeVar

from django.db import connections
from django.utils.module_loading import import_string

from uncramp.web.jobs.models import JobRow
from uncramp.web.jobs.worker import work
from uncramp.web.policies.doors import require
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor

Rest = ParamSpec("Rest")
Result = TypeVar("Result")

URGENT: Final = 50
"""The priority from which on a job has a worker of its own, and waits for no long one."""
HOUSE: Final = Actor(staff=True, owner=True)
AGAIN: Final[Mapping[str, int]] = {  # the task, and after how many seconds it is due again
    "uncramp.web.mail.tasks.send_waiting": 20,
    "uncramp.web.coach.interest_jobs.look_at_the_clock": 60,
    "uncramp.web.diary.watching.look_into_folder": 15,
    "uncramp.web.account.leaving_jobs.forget_who_left": 3600,
}


def of_the_house(
    action: Action,
) -> Callable[[Callable[Rest, Result]], Callable[Rest, Result]]:
    """A job behind its rule that belongs to the installation, not to a runner."""

    def behind(job: Callable[Rest, Result]) -> Callable[Rest, Result]:
        @wraps(job)
        def done(*args: Rest.args, **more: Rest.kwargs) -> Result:
            require(HOUSE, action)
            return job(*args, **more)

        done.action = action  # type: ignore[attr-defined]  # read by the test of all doors
        return done

    return behind


@contextmanager
def urgent_work(ending: threading.Event) -> Iterator[None]:
    """What is urgent is done in a thread beside; an import may take the worker's whole hour."""
    beside = threading.Thread(target=_work_on_the_urgent, args=(ending,))
    beside.start()
    try:
        yield
    finally:
        ending.set()
        beside.join()


def _work_on_the_urgent(ending: threading.Event) -> None:
    try:
        work(ending, least=URGENT)
    finally:
        connections.close_all()  # those of this thread


def wind() -> None:
    """Queue what is done again and again, where it is not queued; a worker does so first."""
    for task, seconds in AGAIN.items():
        known = {"task": task, "every": seconds, "priority": import_string(task).priority}
        JobRow.objects.update_or_create(
            key=f"again {task.rpartition('.')[2]}",
            create_defaults={**known, "arguments": [[], {}]},
            defaults=known,
        )
