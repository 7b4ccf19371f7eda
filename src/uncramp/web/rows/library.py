"""The library kept in rows: the one durable implementation of `store.library.Library`."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F

from uncramp.history.runner import Runner
from uncramp.store import codec
from uncramp.store.library import KeptRun
from uncramp.web.rows.models import RunnerRow, RunRow


class RowLibrary:
    """One runner's library."""

    def __init__(self, row: RunnerRow) -> None:
        self._row = row

    @classmethod
    def only(cls) -> RowLibrary:
        """The library of the one runner of an embedded installation, made on first use."""
        row = RunnerRow.objects.order_by("pk").first()
        return cls(row or RunnerRow.objects.create(value=codec.write(Runner())))

    def runner(self) -> Runner:
        return codec.read(Runner, self._row.value)

    def keep_runner(self, runner: Runner) -> None:
        self._row.value = codec.write(runner)
        self._row.save(update_fields=["value"])

    def keep_run(self, kept: KeptRun) -> bool:
        _, new = RunRow.objects.get_or_create(
            runner=self._row,
            digest=kept.digest,
            part=kept.part,
            defaults={"started_at": kept.run.summary.started_at, "value": codec.write(kept)},
        )
        return new

    def kept_runs(self) -> Sequence[KeptRun]:
        in_order = self._row.runs.order_by(F("started_at").asc(nulls_last=True), "pk")
        return [codec.read(KeptRun, value) for value in in_order.values_list("value", flat=True)]
