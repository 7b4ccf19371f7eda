"""The runs of another runner as far as they share them: what is not shared is not there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from django.db.models import F, QuerySet
from django.http import Http404

from uncramp.history.check_in import CheckIn
from uncramp.history.run import Label
from uncramp.store import codec
from uncramp.store.duplicates import best_of
from uncramp.store.kept import KeptRun, Origin
from uncramp.store.library import MemoryLibrary
from uncramp.store.origin_terms import may_be_shared
from uncramp.web.policies.sharing import Shared, What
from uncramp.web.rows.library import RowLibrary
from uncramp.web.rows.models import OriginRow, RunRow

FEW = 100  # files that are named in a question to the database; of more, all are read


@dataclass(frozen=True, slots=True)
class SharedRun:
    """One run by the key of its row."""

    key: int
    kept: KeptRun


def shared_runs(shared: Shared, *, since: datetime | None = None) -> list[SharedRun]:
    """The runs that are shared, latest first."""
    rows = _rows(shared)
    if since is not None:
        rows = rows.filter(started_at__gte=since)
    return _allowed(shared, rows.order_by(F("started_at").desc(nulls_last=True), "-pk"))


def shared_run(shared: Shared, key: int) -> SharedRun:
    """One of them; Http404 where it is not shared."""
    found = _allowed(shared, _rows(shared).filter(pk=key))
    if not found:
        raise Http404
    return found[0]


def whole_library(shared: Shared) -> MemoryLibrary:
    """All of the runner's library, read once: what is shared of it is explained by all of it.

    It is a copy in memory: whatever an action would write is forgotten with it.
    """
    rows = RowLibrary(shared.actor)
    library = MemoryLibrary(rows.runner())
    for kept in rows.kept_runs():
        library.keep_run(kept)
    for entry in rows.cramps():
        library.keep_cramp(entry)
    return library


def _rows(shared: Shared) -> QuerySet[RunRow]:
    rows = RunRow.objects.for_actor(shared.actor).filter(behind=None, set_aside_at=None)
    if since := shared.grant.since:
        rows = rows.filter(started_at__gte=datetime.combine(since, time.min, UTC))
    return rows.prefetch_related("led")


def _allowed(shared: Shared, rows: QuerySet[RunRow]) -> list[SharedRun]:
    if not shared.what & {What.RUNS, What.CRAMPS}:
        return []
    found = [(row.pk, _whole(row)) for row in rows]
    origins = _origins(shared, {kept.digest for _, kept in found})
    return [
        SharedRun(key, _as_shared(kept, shared.what))
        for key, kept in found
        if may_be_shared(origins[kept.digest]) and (What.RUNS in shared.what or kept.episode)
    ]


def _origins(shared: Shared, digests: set[str]) -> dict[str, list[Origin]]:
    found: dict[str, list[Origin]] = defaultdict(list)
    rows = OriginRow.objects.for_actor(shared.actor)
    if len(digests) <= FEW:
        rows = rows.filter(file__digest__in=digests)
    for digest, value in rows.values_list("file__digest", "value"):
        if digest in digests:
            found[digest].append(codec.read(Origin, value))
    return found


def _as_shared(kept: KeptRun, what: frozenset[What]) -> KeptRun:
    """The run without what is not shared of it."""
    if What.CRAMPS not in what:
        run = replace(
            kept.run, label=Label.UNKNOWN, night=Label.UNKNOWN, grade=None, check_in=CheckIn()
        )
        kept = replace(kept, run=run, episode=None, logged=None, answered_at=None)
    if What.NOTES not in what:
        kept = replace(kept, name="", note="")
    if What.TRIAGE not in what:
        kept = replace(kept, answers={})
    return kept


def _whole(row: RunRow) -> KeptRun:
    return best_of(codec.read(KeptRun, row.value), _behind(row))


def _behind(row: RunRow) -> Sequence[KeptRun]:
    return [codec.read(KeptRun, behind.value) for behind in row.led.all()]
