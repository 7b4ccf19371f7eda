"""The catalogue: every exposure by name, with its unit, its kind, its source and its limits.

A name, a unit or a range stands in one row and nowhere else; the model, the evidence, the
pages and the contract all read this table. Adding an exposure is one function in its room
and one row beneath it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from uncramp.exposure import (
    deficits,
    effort,
    facts,
    fuel,
    gait,
    habits,
    heat,
    load,
    recovery,
    shoes,
    signs,
)
from uncramp.exposure.columns import remembered, starts
from uncramp.exposure.kind_of_run import kinds
from uncramp.exposure.measured import Measured
from uncramp.exposure.row import Exposure, Group, Kind
from uncramp.history.history import History
from uncramp.terms.columns import Column
from uncramp.terms.sentences import Sentence, sentence

__all__ = ["BY_NAME", "CATALOGUE", "Cell", "Exposure", "Exposures", "Group", "Kind", "exposures"]

CATALOGUE: tuple[Exposure, ...] = (
    *load.ROWS,
    *effort.ROWS,
    *recovery.ROWS,
    *heat.ROWS,
    *deficits.ROWS,
    *fuel.ROWS,
    *shoes.ROWS,
    *gait.ROWS,
    *habits.ROWS,
    *signs.ROWS,
    *facts.ROWS,
)

BY_NAME = {exposure.name: exposure for exposure in CATALOGUE}

REMEMBERED = 1.5  # times the error of what was told after a cramp; a judgement of the design
FROM_MEMORY = sentence("Remembered after the cramp, so its error is taken half as wide again.")


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
    note: Sentence | None = None
    """How this value came about, and that it was remembered after the cramp."""


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
    notes: tuple[tuple[Sentence | None, ...], ...] = ()  # one tuple an exposure, one note a run

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
            notes=tuple(self.notes[i] for i in kept) if self.notes else (),
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
                    self._note(at, k),
                )

    def _note(self, at: int, k: int) -> Sentence | None:
        return self.notes[k][at] if self.notes and self.notes[k] else None


def exposures(history: History, catalogue: tuple[Exposure, ...] = CATALOGUE) -> Exposures:
    """Compute every exposure of the catalogue for every run, in one pass a column."""
    measured = [_as_remembered(exposure, history) for exposure in catalogue]
    low, high = (np.array(bound) for bound in zip(*(e.valid for e in catalogue), strict=True))
    value = np.stack([m.value for m in measured], axis=1)
    clamped = np.clip(value, low, high)
    return Exposures(
        catalogue,
        clamped,
        np.isfinite(value) & (clamped != value),
        np.stack([m.sd for m in measured], axis=1),
        np.stack([m.expected for m in measured], axis=1),
        np.stack([m.expected_sd for m in measured], axis=1),
        kinds(history),
        starts(history),
        tuple(m.missing for m in measured),
        tuple(m.notes for m in measured),
    )


def _as_remembered(exposure: Exposure, history: History) -> Measured:
    """Measured, with a wider error where it rests on what was told after a cramp."""
    found = exposure.measure(history)
    memory = remembered(history, exposure.answers) & np.isfinite(found.value) & (found.sd > 0)
    if not memory.any():
        return found
    notes = found.notes or (None,) * memory.size
    return replace(
        found,
        sd=np.where(memory, REMEMBERED * found.sd, found.sd),
        notes=tuple(_and_memory(n) if m else n for n, m in zip(notes, memory, strict=True)),
    )


def _and_memory(note: Sentence | None) -> Sentence:
    return sentence("{note} {memory}", note=note, memory=FROM_MEMORY) if note else FROM_MEMORY
