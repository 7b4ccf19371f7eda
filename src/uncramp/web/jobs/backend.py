"""Our queue behind Django's Tasks API, so that another can take its place by a setting."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.functions import Now
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.utils import normalize_json

from uncramp.web.jobs.models import JobRow, State

STATUS = {
    State.READY: TaskResultStatus.READY,
    State.RUNNING: TaskResultStatus.RUNNING,
    State.DONE: TaskResultStatus.SUCCESSFUL,
    State.CANCELLED: TaskResultStatus.FAILED,
    State.PARKED: TaskResultStatus.FAILED,
}


class LeaseBackend(BaseTaskBackend):
    """Puts tasks into `JobRow`; `web.jobs.worker` takes them out."""

    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        """Queue a task, in the transaction of the caller."""
        self.validate_task(task)
        job = JobRow.objects.create(
            task=task.module_path,
            arguments=normalize_json([list(args), dict(kwargs)]),
            priority=task.priority,
            run_after=task.run_after or Now(),
        )
        return self.get_result(str(job.pk))

    def get_result(self, result_id: str) -> TaskResult[Any]:
        """What became of a job."""
        try:
            job = JobRow.objects.get(pk=int(result_id))
        except (JobRow.DoesNotExist, ValueError):
            raise TaskResultDoesNotExist(result_id) from None
        return _result(job, self.alias)


def enqueue_once(task: Task[Any, Any], key: str, *args: Any) -> JobRow:
    """Queue a task unless one with the same key waits or runs already; that one then."""
    with transaction.atomic():
        job, _ = JobRow.objects.get_or_create(
            key=key,
            defaults={
                "task": task.module_path,
                "arguments": [normalize_json(list(args)), {}],
                "priority": task.priority,
            },
        )
        return job


def _result(job: JobRow, backend: str) -> TaskResult[Any]:
    args, kwargs = job.arguments
    failed = [TaskError(exception_class_path="builtins.Exception", traceback=job.error)]
    result: TaskResult[Any] = TaskResult(
        task=import_string(job.task),
        id=str(job.pk),
        status=STATUS[State(job.state)],
        enqueued_at=job.enqueued_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        last_attempted_at=job.started_at,
        args=args,
        kwargs=kwargs,
        backend=backend,
        errors=failed if job.error else [],
        worker_ids=[str(i) for i in range(job.attempts)],
    )
    object.__setattr__(result, "_return_value", job.result)
    return result
