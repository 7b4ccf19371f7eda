"""The queue is a table, so that a job is put in with the rows it is about, or not at all."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class State(models.TextChoices):
    """Where a job stands."""

    READY = "ready"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    PARKED = "parked"  # failed too often; a person decides


class JobRow(models.Model):
    """One job. Whoever holds its ``lease`` works on it until ``leased_until``."""

    task = models.CharField(max_length=200)
    """Dotted path of the task; a path that leads nowhere parks the job."""
    arguments = models.JSONField()
    """``[[…], {…}]``: JSON, never pickle."""
    key = models.CharField(max_length=100, unique=True, null=True)  # noqa: DJ001 NULLs differ
    """Two unfinished jobs with one key are one job."""
    state = models.CharField(max_length=10, choices=State, default=State.READY)
    every = models.PositiveIntegerField(null=True)
    """Seconds after which it is due again, whatever became of it; None where it is done once."""
    priority = models.SmallIntegerField(default=0)
    run_after = models.DateTimeField(db_default=Now())
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.CharField(max_length=32, default="")
    leased_until = models.DateTimeField(null=True)
    stop_asked = models.BooleanField(default=False)
    progress = models.JSONField(default=dict)
    result = models.JSONField(null=True)
    error = models.TextField(default="")
    enqueued_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["state", "run_after"], name="what_is_next"),)


class NoteRow(models.Model):
    """A word a job leaves with itself while it works, in the transaction of what it tells of.

    So it is there if and only if that is there, whenever the worker was killed.
    """

    job = models.ForeignKey(JobRow, models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=10)
    value = models.JSONField()
