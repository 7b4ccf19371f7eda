"""The cramp log and the shoe shelf of one runner, in rows."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from uncramp.history.cramp import CrampEntry
from uncramp.history.shoe import Shoe
from uncramp.store import codec
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.models import CrampRow, RunnerRow, ShoeRow


class RowDiary:
    """The part of `RowLibrary` that keeps what a runner writes down themselves."""

    actor: Actor
    _row: RunnerRow

    def cramps(self) -> Sequence[CrampEntry]:
        rows = CrampRow.objects.for_actor(self.actor).order_by("at", "pk")
        return [codec.read(CrampEntry, row.value) for row in rows]

    def cramp(self, token: str) -> CrampEntry | None:
        if connection.in_atomic_block:  # who changes it next waits until this is written
            RunnerRow.objects.for_actor(self.actor).select_for_update().get()
        row = CrampRow.objects.for_actor(self.actor).filter(token=token).first()
        return codec.read(CrampEntry, row.value) if row else None

    def keep_cramp(self, entry: CrampEntry) -> None:
        said = {"at": entry.began_at, "value": codec.write(entry)}
        rows = CrampRow.objects.for_actor(self.actor)
        rows.update_or_create(runner=self._row, token=entry.token, defaults=said)

    def shoes(self) -> Sequence[Shoe]:
        rows = ShoeRow.objects.for_actor(self.actor).order_by("pk")
        return [codec.read(Shoe, row.value) for row in rows]

    def keep_shoe(self, shoe: Shoe) -> None:
        rows = ShoeRow.objects.for_actor(self.actor)
        said = {"value": codec.write(shoe)}
        rows.update_or_create(runner=self._row, token=shoe.token, defaults=said)
