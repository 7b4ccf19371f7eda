"""One exposure over many runs: what was measured, how well, and what to expect if it was not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uncramp.terms.columns import Column
from uncramp.terms.sentences import Sentence


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """One exposure for each run of a history; every column is (n_runs,), in its unit.

    ``value`` is NaN where it is missing; ``sd`` is its standard error. ``expected`` and
    ``expected_sd`` are what a run of that kind has when nobody measured it: the fit takes
    the mean, a forecast integrates over both. ``missing`` says what would be needed, and
    ``notes`` how each value came about, where that differs from run to run; else it is empty.
    """

    value: Column
    sd: Column
    expected: Column
    expected_sd: Column
    missing: Sentence
    notes: tuple[Sentence | None, ...] = ()

    @classmethod
    def of(
        cls,
        value: Column,
        *,
        sd: Column | float,
        expected: tuple[Column, Column],
        missing: Sentence,
        notes: tuple[Sentence | None, ...] = (),
    ) -> Measured:
        """Fill in a constant error, and let one expectation stand for every run."""
        wide = np.broadcast_to(np.asarray(sd, dtype=float), value.shape)
        mean, spread = (np.broadcast_to(np.asarray(e, dtype=float), value.shape) for e in expected)
        return cls(value, wide, mean, spread, missing, notes)
