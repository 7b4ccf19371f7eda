"""The tables of sharing: with whom, who looked at what, and what was said of a run.

A helper is an account by its key; `account.forget` of that account ends what hangs on it here
(`forget_helper`). The runner's rows go with the runner.
"""

from __future__ import annotations

from django.db import models

from uncramp.web.rows.reaching import Reached, Sharings


class SharingRow(models.Model):
    """One sharing; ``value`` is a `policies.sharing_states.Sharing`, ``stage`` is of it.

    ``helper`` is the account that accepted. ``digest`` is of the one-time link and is emptied
    by the first step that uses it.
    """

    runner = models.ForeignKey("rows.RunnerRow", models.CASCADE, related_name="sharings")
    helper = models.BigIntegerField(null=True, db_index=True)
    digest = models.CharField(  # noqa: DJ001  unique, and many have none
        max_length=64, null=True, unique=True
    )
    stage = models.CharField(max_length=16)
    value = models.JSONField()

    objects = Sharings()


class LookRow(models.Model):
    """One look of a helper at a page; ``what`` names the parts that were shown, with commas."""

    runner = models.ForeignKey("rows.RunnerRow", models.CASCADE, related_name="looks")
    sharing = models.ForeignKey(SharingRow, models.CASCADE, related_name="looks")
    at = models.DateTimeField(db_index=True)
    page = models.CharField(max_length=16)
    what = models.CharField(max_length=80)

    objects = Reached()


class CommentRow(models.Model):
    """One thing said of a run or its cramp, by a helper or by the runner in answer.

    ``read_at`` is when the other side saw it.
    """

    runner = models.ForeignKey("rows.RunnerRow", models.CASCADE, related_name="comments")
    run = models.ForeignKey("rows.RunRow", models.CASCADE, related_name="comments")
    sharing = models.ForeignKey(SharingRow, models.CASCADE, related_name="comments")
    """With whom it was said: a runner's answer belongs to the sharing it answers."""
    by_helper = models.BooleanField()
    at = models.DateTimeField(db_index=True)
    read_at = models.DateTimeField(null=True)
    text = models.TextField()

    objects = Reached()


class AssignedRow(models.Model):
    """A run that a helper set for a day; ``value`` is an `actions.assign_run.AssignedRun`."""

    runner = models.ForeignKey("rows.RunnerRow", models.CASCADE, related_name="assigned")
    sharing = models.ForeignKey(SharingRow, models.CASCADE, related_name="assigned")
    day = models.DateField(db_index=True)
    value = models.JSONField()

    objects = Reached()
