from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("rows", "0002_files_and_origins"),)

    operations = ()
