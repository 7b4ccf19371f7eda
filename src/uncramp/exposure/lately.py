"""What the days before each run held: sums, means and extremes over a moving window.

Runs stand in time order, so a window is a stretch of rows. Sums come from running totals
and extremes from a table of stretches of doubling length, so that three thousand runs cost
hardly more than their reading.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uncramp.terms.columns import Column


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """For each run the rows of the `days` before it, itself left out: first to i - 1."""

    first: np.ndarray  # (n_runs,) of int

    @classmethod
    def of(cls, day: Column, days: float) -> Window:
        """`day` (n_runs,) is rising, with NaN at the end; such a run has an empty window."""
        at = np.arange(day.size)
        first = np.searchsorted(day, day - days)
        return cls(np.where(np.isfinite(day), np.minimum(first, at), at))

    @property
    def size(self) -> np.ndarray:
        """How many runs each window holds, (n_runs,)."""
        size: np.ndarray = np.arange(self.first.size) - self.first
        return size

    def total(self, values: Column) -> Column:
        """Sum over the window, NaN counted as nothing, (n_runs,)."""
        running = np.r_[0.0, np.cumsum(np.nan_to_num(values))]
        total: Column = running[:-1] - running[self.first]
        return total

    def mean(self, values: Column, fewest: int = 1) -> Column:
        """Mean over the known values of the window; NaN where fewer than `fewest`."""
        known = self.total(np.isfinite(values).astype(float))
        enough = known >= max(fewest, 0.5)
        return np.where(enough, self.total(values) / np.maximum(known, 1), np.nan)

    def least(self, values: np.ndarray) -> np.ndarray:
        """Least known value over the window, down each column; NaN where none is known.

        Parameters
        ----------
        values : (n_runs,) or (n_runs, k)
        """
        size = self.size
        level = np.where(np.isnan(values), np.inf, values)
        found = np.full_like(level, np.inf)
        at = np.arange(size.size)
        length = 1
        while length <= size.max(initial=0):
            rows = at[(size >= length) & (size < 2 * length)]
            found[rows] = np.minimum(level[self.first[rows]], level[rows - length])
            level[:-length] = np.minimum(level[:-length], level[length:])
            length *= 2
        return np.where(np.isinf(found), np.nan, found)

    def most(self, values: np.ndarray) -> np.ndarray:
        """Largest known value over the window; NaN where none is known."""
        return -self.least(-values)


def last_before(values: Column) -> Column:
    """The largest value of all earlier rows, -inf where there is none, (n_runs,)."""
    so_far = np.maximum.accumulate(np.r_[-np.inf, np.where(np.isnan(values), -np.inf, values)])
    return so_far[:-1]
