"""What is done in the background. Each may run twice, and then changes nothing."""

from __future__ import annotations

from django.conf import settings
from django_tasks import task

from uncramp.actions.refresh_summaries import refresh_summaries
from uncramp.web.jobs.worker import report
from uncramp.web.policies.doors import acting
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary
from uncramp.web.rows.opening import shelf_of


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
