from __future__ import annotations

from typing import Any

from django.db import migrations, models


def find_them(apps: Any, _schema_editor: Any) -> None:
    """Runs that are kept already are found by what their values say."""
    from uncramp.web.rows.finding import fill

    runs, origins = (apps.get_model("rows", name).objects.all() for name in ("RunRow", "OriginRow"))
    fill(runs, origins)


def nothing(_apps: Any, _schema_editor: Any) -> None:
    """The columns go with what is in them."""


class Migration(migrations.Migration):
    dependencies = (("rows", "0003_cramps_and_shoes"),)

    operations = (
        migrations.AddField("runrow", "set_aside_at", models.DateTimeField(null=True)),
        migrations.AddField("runrow", "distance", models.FloatField(null=True)),
        migrations.AddField("runrow", "cramped", models.BooleanField(default=False)),
        migrations.AddField("runrow", "answered", models.BooleanField(default=False)),
        migrations.AddField("runrow", "raced", models.BooleanField(default=False)),
        migrations.AddField("runrow", "indoor", models.BooleanField(default=False)),
        migrations.AddField("runrow", "words", models.TextField(default="")),
        migrations.AddIndex(
            "runrow",
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
        ),
        migrations.RunPython(find_them, nothing),
    )
