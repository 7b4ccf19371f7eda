"""List what a run subjected its runner to, each with its error and what is usual."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from uncramp.actions.look_up_weather import look_up_weather
from uncramp.actions.read_runs import read_runs
from uncramp.actions.told import Told
from uncramp.exposure.catalogue import Cell, exposures
from uncramp.exposure.summary import summarise
from uncramp.exposure.usual import usual
from uncramp.history.run import Run, RunSummary
from uncramp.store.given import GivenFile
from uncramp.store.library import KeptRun, Library, history_of
from uncramp.store.weather_answer import WeatherHistory
from uncramp.terms.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Listed:
    """One run and its exposures."""

    summary: RunSummary
    cells: tuple[Cell, ...]
    notes: tuple[Sentence, ...] = ()  # what was not looked up


def list_exposures(
    given: GivenFile,
    *,
    library: Library,
    told: Told,
    now: datetime,
    weather: WeatherHistory | None = None,
) -> Listed:
    """Every exposure of the catalogue for the latest run in the file."""
    summary = summarise(read_runs(given, now=now)[-1])
    outside = look_up_weather(summary, weather, now=now)
    run = Run(summary, told.check_in, weather=outside.weather)
    start = run.summary.started_at
    earlier = history_of(library, told.runner, but=lambda kept: _began(kept, start))
    history = earlier.with_run(run)
    found, at = exposures(history), history.place_of(run)
    cells = tuple(found.cells(at, usual(found, at).values))
    return Listed(run.summary, cells, outside.notes)


def _began(kept: KeptRun, start: datetime | None) -> bool:
    """A run of the same start is the same run, from another file."""
    return start is not None and kept.run.summary.started_at == start
