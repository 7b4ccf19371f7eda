"""The library kept in rows: the one durable implementation of `store.library.Library`."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import OperationalError, transaction
from django.db.models import F, Q, QuerySet

from uncramp.history.runner import Runner
from uncramp.store import codec
from uncramp.store.duplicates import best_of
from uncramp.store.kept import KeptFile, KeptRun, Merge, Origin, Place
from uncramp.terms.sentences import Sentence
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.checking import problems
from uncramp.web.rows.diary import RowDiary
from uncramp.web.rows.finding import columns, fill, led_by
from uncramp.web.rows.models import FileRow, OriginRow, RunnerRow, RunRow


def owner() -> Actor:
    """The owner of an embedded library, whose runner is made on first use."""
    return RunnerRow.objects.owner(value=codec.write(Runner()))


class RowLibrary(RowDiary):
    """The library of the runner that an actor is."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self._row = RunnerRow.objects.for_actor(actor).get()

    def runner(self) -> Runner:
        return codec.read(Runner, self._row.value)

    def keep_runner(self, runner: Runner) -> None:
        self._row.value = codec.write(runner)
        self._row.save(update_fields=["value"])

    @contextmanager
    def together(self) -> Iterator[None]:
        try:
            with transaction.atomic():
                yield
        except OperationalError as error:  # the disk is full, the server is gone
            raise OSError(f"the database says: {error}") from error

    def keep_run(self, kept: KeptRun) -> bool:
        _, new = self._runs().get_or_create(
            runner=self._row,
            digest=kept.digest,
            part=kept.part,
            defaults={**columns(kept, self.origins(kept.digest)), "value": codec.write(kept)},
        )
        return new

    def replace_run(self, kept: KeptRun) -> None:
        if self._there(kept.place).update(value=codec.write(kept)):
            here = {"digest": kept.digest, "part": kept.part}
            self._find(Q(**here) | Q(**{f"led__{name}": is_ for name, is_ in here.items()}))

    def kept_runs(self) -> Sequence[KeptRun]:
        standing_behind: dict[int, list[KeptRun]] = defaultdict(list)
        for row in self._runs().exclude(behind=None).order_by("pk"):
            standing_behind[row.behind_id or 0].append(_kept(row))
        leading = _in_order(self._runs().filter(behind=None, set_aside_at=None))
        return [best_of(_kept(row), standing_behind[row.pk]) for row in leading]

    def set_aside(self) -> Sequence[KeptRun]:
        leading = self._runs().filter(behind=None).exclude(set_aside_at=None)
        rows = leading.order_by("-set_aside_at", "pk").prefetch_related("led")
        return [best_of(_kept(row), [_kept(led) for led in led_by(row)]) for row in rows]

    def recordings_of(self, place: Place) -> Sequence[KeptRun]:
        rows = self._there(place).prefetch_related("led")
        return [_kept(one) for row in rows for one in (row, *led_by(row))]

    def forget(self, place: Place) -> Sequence[str]:
        with transaction.atomic():
            row = self._there(place)
            behind = self._runs().filter(behind__in=row)
            digests = {kept.digest for kept in self.recordings_of(place)}
            behind.delete()
            row.delete()
            left = self._runs().filter(digest__in=digests).values_list("digest", flat=True)
            lost = sorted(digests - set(left))
            self._files().filter(digest__in=lost).delete()
        return lost

    def recordings(self) -> Sequence[KeptRun]:
        return [_kept(row) for row in _in_order(self._runs())]

    def runs_near(self, start: datetime, within: timedelta) -> Sequence[KeptRun]:
        span = start - within, start + within
        return [_kept(row) for row in self._runs().filter(behind=None, started_at__range=span)]

    def keep_file(self, file: KeptFile, origin: Origin) -> None:
        row, _ = self._files().update_or_create(
            runner=self._row, digest=file.digest, defaults={"value": codec.write(file)}
        )
        document = codec.write(origin)
        named = hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()
        known = {"file": row, "named": named}
        if self._origins().get_or_create(**known, defaults={"value": document})[1]:
            self._find(Q(digest=file.digest) | Q(led__digest=file.digest))

    def files(self) -> Sequence[KeptFile]:
        values = self._files().order_by("pk").values_list("value", flat=True)
        return [codec.read(KeptFile, value) for value in values]

    def origins(self, digest: str) -> Sequence[Origin]:
        rows = self._origins().filter(file__digest=digest)
        return [codec.read(Origin, row.value) for row in rows.order_by("pk")]

    def arrivals(self) -> Sequence[tuple[str, Origin]]:
        pairs = self._origins().order_by("pk").values_list("file__digest", "value")
        return [(digest, codec.read(Origin, value)) for digest, value in pairs]

    def merge(self, merge: Merge) -> None:
        leading, behind = self._there(merge.leading).get(), self._there(merge.behind).get()
        with transaction.atomic():
            self._runs().filter(behind=behind).update(behind=leading)
            self._runs().filter(pk=behind.pk).update(behind=leading, score=merge.score)
            self._find(Q(pk__in=(leading.pk, behind.pk)))

    def undo_merge(self, behind: Place) -> bool:
        row = self._there(behind).exclude(behind=None).first()
        if row is None:
            return False
        self._there(behind).update(behind=None, score=None)
        self._find(Q(pk__in=(row.pk, row.behind_id or row.pk)))
        return True

    def merges(self) -> Sequence[Merge]:
        behind = self._runs().exclude(behind=None).filter(behind__set_aside_at=None)
        rows = behind.select_related("behind").order_by("pk")
        return [
            Merge((row.behind.digest, row.behind.part), (row.digest, row.part), row.score or 0.0)
            for row in rows
            if row.behind
        ]

    def problems(self) -> Sequence[Sentence]:
        return list(problems(self.actor))

    def _runs(self) -> QuerySet[RunRow]:
        return RunRow.objects.for_actor(self.actor)

    def _files(self) -> QuerySet[FileRow]:
        return FileRow.objects.for_actor(self.actor)

    def _origins(self) -> QuerySet[OriginRow]:
        return OriginRow.objects.for_actor(self.actor)

    def _there(self, place: Place) -> QuerySet[RunRow]:
        digest, part = place
        return self._runs().filter(digest=digest, part=part)

    def _find(self, changed: Q) -> None:
        """Runs are found by what is now said of them."""
        keys = set(self._runs().filter(changed).values_list("pk", flat=True))
        if keys:
            fill(self._runs().filter(pk__in=keys), self._origins())


def _in_order(rows: QuerySet[RunRow]) -> QuerySet[RunRow]:
    return rows.order_by(F("started_at").asc(nulls_last=True), "pk")


def _kept(row: RunRow) -> KeptRun:
    return codec.read(KeptRun, row.value)
