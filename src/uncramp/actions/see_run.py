"""See one kept run: what was recorded of it, and what the muscles were subjected to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from uncramp.actions.draw_run import Drawn, draw_run
from uncramp.actions.keep_visitors_answer import is_described
from uncramp.actions.read_runs import runs_in
from uncramp.activity.activity import Activity, Lap
from uncramp.exposure.catalogue import Cell, exposures
from uncramp.exposure.usual import usual
from uncramp.history.history import History
from uncramp.history.run import Run
from uncramp.history.runner import Runner
from uncramp.store.kept import KeptRun
from uncramp.store.shelf import Shelf
from uncramp.terms.errors import InputError
from uncramp.terms.sentences import Sentence

__all__ = ["Cell", "SeenRun", "see_run"]


@dataclass(frozen=True, slots=True)
class SeenRun:
    """A run as its page shows it; ``drawn`` is None where nothing was recorded over time."""

    kept: KeptRun
    drawn: Drawn | None
    laps: tuple[Lap, ...]
    cells: tuple[Cell, ...]
    lost: Sentence | None = None
    """Why its file cannot be read any more; what was kept of the run is shown all the same."""


def see_run(
    kept: KeptRun, earlier: Sequence[Run], *, runner: Runner, shelf: Shelf, now: datetime
) -> SeenRun:
    """The run, drawn from its file, with its exposures against the runs before it."""
    activity, lost = _recorded(kept, shelf, now)
    run = kept.as_told
    history = History.of(runner, (*earlier, run))
    found, at = exposures(history), history.place_of(run)
    cells = tuple(found.cells(at, usual(found, at).values))
    drawn = draw_run(activity, kept.episode) if activity else None
    return SeenRun(kept, drawn, activity.laps if activity else (), cells, lost)


def _recorded(
    kept: KeptRun, shelf: Shelf, now: datetime
) -> tuple[Activity | None, Sentence | None]:
    """The recording; None with the reason, or without one where it was only described."""
    try:
        data = shelf.get(kept.digest)
        runs = () if is_described(data) else runs_in(data, now=now)
    except InputError as error:
        return None, error.said
    return (runs[min(kept.part, len(runs) - 1)] if runs else None), None
