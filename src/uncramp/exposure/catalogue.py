"""The catalogue: every exposure by name, with its unit, its kind, its source and its limits.

A name, a unit or a range stands here and nowhere else; the model, the evidence, the pages
and the contract all read this table. Adding an exposure is one function in its room and
one row here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from uncramp.activity.activity import Column
from uncramp.exposure import ability, heat, load, signs
from uncramp.exposure.kind_of_run import kinds
from uncramp.exposure.measured import Measured
from uncramp.history.history import History
from uncramp.terms.sentences import Sentence, sentence


class Kind(StrEnum):
    """A factor may explain a cramp; a sign came with it and must not."""

    FACTOR = "factor"
    SIGN = "sign"


class Group(StrEnum):
    """Whether a factor came with the race or is the runner's to change."""

    RACE = "race"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Exposure:
    """One row of the catalogue."""

    name: str
    unit: str  # "1" for pure numbers
    label: Sentence
    kind: Kind
    group: Group | None
    measure: Callable[[History], Measured]
    valid: tuple[float, float]  # in the unit; values outside are clamped, and that is said
    source: str
    ordinary: bool = False  # usual is this runner's ordinary run, not the same kind of run
    digits: int = 0
    question: Sentence | None = None
    question_key: str | None = None  # the key of the runner or check-in that answers it


CATALOGUE: tuple[Exposure, ...] = (
    Exposure(
        "race",
        "1",
        sentence("racing"),
        Kind.FACTOR,
        Group.RACE,
        load.race,
        (0, 1),
        "doi:10.1136/bjsm.2010.078535",
        ordinary=True,
        question=sentence("Was this a race?"),
        question_key="race",
    ),
    Exposure(
        "duration",
        "h",
        sentence("time on your feet"),
        Kind.FACTOR,
        Group.RACE,
        load.duration,
        (0.25, 8),
        "doi:10.1097/JSM.0000000000000992",
        ordinary=True,
        digits=1,
    ),
    Exposure(
        "effort_above_ability",
        "%",
        sentence("pace above what you are ready for"),
        Kind.FACTOR,
        Group.CHANGE,
        ability.effort_above_ability,
        (-100, 20),
        "doi:10.1136/bjsm.2010.078535",
        question=sentence("What is your best recent time over a distance you raced?"),
        question_key="recent_bests",
    ),
    Exposure(
        "distance_spike",
        "1",
        sentence("further than you have lately run"),
        Kind.FACTOR,
        Group.CHANGE,
        load.distance_spike,
        (0, 3),
        "doi:10.1136/bjsports-2024-109380",
        digits=2,
    ),
    Exposure(
        "descent",
        "m",
        sentence("running downhill"),
        Kind.FACTOR,
        Group.CHANGE,
        load.descent,
        (0, 3000),
        "doi:10.1519/JSC.0000000000003713",
        ordinary=True,
    ),
    Exposure(
        "heat",
        "°C",
        sentence("heat beyond what you are used to"),
        Kind.FACTOR,
        Group.CHANGE,
        heat.heat,
        (-20, 15),
        "doi:10.4085/1062-6050-51.8.08",
        digits=1,
        question=sentence("How warm was it, in degrees?"),
        question_key="temperature",
    ),
    Exposure(
        "late_fade",
        "%",
        sentence("slowing over the final 30 minutes"),
        Kind.SIGN,
        None,
        signs.late_fade,
        (-100, 100),
        "doi:10.1371/journal.pone.0057602",
        digits=1,
    ),
    Exposure(
        "soreness",
        "of 10",
        sentence("soreness"),
        Kind.SIGN,
        None,
        signs.soreness,
        (0, 10),
        "doi:10.1519/JSC.0000000000003713",
        question=sentence("How sore were the muscles, from 0 to 10?"),
        question_key="soreness",
    ),
)

BY_NAME = {exposure.name: exposure for exposure in CATALOGUE}


@dataclass(frozen=True, slots=True)
class Cell:
    """One exposure of one run, as it is shown."""

    exposure: Exposure
    value: float | None
    sd: float | None
    usual: float | None
    missing: Sentence | None
    beyond: bool = False
    """Measured outside the valid range, and counted as its nearest end."""


@dataclass(frozen=True, slots=True, eq=False)
class Exposures:
    """Every exposure of every run of a history; arrays are (n_runs, n_exposures).

    The columns stand in the order of `catalogue`. ``value`` is NaN where missing.
    """

    catalogue: tuple[Exposure, ...]
    value: np.ndarray
    beyond: np.ndarray  # of bool: measured outside the valid range, and clamped
    sd: np.ndarray
    expected: np.ndarray
    expected_sd: np.ndarray
    kind_of_run: np.ndarray  # (n_runs,) of int
    days: Column  # (n_runs,), since 1970
    missing: tuple[Sentence, ...]

    def only(self, kind: Kind) -> Exposures:
        """The columns of one kind."""
        kept = [i for i, exposure in enumerate(self.catalogue) if exposure.kind == kind]
        return Exposures(
            catalogue=tuple(self.catalogue[i] for i in kept),
            value=self.value[:, kept],
            beyond=self.beyond[:, kept],
            sd=self.sd[:, kept],
            expected=self.expected[:, kept],
            expected_sd=self.expected_sd[:, kept],
            kind_of_run=self.kind_of_run,
            days=self.days,
            missing=tuple(self.missing[i] for i in kept),
        )

    def cells(self, at: int, usual: Column) -> Iterator[Cell]:
        """The exposures of run `at`, beside what is usual for each, (n_exposures,)."""
        for k, exposure in enumerate(self.catalogue):
            value = self.value[at, k]
            ordinary = None if np.isnan(usual[k]) else float(usual[k])
            if np.isnan(value):
                yield Cell(exposure, None, None, ordinary, self.missing[k])
            else:
                yield Cell(
                    exposure,
                    float(value),
                    float(self.sd[at, k]),
                    ordinary,
                    None,
                    bool(self.beyond[at, k]),
                )


def exposures(history: History) -> Exposures:
    """Compute every exposure of the catalogue for every run, in one pass a column."""
    measured = [exposure.measure(history) for exposure in CATALOGUE]
    low, high = (np.array(bound) for bound in zip(*(e.valid for e in CATALOGUE), strict=True))
    value = np.stack([m.value for m in measured], axis=1)
    clamped = np.clip(value, low, high)
    return Exposures(
        CATALOGUE,
        clamped,
        np.isfinite(value) & (clamped != value),
        np.stack([m.sd for m in measured], axis=1),
        np.stack([m.expected for m in measured], axis=1),
        np.stack([m.expected_sd for m in measured], axis=1),
        kinds(history),
        load.starts(history),
        tuple(m.missing for m in measured),
    )
