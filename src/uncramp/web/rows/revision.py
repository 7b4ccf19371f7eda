"""Whether anything of a runner's rows has changed, without reading what they say.

Every row carries a random number, its revision. The database itself puts another one there
whenever the row's value changes, whoever changes it and however: nobody can forget to. A few
sums over these numbers are a name for all that the rows say.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, Max, QuerySet, Sum

from uncramp.web.rows.actor import Actor
from uncramp.web.rows.models import CrampRow, RunnerRow, RunRow, ShoeRow

State = tuple[object, ...]


def of_runs(actor: Actor) -> State:
    """Another one where a run came, went, changed, or stands behind another one now."""
    return _sums(
        RunRow.objects.for_actor(actor),
        last=Max("pk"),
        merged=Count("behind"),
        leading=Sum("behind"),
        pairs=Sum(F("behind") * F("pk")),
    )


def of_runs_until(actor: Actor, last: int) -> State:
    """How many runs there are up to the key `last`, and the sum of their revisions.

    The same where runs came, and nothing was told of those that were there.
    """
    return _sums(RunRow.objects.for_actor(actor).filter(pk__lte=last))


def of_the_rest(actor: Actor) -> State:
    """Another one where the runner told something of themselves, a cramp or their shoes."""
    tables = (table.objects.for_actor(actor) for table in (RunnerRow, CrampRow, ShoeRow))
    return tuple(_sums(rows) for rows in tables)


def _sums(rows: QuerySet[Any], **more: Any) -> State:
    found = rows.aggregate(count=Count("pk"), revisions=Sum("revision"), **more)
    return tuple(number or 0 for number in found.values())
