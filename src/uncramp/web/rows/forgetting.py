"""What goes with a runner who left: their folder of files, and every row that hangs on them."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings

from uncramp.actions.leave_for_good import Leaver
from uncramp.history.runner import Runner
from uncramp.store import codec
from uncramp.store.shelf import flush_folder
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import owner
from uncramp.web.rows.models import RunnerRow
from uncramp.web.rows.opening import shelf_folder


def forget_shelf(leaver: Leaver) -> int:
    """Every original, and what a cut left half written; how many files."""
    shelf = shelf_folder(Path(settings.DATA), Actor(leaver.runner))
    if not shelf.exists():
        return 0
    count = sum(file.is_file() for file in shelf.rglob("*"))
    shutil.rmtree(shelf)
    flush_folder(shelf.parent)
    return count


def forget_runner(leaver: Leaver) -> int:
    """The runner, and with them every row of theirs.

    The first runner of an installation is whose library the terminal fills: that row is made
    anew, empty, so that no other runner steps into its place.
    """
    actor = Actor(leaver.runner)
    first = owner().runner == leaver.runner
    count: int = RunnerRow.objects.for_actor(actor).delete()[0]
    if first:
        RunnerRow(pk=leaver.runner, value=codec.write(Runner())).save(force_insert=True)
    return count
