"""What surrounds a run: warming up, stretching, strength, sleep, illness, a sudden movement.

Only the runner knows these. Untold ones are integrated the same in this run as in a usual
one, so silence explains nothing.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from uncramp.exposure.columns import column, told
from uncramp.exposure.kind_of_run import by_kind, kinds
from uncramp.exposure.measured import Measured
from uncramp.exposure.row import Exposure, Group, Kind
from uncramp.history.history import History
from uncramp.terms.sentences import Sentence, sentence

ENOUGH_SLEEP = 7.0  # h; adults, National Sleep Foundation 2015, doi:10.1016/j.sleh.2014.12.010


def _told(
    name: str, *, sd: float, expected: tuple[float, float], missing: Sentence
) -> Callable[[History], Measured]:
    """An exposure that is a check-in answer as it stands."""
    untold = np.array(expected[0]), np.array(expected[1])
    return lambda history: Measured.of(told(history, name), sd=sd, expected=untold, missing=missing)


def warm_up(history: History) -> Measured:
    """Minutes of warming up, as told."""
    kind = kinds(history)
    expected = (
        by_kind(kind, easy=2.0, long=2.0, race=5.0, workout=10.0),
        by_kind(kind, easy=3.0, long=3.0, race=6.0, workout=5.0),
    )
    said = sentence("You have not told whether you warmed up.")
    return Measured.of(told(history, "warm_up"), sd=2.0, expected=expected, missing=said)


def cool_down(history: History) -> Measured:
    """Minutes of cooling down: as told, else what was seen at the end of the file."""
    says, seen = told(history, "cool_down"), column(history, "cool_down") / 60
    value = np.where(np.isfinite(says), says, np.where(seen > 0, seen, np.nan))
    said = sentence("You have not told whether you cooled down, and the file shows none.")
    expected = np.array(2.0), np.array(4.0)
    return Measured.of(value, sd=2.0, expected=expected, missing=said)


def sleep_short(history: History) -> Measured:
    """Hours of sleep short of 7."""
    value = np.maximum(ENOUGH_SLEEP - told(history, "sleep"), 0.0)
    said = sentence("You have not told how long you slept.")
    expected = np.array(0.5), np.array(0.7)
    return Measured.of(value, sd=0.5, expected=expected, missing=said)


ROWS = (
    Exposure(
        "sudden_movement",
        "1",
        sentence("a sudden movement"),
        Kind.FACTOR,
        Group.CHANGE,
        _told(
            "sudden_movement",
            sd=0.2,  # whether it began so, or the cramp did, is seldom clear; a judgement
            expected=(0.1, 0.3),
            missing=sentence("You have not told whether it began with a sudden movement."),
        ),
        (0, 1),
        "doi:10.1152/jn.00371.2007",
        question=sentence("Did it begin with a sudden movement, such as a turn or a jump?"),
        question_key="sudden_movement",
    ),
    Exposure(
        "warm_up",
        "min",
        sentence("warming up"),
        Kind.FACTOR,
        Group.CHANGE,
        warm_up,
        (0, 30),
        "doi:10.4085/1062-6050-0696.20",
        question=sentence("How many minutes did you warm up?"),
        question_key="warm_up",
    ),
    Exposure(
        "cool_down",
        "min",
        sentence("cooling down"),
        Kind.FACTOR,
        Group.CHANGE,
        cool_down,
        (0, 30),
        "doi:10.4085/1062-6050-0696.20",
        question=sentence("How many minutes did you cool down?"),
        question_key="cool_down",
    ),
    Exposure(
        "stretching",
        "min",
        sentence("stretching"),
        Kind.FACTOR,
        Group.CHANGE,
        _told(
            "stretching",
            sd=2.0,
            expected=(3.0, 4.0),
            missing=sentence("You have not told how long you stretched that day."),
        ),
        (0, 30),
        "doi:10.1002/mus.25762",
        question=sentence("How many minutes did you stretch that day?"),
        question_key="stretching",
    ),
    Exposure(
        "strength_training",
        "per week",
        sentence("strength training"),
        Kind.FACTOR,
        Group.CHANGE,
        _told(
            "strength_training",
            sd=0.3,
            expected=(0.8, 0.9),
            missing=sentence("You have not told how often a week you train strength."),
        ),
        (0, 7),
        "doi:10.1519/JSC.0000000000003713",
        digits=1,
        question=sentence("How many times a week do you train strength?"),
        question_key="strength_training",
    ),
    Exposure(
        "sleep_short",
        "h",
        sentence("short sleep"),
        Kind.FACTOR,
        Group.CHANGE,
        sleep_short,
        (0, 7),
        "doi:10.1016/j.sleh.2014.12.010",
        digits=1,
        question=sentence("How many hours did you sleep the night before?"),
        question_key="sleep",
    ),
    Exposure(
        "recent_illness",
        "1",
        sentence("an illness in the week before"),
        Kind.FACTOR,
        Group.CHANGE,
        _told(
            "recent_illness",
            sd=0.1,  # a week has soft edges; a judgement
            expected=(0.05, 0.2),
            missing=sentence("You have not told whether you were ill in the 7 days before."),
        ),
        (0, 1),
        "doi:10.4085/1062-6050-0696.20",
        question=sentence("Were you ill in the 7 days before?"),
        question_key="recent_illness",
    ),
)
