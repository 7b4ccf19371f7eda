"""What is usual: the contrast against which a run was special.

Usual mixes the runner's own runs with typical ones, (n own + 8 typical) / (n + 8), so that
the first runs of a diary do not make the answer jump.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uncramp.exposure.catalogue import Exposure, Exposures, Kind
from uncramp.exposure.kind_of_run import RACE
from uncramp.terms.columns import Column

WORTH_OF_TYPICAL = 8  # runs
WINDOW = 365.0  # days
TYPICAL = {  # of an ordinary run, in the catalogue's unit; judgements
    "race": 0.0,
    "duration": 0.9,
    "descent": 70.0,
}


@dataclass(frozen=True, slots=True)
class Usual:
    """``values`` is (n_exposures,), NaN for facts; ``n_own`` how many own runs stand behind it."""

    values: Column
    n_own: int

    @property
    def source(self) -> str:
        """own, mixed or typical: whose usual it mostly is."""
        if self.n_own >= 2 * WORTH_OF_TYPICAL:
            return "own"
        return "mixed" if self.n_own else "typical"


def usual(exposures: Exposures, at: int) -> Usual:
    """What was usual for this runner before run `at`.

    For race, duration and descent: the runner's ordinary (not raced) runs of the 12 months
    before; for the rest the same kind of run.
    """
    day = exposures.days[at]
    before = np.arange(exposures.days.size) < at
    if np.isfinite(day):
        before &= exposures.days >= day - WINDOW
    ordinary = before & (exposures.kind_of_run != RACE)
    same = before & (exposures.kind_of_run == exposures.kind_of_run[at])
    values = [
        _mixed(exposures, k, ordinary if e.ordinary else same, at)
        for k, e in enumerate(exposures.catalogue)
    ]
    return Usual(np.array(values), int(ordinary.sum()))


def _mixed(exposures: Exposures, k: int, rows: np.ndarray, at: int) -> float:
    if exposures.catalogue[k].kind == Kind.FACT:
        return float("nan")
    own = exposures.value[rows, k]
    own = own[np.isfinite(own)]
    typical = _typical(exposures.catalogue[k], exposures.expected[at, k])
    return float((own.sum() + WORTH_OF_TYPICAL * typical) / (own.size + WORTH_OF_TYPICAL))


def _typical(exposure: Exposure, expected: float) -> float:
    """An ordinary run's value, or what this kind of run is expected to have."""
    return TYPICAL.get(exposure.name, expected)
