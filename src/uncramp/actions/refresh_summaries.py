"""Summarise runs again that an older edition of the summary was made of.

The recording stays on the shelf for this: a better way to read a stream reaches the runs of
ten years ago, and what their runner told of them is not touched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from uncramp.activity import file as activity_file
from uncramp.exposure.summary import EDITION, summarise
from uncramp.store.kept import KeptRun
from uncramp.store.library import Library
from uncramp.store.shelf import Shelf
from uncramp.terms.errors import InputError


def refresh_summaries(
    *, library: Library, shelf: Shelf, tell: Callable[[int, int], None] = lambda _done, _of: None
) -> int:
    """Bring every summary to the present edition; how many were not. `tell` hears how far."""
    old = [run for run in library.recordings() if run.run.summary.edition != EDITION]
    done = 0
    for at, kept in enumerate(old, 1):
        again = _again(kept, shelf)
        if again is not None:
            library.replace_run(again)
            done += 1
        tell(at, len(old))
    return done


def _again(kept: KeptRun, shelf: Shelf) -> KeptRun | None:
    """None where the file is lost or no longer read: the old summary is better than none."""
    try:
        activities = activity_file.read(shelf.get(kept.digest))
    except InputError:
        return None
    runs = [activity for activity in activities if activity_file.is_run(activity)]
    if kept.part >= len(runs):
        return None
    return replace(kept, run=replace(kept.run, summary=summarise(runs[kept.part])))
