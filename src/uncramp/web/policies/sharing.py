"""The one way to another runner's rows: a grant that is asked for at every request, and logged.

`reach` looks the sharing up anew each time, so that what was ended a moment ago opens nothing
now, on whatever page. What was not granted does not exist for who asks: it is "not found",
never "forbidden".
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404

from uncramp.store import codec
from uncramp.web.policies.doors import require
from uncramp.web.policies.rules import Action
from uncramp.web.policies.sharing_states import (
    Grant,
    Party,
    Profession,
    Sharing,
    Stage,
    Step,
    What,
    invited,
)
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.sharing import LookRow, SharingRow

__all__ = [
    "EVERYTHING",
    "Grant",
    "Party",
    "Profession",
    "Shared",
    "Sharing",
    "Stage",
    "Step",
    "What",
    "forget_addresses",
    "forget_helper",
    "invitation",
    "invite",
    "offer",
    "offers",
    "reach",
    "reached",
    "sharing_of",
    "take",
    "waiting",
]

EVERYTHING: Final = frozenset(What)


@dataclass(frozen=True, slots=True)
class Shared:
    """Another runner as far as they share: ``actor`` reaches their rows, for reading only."""

    actor: Actor
    key: int  # of the sharing
    grant: Grant
    what: frozenset[What]

    @property
    def runner(self) -> int:
        """The key of the runner who shares."""
        assert self.actor.runner is not None
        return self.actor.runner


def reach(
    actor: Actor, runner: int, what: frozenset[What], now: datetime, *, page: str = ""
) -> Shared:
    """What `runner` shares with this actor of `what`; a look at a named page is logged.

    Raises
    ------
    Http404
        Where nothing of it is shared at this moment.
    """
    for row in _of_those_who_are_here(actor).filter(runner=runner):
        if shared := _opened(row, what, now):
            require(shared.actor, Action.SEE_SHARED)
            if page:
                _log(shared, page, now)
            return shared
    raise Http404


def reached(actor: Actor, what: frozenset[What], now: datetime) -> Iterator[Shared]:
    """Every runner who shares something of `what` with this actor at this moment."""
    seen: set[int] = set()
    for row in _of_those_who_are_here(actor):
        shared = _opened(row, what, now)
        if shared and shared.runner not in seen:
            seen.add(shared.runner)
            yield shared


def _of_those_who_are_here(actor: Actor) -> QuerySet[SharingRow]:
    """Who left the installation shares nothing from that moment on."""
    return SharingRow.objects.for_helper(actor).filter(runner__closed_at=None).order_by("-pk")


def _opened(row: SharingRow, wanted: frozenset[What], now: datetime) -> Shared | None:
    sharing = sharing_of(row)
    what = sharing.opens(wanted, now)
    if not what:
        return None
    return Shared(Actor(row.runner_id, helping=True), row.pk, sharing.grant, what)


def _log(shared: Shared, page: str, now: datetime) -> None:
    looks = LookRow.objects.for_actor(shared.actor)
    shown = ",".join(sorted(shared.what))
    looks.create(runner_id=shared.runner, sharing_id=shared.key, at=now, page=page, what=shown)


def sharing_of(row: SharingRow) -> Sharing:
    """The sharing that a row keeps."""
    return codec.read(Sharing, row.value)


def invite(actor: Actor, grant: Grant, now: datetime) -> tuple[SharingRow, str]:
    """A new invitation of this runner, with the secret of its one-time link, which is not kept."""
    secret = secrets.token_urlsafe(32)
    return _new(actor, grant, now, digest=_digest(secret)), secret


def offer(actor: Actor, grant: Grant, helper: int, now: datetime) -> SharingRow:
    """A new invitation of this runner to an account they know, which needs no link."""
    return _new(actor, grant, now, helper=helper)


def _new(actor: Actor, grant: Grant, now: datetime, **to: object) -> SharingRow:
    assert actor.runner is not None
    sharing = invited(grant, now)
    row = SharingRow(
        runner_id=actor.runner, stage=sharing.stage.value, value=codec.write(sharing), **to
    )
    row.save()
    return row


def offers(actor: Actor, now: datetime) -> list[SharingRow]:
    """Invitations to this account that wait for its answer."""
    rows = _of_those_who_are_here(actor).filter(stage=Stage.INVITED)
    return [row for row in rows if sharing_of(row).standing(now) is Stage.INVITED]


def invitation(secret: str, now: datetime) -> SharingRow:
    """The sharing of a link that can still be used.

    Raises
    ------
    Http404
        Where the link was used, ended or never made.
    """
    row = SharingRow.objects.of_link(_digest(secret)).first()
    if row is None or sharing_of(row).standing(now) is not Stage.INVITED:
        raise Http404
    return row


def take(row: SharingRow, step: Step, by: Party, now: datetime, **changes: object) -> bool:
    """Take a step and keep it; False where it cannot be taken, or somebody was quicker.

    The first step a link is used for empties it.
    """
    sharing = sharing_of(row)
    after = sharing.after(step, by, now)
    if after is None:
        return False
    return keep(row, after, digest=None, **changes)


def keep(row: SharingRow, after: Sharing, **changes: object) -> bool:
    """Put a sharing in the place of the one this row was read with; False where it changed."""
    rows = SharingRow.objects.for_actor(Actor(row.runner_id))
    with transaction.atomic():
        now_kept = rows.select_for_update().filter(pk=row.pk).first()
        if now_kept is None or now_kept.value != row.value:
            return False
        rows.filter(pk=row.pk).update(stage=after.stage.value, value=codec.write(after), **changes)
    return True


def waiting(actor: Actor, now: datetime) -> int:
    """How many invitations of this runner still wait for an answer."""
    rows = SharingRow.objects.for_actor(actor).filter(stage=Stage.INVITED)
    return sum(sharing_of(row).standing(now) is Stage.INVITED for row in rows)


def forget_helper(account: int, now: datetime) -> int:
    """End every sharing with an account that is about to be deleted; how many there were.

    What its holder said of runs stays with the runners it was said to, by the name they gave.
    """
    rows = SharingRow.objects.for_helper(Actor(account=account))
    found = list(rows)
    for row in found:
        if not take(row, Step.END, Party.HELPER, now, helper=None):
            rows.filter(pk=row.pk).update(helper=None)
    return len(found)


def forget_addresses(addresses: Collection[str]) -> int:
    """Take these mail addresses out of what runners wrote on their invitations; how many."""
    count = 0
    for row in [one for mail in addresses for one in SharingRow.objects.to_address(mail)]:
        sharing = sharing_of(row)
        grant = sharing.grant.model_copy(update={"mail": ""})
        count += keep(row, sharing.model_copy(update={"grant": grant}))
    return count


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
