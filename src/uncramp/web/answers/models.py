"""What was planned and what is being tried: the tables of these pages."""

from __future__ import annotations

from django.db import models

from uncramp.web.rows.models import RunnerRow
from uncramp.web.rows.reaching import Reached


class PlanRow(models.Model):
    """A plan that was kept; ``value`` is an `actions.keep_plan.KeptPlan`."""

    runner = models.ForeignKey(RunnerRow, models.CASCADE, related_name="plans")
    made_at = models.DateTimeField()
    value = models.JSONField()

    objects = Reached()


class TrialRow(models.Model):
    """A trial a runner began; ``value`` is an `actions.run_trial.Trial`.

    Once it is ``ended_at`` it stays as it was: nobody tries until the numbers please.
    """

    runner = models.ForeignKey(RunnerRow, models.CASCADE, related_name="trials")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    value = models.JSONField()

    objects = Reached()
