"""Facts of the runner: they shift every run's risk alike, so no single run is explained by them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from uncramp.exposure.measured import Measured
from uncramp.exposure.row import Exposure, Kind
from uncramp.history.history import History
from uncramp.history.runner import Runner
from uncramp.terms.sentences import Sentence, sentence

UNTOLD = sentence("You have not told this about yourself.")


def _fact(
    of: Callable[[Runner], float | bool | None], expected: tuple[float, float]
) -> Callable[[History], Measured]:
    """The same number for every run; ``expected`` is how common or how large it is in races."""

    def measured(history: History) -> Measured:
        said = of(history.runner)
        value = np.full(len(history.runs), np.nan if said is None else float(said))
        untold = np.array(expected[0]), np.array(expected[1])
        return Measured.of(value, sd=0.0, expected=untold, missing=UNTOLD)

    return measured


def _share(frequency: float) -> tuple[float, float]:
    return frequency, float(np.sqrt(frequency * (1 - frequency)))


def _row(
    name: str,
    label: Sentence,
    of: Callable[[Runner], float | bool | None],
    expected: tuple[float, float],
    *,
    source: str,
    unit: str = "1",
    valid: tuple[float, float] = (0, 1),
    question: Sentence,
) -> Exposure:
    return Exposure(
        name,
        unit,
        label,
        Kind.FACT,
        None,
        _fact(of, expected),
        valid,
        source,
        question=question,
        question_key=name,
    )


ROWS = (
    _row(
        "cramped_before",
        sentence("cramped before"),
        lambda runner: runner.cramped_before,
        _share(0.39),
        source="doi:10.1136/bjsm.2010.078535",
        question=sentence("Before the last 12 months, had you ever cramped in a run?"),
    ),
    _row(
        "sex",
        sentence("male"),
        lambda runner: None if runner.sex is None else runner.sex == "male",
        _share(0.75),
        source="doi:10.1097/JSM.0000000000001105",
        question=sentence("Are you male or female?"),
    ),
    _row(
        "age",
        sentence("age"),
        lambda runner: runner.age,
        (42.0, 11.0),
        source="doi:10.1097/JSM.0000000000001105",
        unit="years",
        valid=(16, 100),
        question=sentence("How old are you?"),
    ),
    _row(
        "years_running",
        sentence("years of running"),
        lambda runner: runner.years_running,
        (5.4, 4.8),
        source="doi:10.1097/JSM.0000000000000456",
        unit="years",
        valid=(0, 80),
        question=sentence("How many years have you been running?"),
    ),
    _row(
        "injury_last_12_months",
        sentence("a running injury in the last 12 months"),
        lambda runner: runner.injury_last_12_months,
        _share(0.3),
        source="doi:10.1097/JSM.0000000000001105",
        question=sentence("Have you had a running injury in the last 12 months?"),
    ),
    _row(
        "calf_strain_history",
        sentence("a calf strain once"),
        lambda runner: runner.calf_strain_history,
        _share(0.2),
        source="doi:10.1136/bjsports-2016-097177",
        question=sentence("Have you ever strained a calf?"),
    ),
    _row(
        "low_back_pain",
        sentence("low back pain"),
        lambda runner: runner.low_back_pain,
        _share(0.15),
        source="doi:10.1519/JSC.0b013e31829f360c",
        question=sentence("Has low back pain kept you from training?"),
    ),
    _row(
        "chronic_diseases",
        sentence("chronic diseases"),
        lambda runner: runner.chronic_diseases,
        (0.3, 0.6),
        source="doi:10.1097/JSM.0000000000001105",
        valid=(0, 20),
        question=sentence("How many chronic diseases do you have?"),
    ),
    _row(
        "regular_medicine",
        sentence("a regular medicine"),
        lambda runner: runner.regular_medicine,
        _share(0.25),
        source="doi:10.1097/JSM.0000000000000456",
        question=sentence("Do you take a medicine regularly?"),
    ),
    _row(
        "family_history",
        sentence("cramps in the family"),
        lambda runner: runner.family_history,
        _share(0.13),
        source="doi:10.1097/JSM.0b013e31820bcbfd",
        question=sentence("Does anybody in your family often cramp?"),
    ),
)
