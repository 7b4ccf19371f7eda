"""The job that removes what was deleted long enough ago for good."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from uncramp.actions.remove_runs import remove_runs_set_aside
from uncramp.actions.set_aside_run import KEPT_FOR
from uncramp.web.policies.doors import acting
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary
from uncramp.web.rows.opening import shelf_of


@task
@acting(Action.EDIT_RUN)
def remove_what_is_due(actor: Actor) -> dict[str, int]:
    """Remove every run whose time to be brought back is over, its file too."""
    removed = remove_runs_set_aside(
        library=RowLibrary(actor), shelf=shelf_of(settings.DATA, actor), now=timezone.now()
    )
    return {"removed": removed}


def ask_for_removal(actor: Actor, now: datetime) -> None:
    """Have it looked at when the time of what was deleted just now is over."""
    if actor.runner is not None:
        remove_what_is_due.using(run_after=now + KEPT_FOR).enqueue(actor.runner)
