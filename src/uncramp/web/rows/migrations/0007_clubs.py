from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

KEY = models.BigAutoField(
    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
)


class Migration(migrations.Migration):
    dependencies = (("rows", "0005_sharing"),)

    operations = (
        migrations.AddField(
            "runnerrow", "closed_at", models.DateTimeField(db_index=True, null=True)
        ),
        migrations.CreateModel(
            name="ClubRow",
            fields=[
                ("id", KEY),
                ("name", models.CharField(max_length=80)),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ClubInvitationRow",
            fields=[
                ("id", KEY),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("whom", models.CharField(max_length=254)),
                ("role", models.CharField(max_length=8)),
                ("until", models.DateTimeField(db_index=True)),
                (
                    "club",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="rows.clubrow",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MemberRow",
            fields=[
                ("id", KEY),
                ("account", models.BigIntegerField(db_index=True)),
                ("role", models.CharField(max_length=8)),
                ("name", models.CharField(max_length=80)),
                ("since", models.DateTimeField()),
                (
                    "club",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="rows.clubrow",
                    ),
                ),
                (
                    "runner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="rows.runnerrow",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("club", "runner"), name="one_row_a_member")
                ],
            },
        ),
    )
