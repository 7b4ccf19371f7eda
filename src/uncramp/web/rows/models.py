"""The tables. A row knows who, when and whether; its one JSON column is the value."""

from __future__ import annotations

import secrets

from django.db import models

from uncramp.web.rows.clubs import (  # noqa: F401  Django finds them here
    ClubInvitationRow,
    ClubRow,
    MemberRow,
)
from uncramp.web.rows.reaching import Reached, ReachedByFile, Runners
from uncramp.web.rows.sharing import (  # noqa: F401  Django finds them here
    AssignedRow,
    CommentRow,
    LookRow,
    SharingRow,
)

REVISIONS = 2**40  # thousands of them can be summed in any database


def any_revision() -> int:
    """What a new row begins with; a changed one gets another from the database itself."""
    return secrets.randbelow(REVISIONS)


class RunnerRow(models.Model):
    """One runner; ``value`` is a `history.runner.Runner`.

    ``closed_at`` is when they left; from then on nobody reaches them, and after a while they
    are gone for good (`policies.leaving`).
    """

    value = models.JSONField()
    revision = models.BigIntegerField(default=any_revision)
    """Another number whenever ``value`` changes, here and in the tables of what is told."""
    closed_at = models.DateTimeField(null=True, db_index=True)

    objects = Runners()


class FileRow(models.Model):
    """One file that was looked into; ``value`` is a `store.kept.KeptFile`."""

    runner = models.ForeignKey(RunnerRow, models.CASCADE, related_name="files")
    digest = models.CharField(max_length=64)
    value = models.JSONField()

    objects = Reached()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["runner", "digest"], name="one_row_a_file"),)


class OriginRow(models.Model):
    """One place a file came from; ``value`` is a `store.kept.Origin`."""

    file = models.ForeignKey(FileRow, models.CASCADE, related_name="origins")
    named = models.CharField(max_length=64)
    """SHA-256 of the value: names may be longer than an index takes."""
    value = models.JSONField()

    objects = ReachedByFile()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["file", "named"], name="one_row_an_origin"),)


class RunRow(models.Model):
    """One recording of a run; ``value`` is a `store.kept.KeptRun`, other columns are of it.

    By those from ``started_at`` to ``words`` it is found; `rows.finding` fills them.

    Where two recordings are of one run, one stands ``behind`` the other, with the ``score``
    that decided it.
    """

    runner = models.ForeignKey(RunnerRow, models.CASCADE, related_name="runs")
    digest = models.CharField(max_length=64)
    part = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField(null=True, db_index=True)
    set_aside_at = models.DateTimeField(null=True)
    distance = models.FloatField(null=True)
    cramped = models.BooleanField(default=False)
    answered = models.BooleanField(default=False)
    raced = models.BooleanField(default=False)
    indoor = models.BooleanField(default=False)
    words = models.TextField(default="")
    value = models.JSONField()
    revision = models.BigIntegerField(default=any_revision)
    behind = models.ForeignKey("self", models.RESTRICT, null=True, related_name="led")
    score = models.FloatField(null=True)

    objects = Reached()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["runner", "digest", "part"], name="one_row_a_run"),
            models.CheckConstraint(
                condition=~models.Q(behind=models.F("id")),
                name="never_behind_itself",
            ),
        )
        indexes = (
            models.Index(
                fields=[
                    "runner",
                    "behind",
                    "set_aside_at",
                    "started_at",
                    "distance",
                    "cramped",
                    "answered",
                    "raced",
                    "indoor",
                ],
                name="runs_in_time_order",
            ),
            models.Index(fields=["runner", "id", "revision", "behind"], name="runs_revised"),
        )


class CrampRow(models.Model):
    """One logged cramp; ``value`` is a `history.cramp.CrampEntry`, ``at`` is when it began.

    The token is made where it was logged, so that the same log sent twice is one row.
    """

    runner = models.ForeignKey(RunnerRow, models.CASCADE, related_name="cramps")
    token = models.CharField(max_length=36)
    at = models.DateTimeField(db_index=True)
    value = models.JSONField()
    revision = models.BigIntegerField(default=any_revision)

    objects = Reached()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["runner", "token"], name="one_row_a_cramp"),)


class ShoeRow(models.Model):
    """One pair of shoes; ``value`` is a `history.shoe.Shoe`."""

    runner = models.ForeignKey(RunnerRow, models.CASCADE, related_name="shoes")
    token = models.CharField(max_length=36)
    value = models.JSONField()
    revision = models.BigIntegerField(default=any_revision)

    objects = Reached()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["runner", "token"], name="one_row_a_shoe"),)
