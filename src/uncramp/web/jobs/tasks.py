"""What is done in the background. Each may run twice, and then changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from uncramp.actions.import_reading import Reading
from uncramp.actions.import_report import Nobody
from uncramp.actions.import_runs import import_paths
from uncramp.actions.refresh_summaries import refresh_summaries
from uncramp.store.archive_limits import LARGEST_UPLOAD, MOST_ENTRIES
from uncramp.web.jobs.worker import report
from uncramp.web.policies.doors import acting
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary
from uncramp.web.rows.opening import scratch, shelf_of

UPLOADED = {"largest": LARGEST_UPLOAD, "most": MOST_ENTRIES}


class Reporter(Nobody):
    """An import's progress, told to whoever looks at the job."""

    def __init__(self) -> None:
        self._expected = self._done = 0

    def expect(self, files: int) -> None:
        self._expected += files

    def done(self, reading: Reading) -> None:
        self._done += 1
        report(done=self._done, of=self._expected)


@task
@acting(Action.IMPORT)
def import_upload(actor: Actor, name: str) -> dict[str, Any]:
    """Take in a file that was uploaded to the folder “uploads”; its original goes then."""
    upload = settings.DATA / "uploads" / Path(name).name
    if not upload.exists():  # a second run of a job whose first one was done but for the word
        return {"files": 0}
    with scratch(settings.DATA) as unpacking:
        done = import_paths(
            [upload],
            library=RowLibrary(actor),
            shelf=shelf_of(settings.DATA, actor),
            scratch=unpacking,
            now=timezone.now(),
            watcher=Reporter(),
            limits=UPLOADED,
        )
    upload.unlink()
    return done.document()


@task
@acting(Action.REFRESH)
def refresh(actor: Actor) -> dict[str, int]:
    """Summarise again what an older edition summarised."""
    done = refresh_summaries(
        library=RowLibrary(actor),
        shelf=shelf_of(settings.DATA, actor),
        tell=lambda n, of: report(done=n, of=of),
    )
    return {"refreshed": done}
