from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

KEY = models.BigAutoField(
    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
)


class Migration(migrations.Migration):
    dependencies = (("rows", "0004_finding_runs"),)

    operations = (
        migrations.CreateModel(
            name="SharingRow",
            fields=[
                ("id", KEY),
                ("helper", models.BigIntegerField(db_index=True, null=True)),
                ("digest", models.CharField(max_length=64, null=True, unique=True)),
                ("stage", models.CharField(max_length=16)),
                ("value", models.JSONField()),
                ("runner", models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sharings",
                        to="rows.runnerrow",
                    )),
            ],
        ),
        migrations.CreateModel(
            name="LookRow",
            fields=[
                ("id", KEY),
                ("at", models.DateTimeField(db_index=True)),
                ("page", models.CharField(max_length=16)),
                ("what", models.CharField(max_length=80)),
                ("runner", models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="looks",
                        to="rows.runnerrow",
                    )),
                ("sharing", models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="looks",
                        to="rows.sharingrow",
                    )),
            ],
        ),
        migrations.CreateModel(
            name="CommentRow",
            fields=[
                ("id", KEY),
                ("by_helper", models.BooleanField()),
                ("at", models.DateTimeField(db_index=True)),
                ("read_at", models.DateTimeField(null=True)),
                ("text", models.TextField()),
                ("run", models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="rows.runrow",
                    )),
                ("runner", models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="rows.runnerrow",
                    )),
                ("sharing", models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="rows.sharingrow",
                    )),
            ],
        ),
        migrations.CreateModel(
            name="AssignedRow",
            fields=[
                ("id", KEY),
                ("day", models.DateField(db_index=True)),
                ("value", models.JSONField()),
                (
                    "runner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assigned",
                        to="rows.runnerrow",
                    ),
                ),
                (
                    "sharing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assigned",
                        to="rows.sharingrow",
                    ),
                ),
            ],
        ),
    )
