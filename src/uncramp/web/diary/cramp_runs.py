"""The runs that cramps and check-ins are told of, by the keys of their rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from uncramp.store.kept import KeptRun, Place
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.models import RunRow


def latest_key(actor: Actor, before: datetime) -> int | None:
    """The key of the latest run begun before that."""
    rows = RunRow.objects.for_actor(actor).filter(behind=None, set_aside_at=None)
    begun = rows.filter(started_at__lte=before).order_by("-started_at", "-pk")
    return begun.values_list("pk", flat=True).first()


def keys_of(actor: Actor, kept: Iterable[KeptRun]) -> dict[Place, int]:
    """The keys of these runs, by where they lie."""
    digests = {one.digest for one in kept}
    rows = RunRow.objects.for_actor(actor).filter(digest__in=digests)
    return {(digest, part): key for digest, part, key in rows.values_list("digest", "part", "pk")}


def key_of(actor: Actor, kept: KeptRun) -> int:
    """The key of one run."""
    return keys_of(actor, [kept])[kept.place]
