"""The runs of one actor, a page at a time: only what a page shows is read from its row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain

from django.db.models import F, Max, Min, QuerySet
from django.utils import timezone

from uncramp.history.run import Run
from uncramp.store import codec
from uncramp.store.duplicates import best_of
from uncramp.store.glance import Glance, glance, glance_at
from uncramp.store.kept import KeptRun
from uncramp.web.diary.filters import Filter, matching
from uncramp.web.diary.run_names import titles
from uncramp.web.diary.spans import FIRST, midnight
from uncramp.web.diary.spans import between as began_between
from uncramp.web.memory.standing import standing
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.finding import led_by
from uncramp.web.rows.models import CrampRow, RunRow

A_PAGE = 50  # runs
BEFORE = timedelta(days=365)  # of which a run's usual is made


@dataclass(frozen=True, slots=True)
class Listed:
    """One run of a list, by the key of its row; ``title`` is what another service called it."""

    key: int
    glance: Glance
    started_at: datetime | None
    set_aside_at: datetime | None
    cramped: bool
    raced: bool
    title: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Some runs, newest first, and where the list goes on."""

    runs: Sequence[Listed]
    count: int
    newer: int | None
    older: int | None


def page(actor: Actor, number: int, wanted: Filter, years: Sequence[int]) -> Page:
    """One page of the list, of the runs that are wanted; beyond its end the last one."""
    rows = matching(_leading(actor), wanted, years)
    count = rows.count()
    number = min(number, max(-(-count // A_PAGE), 1))
    first = (number - 1) * A_PAGE
    ordered = rows.order_by(F("started_at").desc(nulls_last=True), "-pk")
    found = _listed(actor, ordered[first : first + A_PAGE]) if count else []
    newer = number - 1 if number > 1 else None
    return Page(found, count, newer, number + 1 if first + A_PAGE < count else None)


def between(actor: Actor, first: date, after: date) -> list[Listed]:
    """The runs that began on `first` or later, and before `after`, in time order."""
    rows = _leading(actor).filter(began_between(first, after))
    return _listed(actor, rows.order_by("started_at", "pk"))


def cramps_between(actor: Actor, first: date, after: date) -> list[tuple[datetime, str]]:
    """When the cramps of the log began on these days, with their tokens; removed ones not."""
    rows = CrampRow.objects.for_actor(actor).filter(
        at__gte=midnight(first), at__lt=midnight(after), value__removed_at=None
    )
    return list(rows.order_by("at", "pk").values_list("at", "token"))


def set_aside(actor: Actor) -> list[Listed]:
    """The runs that were deleted and can be brought back, the last one first."""
    rows = RunRow.objects.for_actor(actor).filter(behind=None).exclude(set_aside_at=None)
    return _listed(actor, rows.order_by("-set_aside_at", "pk"))


def years(actor: Actor) -> list[int]:
    """From the year of the latest run to that of the first."""
    ends = _leading(actor).aggregate(first=Min("started_at"), last=Max("started_at"))
    if ends["first"] is None:
        return []
    first, last = (timezone.localtime(ends[end]).year for end in ("first", "last"))
    return list(range(last, max(first, FIRST) - 1, -1))


def latest(actor: Actor) -> datetime | None:
    """When the latest run began."""
    rows = _leading(actor).exclude(started_at=None).order_by("-started_at")
    return rows.values_list("started_at", flat=True).first()


def any_set_aside(actor: Actor) -> bool:
    """Whether a run was deleted that can be brought back."""
    rows = RunRow.objects.for_actor(actor).filter(behind=None)
    return rows.exclude(set_aside_at=None).exists()


def any_kept(actor: Actor) -> bool:
    """Whether there is a run at all."""
    return _leading(actor).exists()


def one(actor: Actor, key: int) -> KeptRun | None:
    """This actor's run of that key, set aside or not."""
    rows = RunRow.objects.for_actor(actor).filter(behind=None).prefetch_related("led")
    row = rows.filter(pk=key).first()
    return _whole(row) if row else None


def before(actor: Actor, kept: KeptRun) -> list[Run]:
    """The runs of the year before it; all others where it has no clock."""
    start = kept.run.summary.started_at
    others = (one for one in standing(actor).runs.values() if one.place != kept.place)
    if start is None:
        return [one.as_told for one in others]
    return [one.as_told for one in others if _is_within(one.run.summary.started_at, start)]


def _is_within(began: datetime | None, start: datetime) -> bool:
    return began is not None and start - BEFORE <= began < start


def _leading(actor: Actor) -> QuerySet[RunRow]:
    return RunRow.objects.for_actor(actor).filter(behind=None, set_aside_at=None)


def _listed(actor: Actor, rows: QuerySet[RunRow]) -> list[Listed]:
    found = list(rows)
    standing_behind: dict[int, list[KeptRun]] = defaultdict(list)
    for row in (
        RunRow.objects.for_actor(actor).filter(behind__in=[row.pk for row in found]).order_by("pk")
    ):
        standing_behind[row.behind_id or 0].append(_kept(row))
    behind = {key: [one.digest for one in some] for key, some in standing_behind.items()}
    files = {row.pk: [row.digest, *behind.get(row.pk, ())] for row in found}
    named = titles(actor, chain.from_iterable(files.values()))
    title = {key: next(filter(None, map(named.get, some)), "") for key, some in files.items()}
    return [_item(row, standing_behind.get(row.pk), title[row.pk]) for row in found]


def _item(row: RunRow, behind: Sequence[KeptRun] | None, title: str) -> Listed:
    seen = glance(best_of(_kept(row), behind)) if behind else glance_at(row.value)
    return Listed(
        key=row.pk,
        glance=seen,
        started_at=row.started_at,
        set_aside_at=row.set_aside_at,
        cramped=row.cramped,
        raced=row.raced,
        title=title,
    )


def _whole(row: RunRow) -> KeptRun:
    return best_of(_kept(row), [_kept(behind) for behind in led_by(row)])


def _kept(row: RunRow) -> KeptRun:
    return codec.read(KeptRun, row.value)
