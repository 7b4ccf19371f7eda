"""A folder that is watched: what a watch or a sync puts there is taken in by itself.

What is new goes the way of everything that is dropped on the import page: the same job, the
same report. Nothing in the folder is moved, changed or deleted.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.files import File
from django.utils import timezone
from django_tasks import task

from uncramp.web.diary.batches import Batch
from uncramp.web.diary.importing import start
from uncramp.web.jobs.house import of_the_house
from uncramp.web.policies.rules import Action
from uncramp.web.rows.library import owner

QUIET: Final = timedelta(seconds=5)  # a file still being copied is left for the next look
MOST: Final = 200  # files of one batch; the rest is for the next look
ENDINGS: Final = (".fit", ".tcx", ".gpx", ".gz", ".zip")
SEEN: Final = "watched.json"  # in the library's folder

Marks = Mapping[str, list[float]]
"""The size and the time of change of every file that was taken, by its path."""


@task
@of_the_house(Action.WATCH_FOLDER)
def look_into_folder() -> int:
    """Take in what is new since the last look; how many files."""
    if settings.WATCH is None:
        return 0
    seen = _remembered(settings.DATA / SEEN)
    new = new_files(settings.WATCH, seen, timezone.now())
    if new:
        _take_in(new)
        marks = {**seen, **{str(path): mark(path) for path in new}}
        _remember(settings.DATA / SEEN, marks)
    return len(new)


def new_files(folder: Path, seen: Marks, now: datetime) -> list[Path]:
    """Files of a run or an export that were not taken as they are now, oldest first."""
    latest = (now - QUIET).timestamp()
    found = [path for path in folder.rglob("*") if path.name.lower().endswith(ENDINGS)]
    ready = [
        (changed, path)
        for path in found
        if path.is_file() and (changed := mark(path)[1]) <= latest and _is_new(path, seen)
    ]
    return [path for _, path in sorted(ready)[:MOST]]


def mark(path: Path) -> list[float]:
    """What tells one state of a file from another without reading it."""
    about = path.stat()
    return [float(about.st_size), about.st_mtime]


def _is_new(path: Path, seen: Marks) -> bool:
    return seen.get(str(path)) != mark(path)


def _take_in(files: list[Path]) -> None:
    batch = Batch(settings.DATA / "uploads")
    for path in files:
        with path.open("rb") as file:
            batch.add([File(file, name=path.name)])  # type: ignore[list-item]  # it reads alike
    start(owner(), batch.token)


def _remembered(place: Path) -> Marks:
    return dict(json.loads(place.read_text())) if place.exists() else {}


def _remember(place: Path, marks: Marks) -> None:
    """Whole or not at all; lost, everything is taken in once more and found to be known."""
    beside = place.with_suffix(".part")
    beside.write_text(json.dumps(marks))
    beside.replace(place)
