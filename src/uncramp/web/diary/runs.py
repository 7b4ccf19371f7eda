"""The runs of one actor, a page at a time: only what a page shows is read from its row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, QuerySet

from uncramp.history.run import Run
from uncramp.store import codec
from uncramp.store.duplicates import best_of
from uncramp.store.kept import KeptRun
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.models import RunRow

A_PAGE = 50  # runs
BEFORE = timedelta(days=365)  # of which a run's usual is made


@dataclass(frozen=True, slots=True)
class Listed:
    """One run of the list, by the key of its row."""

    key: int
    kept: KeptRun


@dataclass(frozen=True, slots=True)
class Page:
    """Some runs, newest first, and where the list goes on."""

    runs: Sequence[Listed]
    count: int
    newer: int | None
    older: int | None


def page(actor: Actor, number: int, year: int | None = None) -> Page:
    """One page of the list, of one year where a year is asked for."""
    rows = _leading(actor)
    if year is not None:
        rows = rows.filter(started_at__year=year)
    count, first = rows.count(), (number - 1) * A_PAGE
    ordered = rows.order_by(F("started_at").desc(nulls_last=True), "-pk")
    found = [Listed(row.pk, _whole(row)) for row in ordered[first : first + A_PAGE]]
    newer = number - 1 if number > 1 else None
    return Page(found, count, newer, number + 1 if first + A_PAGE < count else None)


def years(actor: Actor) -> list[int]:
    """Every year with a run, newest first."""
    dates = _leading(actor).exclude(started_at=None).dates("started_at", "year", order="DESC")
    return [date.year for date in dates]


def one(actor: Actor, key: int) -> KeptRun | None:
    """This actor's run of that key."""
    row = _leading(actor).filter(pk=key).first()
    return _whole(row) if row else None


def before(actor: Actor, kept: KeptRun) -> list[Run]:
    """The runs of the year before it; all others where it has no clock."""
    start = kept.run.summary.started_at
    rows = _leading(actor).exclude(digest=kept.digest, part=kept.part)
    if start is not None:
        rows = rows.filter(started_at__range=_year_before(start))
    return [_whole(row).as_told for row in rows]


def _year_before(start: datetime) -> tuple[datetime, datetime]:
    return start - BEFORE, start - timedelta(microseconds=1)


def _leading(actor: Actor) -> QuerySet[RunRow]:
    return RunRow.objects.for_actor(actor).filter(behind=None).prefetch_related("led")


def _whole(row: RunRow) -> KeptRun:
    return best_of(_kept(row), [_kept(behind) for behind in row.led.all()])


def _kept(row: RunRow) -> KeptRun:
    return codec.read(KeptRun, row.value)
