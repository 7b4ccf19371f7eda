"""The columns of a run by which it is found, filled from its value in one place.

Those of a recording that leads are of the whole run, since that is what a list shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from typing import Any, Final

from django.db.models import QuerySet

from uncramp.store import codec
from uncramp.store.duplicates import best_of
from uncramp.store.finding import Finding, finding
from uncramp.store.kept import KeptRun, Origin
from uncramp.web.rows.models import OriginRow, RunRow

COLUMNS: Final = tuple(field.name for field in fields(Finding))
AT_ONCE: Final = 200  # rows in memory

Origins = dict[tuple[int, str], list[Origin]]  # by the runner and the digest of their file


def columns(kept: KeptRun, origins: Iterable[Origin] = ()) -> dict[str, Any]:
    """The columns of one run."""
    return asdict(finding(kept, origins))


def fill(rows: QuerySet[RunRow], origins: QuerySet[OriginRow]) -> None:
    """Bring the columns of these rows up to their values."""
    for batch, known in _batches(rows, origins):
        for row in batch:
            rows.filter(pk=row.pk).update(**expected(row, known))


def untrue(rows: QuerySet[RunRow], origins: QuerySet[OriginRow]) -> Iterator[RunRow]:
    """The rows whose columns do not say what their values say."""
    for batch, known in _batches(rows, origins):
        for row in batch:
            if expected(row, known) != {name: getattr(row, name) for name in COLUMNS}:
                yield row


def expected(row: RunRow, origins: Origins) -> dict[str, Any]:
    """What the columns of a row are to say."""
    led = led_by(row)
    known = [origin for one in (row, *led) for origin in origins.get(_file(one), ())]
    return columns(best_of(_kept(row), [_kept(one) for one in led]), known)


def led_by(row: RunRow) -> list[RunRow]:
    """What stands behind it: first kept, first heard, whatever order a database likes."""
    return sorted(row.led.all(), key=lambda one: one.pk)


def _batches(
    rows: QuerySet[RunRow], origins: QuerySet[OriginRow]
) -> Iterator[tuple[list[RunRow], Origins]]:
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    for at in range(0, len(keys), AT_ONCE):
        some = rows.filter(pk__in=keys[at : at + AT_ONCE]).prefetch_related("led").order_by("pk")
        batch = list(some)
        yield batch, _origins_of(batch, origins)


def _origins_of(batch: Iterable[RunRow], origins: QuerySet[OriginRow]) -> Origins:
    """A file may be kept by several runners; what one of them called it is nobody else's."""
    digests = {one.digest for row in batch for one in (row, *row.led.all())}
    found: Origins = defaultdict(list)
    known = origins.filter(file__digest__in=digests).order_by("pk")
    for runner, digest, value in known.values_list("file__runner", "file__digest", "value"):
        found[runner, digest].append(codec.read(Origin, value))
    return found


def _file(row: RunRow) -> tuple[int, str]:
    return row.runner_id, row.digest


def _kept(row: RunRow) -> KeptRun:
    return codec.read(KeptRun, row.value)
