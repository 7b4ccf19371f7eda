"""The `record` messages as the columns of an Activity, still on FIT's own clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from uncramp.activity.fit.developer import PREFIX
from uncramp.activity.fit.messages import Table
from uncramp.terms.columns import Column
from uncramp.terms.sentences import Sentence, sentence

# A zero in these columns is the device's way to say that it measured nothing.
ZERO_IS_MISSING: Final = (
    "heart_rate",
    "ground_contact_time",
    "ground_contact_balance",
    "vertical_oscillation",
    "step_length",
)
PLAIN: Final = (
    "distance",
    "speed",
    "altitude",
    "heart_rate",
    "power",
    "temperature",
    "ground_contact_time",
    "ground_contact_balance",
    "vertical_oscillation",
    "step_length",
    "latitude",
    "longitude",
    "cadence",
)


@dataclass(slots=True, eq=False)
class Samples:
    """Rows in time order; a column nobody measured is absent."""

    clock: Column  # s since FIT's epoch; NaN throughout in a file without a clock
    columns: dict[str, Column]
    notes: list[Sentence] = field(default_factory=list)
    dropped: list[Sentence] = field(default_factory=list)

    def __len__(self) -> int:
        return self.clock.size

    def keep(self, rows: NDArray[np.bool_] | NDArray[np.intp]) -> None:
        """Only `rows`, a mask or an order."""
        self.clock = self.clock[rows]
        for name in self.columns:  # one after the other, so that only one is there twice
            self.columns[name] = self.columns[name][rows]

    def part(self, begin: int, end: int) -> Samples:
        """A stretch of the rows, with what was said of the whole."""
        columns = {name: x[begin:end] for name, x in self.columns.items()}
        return Samples(self.clock[begin:end], columns, list(self.notes), list(self.dropped))


def samples(records: Table) -> Samples:
    """Columns by our names, the best field for each; `cadence` is not yet steps."""
    _unpack(records)
    _prefer(records, "enhanced_speed", "speed")
    _prefer(records, "enhanced_altitude", "altitude")
    _prefer(records, "cadence256", "cadence")
    _add_fraction(records)
    columns: dict[str, Column] = {}
    borrowed: list[str] = []
    for name in PLAIN:
        _choose(records, name, columns, borrowed)
    out = Samples(records.column("clock"), columns)
    if borrowed:
        out.notes.append(_borrowed(borrowed))
    return out


def _choose(records: Table, name: str, columns: dict[str, Column], borrowed: list[str]) -> None:
    """The device's own column where it has any reading, else the developer field's."""
    for source in (name, PREFIX + name):
        values = records.columns.get(source)
        if values is None:
            continue
        if name in ZERO_IS_MISSING:
            values[values == 0] = np.nan
        if not np.isnan(values).all():
            columns[name] = values
            if source != name:
                borrowed.append(name.replace("_", " "))
            return


def _borrowed(names: list[str]) -> Sentence:
    return sentence(
        "Taken from an app's or footpod's own fields, since the device recorded none: {columns}.",
        columns=", ".join(names),
    )


def _prefer(records: Table, better: str, plain: str) -> None:
    best, other = records.columns.get(better), records.columns.get(plain)
    if best is None:
        return
    missing = np.isnan(best)
    if other is not None and bool(missing.any()):
        best[missing] = other[missing]
    records.columns[plain] = best


def _add_fraction(records: Table) -> None:
    cadence, fraction = records.columns.get("cadence"), records.columns.get("fractional_cadence")
    if cadence is not None and fraction is not None and "cadence256" not in records.columns:
        cadence += np.nan_to_num(fraction, copy=False)


def _unpack(records: Table) -> None:
    """Speed and distance of 12 bits each from three bytes (1/100 m/s, 1/16 m, rolling over)."""
    packed = records.columns.get("speed_distance")
    if packed is None or packed.shape[1:] != (3,):
        return
    known = np.isfinite(packed).all(axis=1) & (packed != 255).any(axis=1)
    low, middle, high = packed[known].T
    speed, distance = np.full(len(records), np.nan), np.full(len(records), np.nan)
    speed[known] = (low + middle % 16 * 256) / 100
    counted = middle // 16 + high * 16
    distance[known] = (counted[:1] + np.cumsum(np.diff(counted, prepend=counted[:1]) % 4096)) / 16
    records.columns.setdefault("speed", speed)
    records.columns.setdefault("distance", distance)
