"""Forecast a planned run: its risk, what moves it, each muscle's part, and the sweat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from numpy.random import Generator

from uncramp.actions.assess_case import Triage, assess_case
from uncramp.actions.described_run import DescribedRun, summary_of
from uncramp.actions.editions import Editions, editions
from uncramp.actions.explain_episode import dice
from uncramp.actions.told import Told
from uncramp.answer.forecast import MuscleRisk, by_muscle, interval
from uncramp.answer.shapley import chance
from uncramp.answer.why import Why, why
from uncramp.exposure.catalogue import exposures
from uncramp.exposure.fluid import MassChange, Sweat, mass_change, sweat_of
from uncramp.exposure.usual import usual
from uncramp.exposure.weighing import personal_factor
from uncramp.history.history import History
from uncramp.history.run import Run
from uncramp.model.draws import Draws
from uncramp.model.grades import WORTH, severity
from uncramp.model.risk import draws, fit
from uncramp.store.library import Library, history_of
from uncramp.store.registry import registry
from uncramp.terms.columns import Column
from uncramp.terms.muscles import Muscle
from uncramp.terms.quantities import KILOMETRE, SECOND

SHARES = b"share of cramps that slow or stop"  # any seed will do; this one stays
PLANNED = b"a planned run"
"""One seed for every planned run: what moves between two answers is the run, never the dice, and
the same question asked a minute later has the same answer."""


class PlannedRun(DescribedRun):
    """A run not yet run, whose distance and time are set."""

    distance: Annotated[float, KILOMETRE.within(0.4, 1000)]
    time: Annotated[float, SECOND.within(60, 432_000)]


@dataclass(frozen=True, slots=True)
class SlowOrStop:
    """The chance of a cramp that slows or stops the runner: one part of those ``of_cramps``.

    How bad a cramp is does not depend on the run; ``own_cramps`` graded ones of this runner
    stand beside what other runners told.
    """

    probability: float
    interval: tuple[float, float]
    of_cramps: float
    own_cramps: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """``why`` holds the risk and its factors; a red flag leaves it without factors."""

    editions: Editions
    triage: Triage
    why: Why
    by_muscle: Mapping[Muscle, MuscleRisk]
    sweat: Sweat
    mass_change: MassChange
    slow_or_stop: SlowOrStop


def forecast_run(planned: PlannedRun, *, library: Library, told: Told, now: datetime) -> Forecast:
    """Forecast `planned` as if it started at `now`."""
    triage = assess_case(told.facts)
    run = Run(summary_of(planned, now), told.check_in)
    answer, drawn, history = _answer(run, library, told.for_an_answer())
    factor = float(personal_factor(history).value[history.place_of(run)])
    sweat = sweat_of(run.summary, told.runner, told.check_in, factor=factor)
    lost = mass_change(sweat, run.summary, told.runner, told.check_in)
    cramp = chance(drawn.log_odds(drawn.here))
    muscles = by_muscle(cramp, registry().muscles)
    said = answer.silenced() if triage.stops else answer
    bad = _slow_or_stop(cramp, history, dice(SHARES))
    return Forecast(editions(), triage, said, muscles, sweat, lost, bad)


def _answer(run: Run, library: Library, told: Told) -> tuple[Why, Draws, History]:
    known = registry()
    history = history_of(library, told.runner).with_run(run)
    found, at = exposures(history), history.place_of(run)
    ordinary = usual(found, at)
    model = fit(known, history, found, asked=at)
    drawn = draws(model, found, at, ordinary, dice(PLANNED))
    return why(model, found, at, ordinary, drawn, known), drawn, history


def _slow_or_stop(cramp: Column, history: History, generator: Generator) -> SlowOrStop:
    """The share of bad cramps is a beta of as many cramps as stand behind it."""
    known = severity(run.grade for run in history.runs)
    behind = WORTH + known.own
    share = generator.beta(known.share * behind, (1 - known.share) * behind, cramp.size)
    probability = float(cramp.mean()) * known.share
    return SlowOrStop(probability, interval(cramp * share), known.share, known.own)
