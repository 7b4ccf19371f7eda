"""Offer a runner a trial of their own, refuse one that cannot succeed, and follow one along."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.random import Generator, default_rng

from uncramp.actions.editions import Editions, editions
from uncramp.actions.told import Told
from uncramp.answer.shapley import chance
from uncramp.experiment.allowed import EVERY_TIME, MAY_BE_TRIED, Sides
from uncramp.experiment.grades import Grade, ladder
from uncramp.experiment.offer import (
    HIGH_RISK,
    HOPED,
    MOST_RUNS,
    Offer,
    offer,
    yes_or_no_is_futile,
)
from uncramp.experiment.power import drift
from uncramp.experiment.trial import Looked, looked_at, next_side, schedules
from uncramp.exposure.catalogue import exposures
from uncramp.exposure.usual import usual
from uncramp.model.risk import draws, fit
from uncramp.store.library import Library, history_of
from uncramp.store.registry import registry
from uncramp.terms.errors import InputError
from uncramp.terms.sentences import Sentence

__all__ = [
    "Asked",
    "Experiment",
    "offer_experiment",
    "told_results",
    "yes_or_no_is_futile",
]

YEAR = timedelta(days=365)
GRADES = {grade.name.lower(): grade for grade in Grade}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a runner wants to try; runs and risk are worked out from the last year if untold.

    ``coin`` is any word: the same word throws the same coins again.
    """

    exposure: str
    coin: str
    n_runs: int | None = None
    risk: float | None = None


@dataclass(frozen=True, slots=True)
class Experiment:
    """An offer or a refusal; where it goes on, every look so far and the side of the next run."""

    editions: Editions
    offer: Offer
    sides: Sides | None
    always: tuple[Sentence, ...]
    looks: tuple[Looked, ...] = ()
    next_run: int | None = None
    next_with: bool | None = None


def offer_experiment(
    asked: Asked,
    *,
    library: Library,
    told: Told,
    now: datetime,
    results: Sequence[Grade] | None = None,
) -> Experiment:
    """Offer or refuse what was asked; with `results` so far, also what they show.

    Raises
    ------
    InputError
        Where a number cannot be, there are more results than runs, or the runner is too young.
    """
    runner = told.for_an_answer().runner
    coins = default_rng(int.from_bytes(hashlib.sha256(asked.coin.encode()).digest()[:8]))
    schedule_seed, chance_seed = coins.spawn(2)
    n_runs, risk = _planned(asked, library, told, now, chance_seed)
    made = offer(asked.exposure, runner, n_runs, risk, chance_seed)
    sides = MAY_BE_TRIED.get(asked.exposure) if made.is_offered else None
    found = Experiment(editions(), made, sides, EVERY_TIME if sides else ())
    if results is None or not made.is_offered:
        return found
    return _followed(found, schedules(n_runs, 1, schedule_seed)[0], results, chance_seed)


def _planned(
    asked: Asked, library: Library, told: Told, now: datetime, generator: Generator
) -> tuple[int, float | None]:
    """How many runs, and their mean risk: as told, or those of the last year that were risky."""
    if asked.n_runs is not None and not 0 < asked.n_runs <= MOST_RUNS:
        raise InputError.of("--runs must be 1 to {most}.", most=MOST_RUNS)
    if asked.risk is not None and not 0 < asked.risk < 1:
        raise InputError.of("--risk is a chance between 0 and 100 %.")
    if asked.n_runs is not None and asked.risk is not None:
        return asked.n_runs, asked.risk
    risks = _of_the_last_year(library, told, now, generator)
    risky = risks[risks >= HIGH_RISK]
    mean = float(risky.mean()) if risky.size else None
    return (
        risky.size if asked.n_runs is None else asked.n_runs,
        mean if asked.risk is None else asked.risk,
    )


def _of_the_last_year(
    library: Library, told: Told, now: datetime, generator: Generator
) -> np.ndarray:
    """The chance that each run of the last year would end in a cramp, (n_runs,)."""
    history = history_of(library, told.runner)
    starts = [run.summary.started_at for run in history.runs]
    recent = [i for i, start in enumerate(starts) if start and now - YEAR <= start <= now]
    if not recent:
        return np.zeros(0)
    found = exposures(history)
    model = fit(registry(), history, found)
    drawn = (draws(model, found, i, usual(found, i), generator) for i in recent)
    return np.array([chance(d.log_odds(d.here)).mean() for d in drawn])


def _followed(
    found: Experiment, schedule: np.ndarray, results: Sequence[Grade], generator: Generator
) -> Experiment:
    if len(results) > schedule.size:
        raise InputError.of(
            "There are {told} results, but the trial has {n} runs.",
            told=len(results),
            n=schedule.size,
        )
    assert found.offer.risk is not None
    hoped = drift(ladder(found.offer.risk), HOPED, schedule.size)
    looks = looked_at(schedule, np.array(results, dtype=float), generator, drift=hoped)
    over = bool(looks) and looks[-1].ends
    side = None if over else next_side(schedule, len(results))
    return Experiment(
        found.editions,
        found.offer,
        found.sides,
        found.always,
        looks,
        None if side is None else len(results) + 1,
        side,
    )


def told_results(given: bytes) -> tuple[Grade, ...]:
    """How each run of a trial ended, in order, from a CSV table with a column ``grade``.

    Raises
    ------
    InputError
        Naming the row; here none can be passed over, since their order is the trial.
    """
    rows = list(csv.DictReader(io.StringIO(given.decode("utf-8-sig", "replace"), newline="")))
    found = []
    for number, row in enumerate(rows, start=2):
        grade = (row.get("grade") or "").strip().lower()
        if grade not in GRADES:
            raise InputError.of(
                "Row {row}, grade: {grade} is none of {known}.",
                row=number,
                grade=repr(grade),
                known=", ".join(GRADES),
            )
        found.append(GRADES[grade])
    return tuple(found)
