"""The levers of a planned run: what its runner can still change, and within which limits.

A lever is only another answer about the run, so moving it is asking `forecast_run` of the
changed run: there is no second way to work a risk out. Levers of drink, salt and food end at
the limits of every plan, and where no amounts may be said there are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from uncramp.actions.described_run import summary_of
from uncramp.actions.forecast_run import PlannedRun
from uncramp.actions.told import Told
from uncramp.history.run import Run
from uncramp.plan.ahead import Ahead, ahead
from uncramp.plan.ceilings import (
    MOST_FOOD,
    SALTIEST,
    Amounts,
    amounts,
    meals_are_a_doctors,
    most_drinking,
)
from uncramp.plan.limits import DIABETES, DOCTOR, UNTOLD
from uncramp.store.library import Library, history_of
from uncramp.terms.sentences import Sentence, sentence

AROUND = 0.2  # of the planned pace, either way
LONG_WARM_UP, SHORT_NIGHT, LONG_NIGHT = 30.0, 4.0, 9.0  # min, h
COLD, HOT = 0.0, 35.0  # °C
LEAST_DROP, MOST_DROP = 0.0, 14.0  # mm
RUN_IN = 300.0  # km


@dataclass(frozen=True, slots=True)
class Lever:
    """One thing that can be changed: ``key`` is the answer it tells, from ``low`` to ``high``.

    ``now`` is where it stands as told; None where nobody told.
    """

    key: str
    label: Sentence
    unit: str
    low: float
    high: float
    step: float
    now: float | None


@dataclass(frozen=True, slots=True)
class Levers:
    """The levers, and why some are not there."""

    levers: tuple[Lever, ...]
    left_out: tuple[Sentence, ...]


def levers(planned: PlannedRun, *, library: Library, told: Told, now: datetime) -> Levers:
    """The levers of `planned` for this runner."""
    known = told.for_an_answer()
    run = Run(summary_of(planned, now), known.check_in)
    seen = ahead(history_of(library, known.runner).with_run(run), run)
    found = (*_of_the_run(planned, known), *_intake(seen), *_of_the_day(known))
    return Levers(found, tuple(_left_out(known)))


def _of_the_run(planned: PlannedRun, told: Told) -> Iterator[Lever]:
    pace = planned.time / 60 / planned.distance
    low, high = (round(pace * part * 12) / 12 for part in (1 - AROUND, 1 + AROUND))
    yield Lever("pace", sentence("Pace"), "min/km", low, high, 1 / 12, pace)
    temperature = told.check_in.temperature
    yield Lever(
        "temperature", sentence("Temperature, by an earlier start or another place"),
        "°C", COLD, HOT, 1, temperature,
    )  # fmt: skip


def _intake(seen: Ahead) -> Iterator[Lever]:
    """Up to the ceilings of a plan; none where no amounts may be said."""
    if amounts(seen.runner) is not Amounts.SAID:
        return
    told, most = seen.told, most_drinking(seen).millilitres / 1000 * seen.hours
    yield Lever(
        "fluid", sentence("Drunk on the way"), "L", 0, _to_a_step(most, 0.1), 0.1, told.fluid
    )
    yield Lever(
        "drink_sodium", sentence("Sodium in the drink"), "g/L", 0, SALTIEST / 1000, 0.1,
        told.drink_sodium,
    )  # fmt: skip
    if not meals_are_a_doctors(seen.runner):
        grams = _to_a_step(MOST_FOOD * seen.hours, 5)
        yield Lever(
            "carbohydrate", sentence("Carbohydrate on the way"), "g", 0, grams, 5,
            told.carbohydrate,
        )  # fmt: skip


def _of_the_day(told: Told) -> Iterator[Lever]:
    known = told.check_in
    yield Lever(
        "shoe_drop", sentence("Heel-to-toe drop of the shoes"), "mm", LEAST_DROP, MOST_DROP, 1,
        known.shoe_drop,
    )  # fmt: skip
    yield Lever(
        "shoe_distance", sentence("How far the shoes are run in"), "km", 0, RUN_IN, 10,
        known.shoe_distance,
    )  # fmt: skip
    yield Lever("warm_up", sentence("Warm-up"), "min", 0, LONG_WARM_UP, 5, known.warm_up)
    yield Lever(
        "sleep", sentence("Sleep the night before"), "h", SHORT_NIGHT, LONG_NIGHT, 0.5, known.sleep
    )


def _left_out(told: Told) -> Iterator[Sentence]:
    said = amounts(told.runner)
    if said is Amounts.UNTOLD:
        yield UNTOLD
    elif said is Amounts.DOCTOR:
        yield DOCTOR
    elif meals_are_a_doctors(told.runner):
        yield DIABETES


def _to_a_step(most: float, step: float) -> float:
    """The last step that is not beyond `most`."""
    return round(most // step * step, 6)
