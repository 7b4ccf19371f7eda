"""See one kept run: what was recorded of it, and what the muscles were subjected to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from uncramp.actions.draw_run import Drawn, draw_run
from uncramp.actions.read_runs import runs_in
from uncramp.activity.activity import Lap
from uncramp.exposure.catalogue import Cell, exposures
from uncramp.exposure.usual import usual
from uncramp.history.history import History
from uncramp.history.run import Run
from uncramp.history.runner import Runner
from uncramp.store.kept import KeptRun
from uncramp.store.shelf import Shelf

__all__ = ["Cell", "SeenRun", "see_run"]


@dataclass(frozen=True, slots=True)
class SeenRun:
    """A run as its page shows it; ``drawn`` is None where there is no distance over time."""

    kept: KeptRun
    drawn: Drawn | None
    laps: tuple[Lap, ...]
    cells: tuple[Cell, ...]


def see_run(
    kept: KeptRun, earlier: Sequence[Run], *, runner: Runner, shelf: Shelf, now: datetime
) -> SeenRun:
    """The run, drawn from its file, with its exposures against the runs before it."""
    runs = runs_in(shelf.get(kept.digest), now=now)
    activity = runs[min(kept.part, len(runs) - 1)]
    run = kept.as_told
    history = History.of(runner, (*earlier, run))
    found, at = exposures(history), history.place_of(run)
    cells = tuple(found.cells(at, usual(found, at).values))
    return SeenRun(kept, draw_run(activity, kept.episode), activity.laps, cells)
