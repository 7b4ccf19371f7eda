"""What lies in the queue of a runner who left: jobs, what they said, and files that wait."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string

from uncramp.actions.leave_for_good import Leaver
from uncramp.web.jobs.models import JobRow


def forget_uploads(leaver: Leaver) -> int:
    """Files that were given and not read yet; how many drops."""
    count = 0
    for job in _jobs(leaver):
        for name in (str(one) for one in job.arguments[0][1:]):
            upload = Path(settings.DATA) / "uploads" / Path(name).name
            if not Path(name).name or not upload.exists():
                continue
            shutil.rmtree(upload) if upload.is_dir() else upload.unlink()
            count += 1
    return count


def forget_jobs(leaver: Leaver) -> int:
    """Jobs of this runner, done or not: their reports name files."""
    keys = [job.pk for job in _jobs(leaver)]
    return JobRow.objects.filter(pk__in=keys).delete()[0]


def _jobs(leaver: Leaver) -> Iterator[JobRow]:
    """A job of the house may begin with a number too: that is no runner's."""
    for job in JobRow.objects.filter(arguments__0__0=leaver.runner, every=None):
        if _is_a_runners(job.task):
            yield job


def _is_a_runners(path: str) -> bool:
    try:
        return hasattr(import_string(path).func, "of_runner")
    except (ImportError, AttributeError):
        return False  # of an earlier version; the house forgets what is done
