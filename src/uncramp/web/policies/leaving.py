"""Leaving the installation: closed at once, gone for good after a while, undone by signing in.

Both steps are one change of one row that asks how the row stands, so that of a sign-in in the
last minute and the job that takes everything out, only one is heard.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from uncramp.web.policies.rules import State
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.models import RunnerRow

STAYS: Final = timedelta(days=14)  # in which signing in brings everything back
SLACK: Final = timedelta(hours=1)  # two clocks of one installation are never that far apart


def close(actor: Actor, now: datetime) -> None:
    """Close a runner: nobody reaches them any more, whoever they share with either."""
    RunnerRow.objects.for_actor(actor).filter(closed_at=None).update(closed_at=now)


def is_closed(actor: Actor) -> bool:
    """Whether this runner left."""
    return RunnerRow.objects.for_actor(actor).exclude(closed_at=None).exists()


def bring_back(actor: Actor, now: datetime) -> bool:
    """Undo it; False where it is too late."""
    rows = RunnerRow.objects.for_actor(actor).filter(closed_at__gt=now - STAYS)
    return bool(rows.update(closed_at=None))


def is_too_late(actor: Actor, now: datetime) -> bool:
    """Whether signing in no longer brings them back."""
    rows = RunnerRow.objects.for_actor(actor)
    return rows.filter(closed_at__lte=now - STAYS).exists()


def is_due(actor: Actor, now: datetime) -> bool:
    """Whether they are to be gone for good now."""
    rows = RunnerRow.objects.for_actor(actor)
    return rows.filter(closed_at__lte=now - STAYS - SLACK).exists()


def state_of(actor: Actor, *, other_owners: bool) -> State:
    """How somebody stands who wants to leave."""
    return State.LAST_OWNER if actor.owner and not other_owners else State.ANY
