from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("rows", "0003_cramps_and_shoes"),)

    operations = ()
