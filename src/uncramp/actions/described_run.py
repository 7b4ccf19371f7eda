"""A run without a recording: as a visitor remembers it, or as it is planned.

Where only the kind of run is told, a typical one stands in for it, and that is said. A run
nobody told anything of is an easy one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Annotated

import numpy as np

from uncramp.exposure.pace import energy_cost_ratio
from uncramp.exposure.summary import EDITION
from uncramp.history.answers import Value
from uncramp.history.check_in import CheckIn
from uncramp.history.run import RunSummary
from uncramp.terms.quantities import KILOMETRE, SECOND, Metres
from uncramp.terms.sentences import Sentence, sentence


class RunKind(StrEnum):
    """What a person calls a run."""

    RACE = "race"
    LONG = "long"
    EASY = "easy"
    WORKOUT = "workout"


TYPICAL_TIME = {  # s, where neither time nor distance is told; judgements
    RunKind.RACE: 2.25 * 3600,  # a half marathon, the middle of what is raced by people who ask
    RunKind.LONG: 2.0 * 3600,
    RunKind.EASY: 0.9 * 3600,
    RunKind.WORKOUT: 1.0 * 3600,
}
TYPICAL_PACE = 390.0  # s/km, where only the distance is told; a judgement
SLOWS = 0.06  # how pace falls with distance: time grows as distance to 1.06 (Riegel 1981)
PACE_IS_FOR = 10.0  # km


class DescribedRun(Value):
    """What a person says of a run; None is "not told"."""

    kind: RunKind | None = None
    distance: Annotated[float, KILOMETRE.within(0.4, 1000)] | None = None
    time: Annotated[float, SECOND.within(60, 432_000)] | None = None
    ascent: Metres | None = None
    descent: Metres | None = None


def knowing_the_kind(check_in: CheckIn, described: DescribedRun) -> CheckIn:
    """The check-in; a kind of run that was told says whether it was a race, unless it does."""
    if described.kind is None or check_in.race is not None:
        return check_in
    return check_in.model_copy(update={"race": described.kind == RunKind.RACE})


def summary_of(described: DescribedRun, started_at: datetime | None) -> RunSummary:
    """The summary of a run that has no streams; what was not told is missing, never 0."""
    time = described.time or _likely_time(described)
    told = described.distance is not None
    metres = 1000 * described.distance if described.distance is not None else None
    return RunSummary(
        edition=EDITION,
        started_at=started_at,
        sport="running",
        sub_sport="",
        device="",
        duration=time,
        moving_time=time if told else None,
        distance=metres,
        graded_distance=metres * _cost_ratio(described, metres) if metres else None,
        ascent=described.ascent,
        descent=described.descent,
        late_fade=None,
        late_fade_sd=None,
        heart_rate=None,
        temperature=None,
    )


def guessed(described: DescribedRun) -> Iterator[Sentence]:
    """What stands in for what was not told, in words."""
    if described.time is None:
        minutes = round(_likely_time(described) / 60)
        yield sentence(
            "How long you ran was not told; counted as {minutes} min, which is typical of it.",
            minutes=minutes,
        )


def _likely_time(described: DescribedRun) -> float:
    distance = described.distance
    if distance is None:
        return TYPICAL_TIME[described.kind or RunKind.EASY]
    return float(TYPICAL_PACE * distance * (distance / PACE_IS_FOR) ** SLOWS)


def _cost_ratio(described: DescribedRun, metres: float) -> float:
    """Energy against the flat, as if half of the way went up and half down."""
    half = metres / 2
    grades = np.array([(described.ascent or 0) / half, -(described.descent or 0) / half])
    return float(energy_cost_ratio(grades).mean())
