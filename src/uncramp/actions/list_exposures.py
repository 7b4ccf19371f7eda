"""List what a run subjected its runner to, each with its error and what is usual."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from uncramp.actions.read_runs import read_runs
from uncramp.actions.told import Told
from uncramp.exposure.catalogue import Cell, exposures
from uncramp.exposure.summary import summarise
from uncramp.exposure.usual import usual
from uncramp.history.history import History
from uncramp.history.run import Run, RunSummary
from uncramp.store.given import GivenFile
from uncramp.store.library import Library


@dataclass(frozen=True, slots=True)
class Listed:
    """One run and its exposures."""

    summary: RunSummary
    cells: tuple[Cell, ...]


def list_exposures(given: GivenFile, *, library: Library, told: Told, now: datetime) -> Listed:
    """Every exposure of the catalogue for the latest run in the file."""
    run = Run(summarise(read_runs(given, now=now)[-1]), told.check_in)
    others = (kept.run for kept in library.kept_runs())
    start = run.summary.started_at
    earlier = tuple(o for o in others if start is None or o.summary.started_at != start)
    history = History.of(told.runner, (*earlier, run))
    found, at = exposures(history), history.place_of(run)
    return Listed(run.summary, tuple(found.cells(at, usual(found, at).values)))
