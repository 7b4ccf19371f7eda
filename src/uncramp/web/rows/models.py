"""The tables. A row knows who, when and whether; its one JSON column is the value."""

from __future__ import annotations

from django.db import models


class RunnerRow(models.Model):
    """One runner; ``value`` is a `history.runner.Runner`."""

    value = models.JSONField()


class RunRow(models.Model):
    """One run; ``value`` is a `store.library.KeptRun`, and the other columns are read off it."""

    runner = models.ForeignKey(RunnerRow, models.CASCADE, related_name="runs")
    digest = models.CharField(max_length=64)
    part = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField(null=True, db_index=True)
    value = models.JSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["runner", "digest", "part"], name="one_row_a_run"),
        )
