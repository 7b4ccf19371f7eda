# ruff: noqa: D101
from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def _key() -> Any:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def _runner(name: str) -> Any:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE, related_name=name, to="rows.runnerrow"
    )


class Migration(migrations.Migration):
    initial = True

    dependencies = (("rows", "0001_initial"),)

    operations = (
        migrations.CreateModel(
            name="PlanRow",
            fields=[
                ("id", _key()),
                ("made_at", models.DateTimeField()),
                ("value", models.JSONField()),
                ("runner", _runner("plans")),
            ],
        ),
        migrations.CreateModel(
            name="TrialRow",
            fields=[
                ("id", _key()),
                ("begun_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("value", models.JSONField()),
                ("runner", _runner("trials")),
            ],
        ),
    )
