"""Times that old watches squeezed into the header byte of a message.

A compressed header has the low five bits of the time; the rest rolls forward from the
last full timestamp of any message.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from uncramp.activity.fit.frames import Section
from uncramp.activity.fit.messages import Places, Table, table
from uncramp.activity.fit.profile import RECORD_FIELDS, Fields
from uncramp.activity.fit.walk import Definitions, walk
from uncramp.terms.columns import Column

TIMESTAMP: Final = Fields({253: RECORD_FIELDS[253]})


def has_compressed(data: bytes, places: Places) -> bool:
    """Whether any message of `places` has its time in its header byte."""
    return bool((np.frombuffer(data, np.uint8)[places] >= 0x80).any())


def full_times(data: bytes, section: Section, records: Table) -> Column:
    """Seconds on FIT's clock; NaN for squeezed times before the first full one."""
    squeezed = np.frombuffer(data, np.uint8)[records.places] >= 0x80
    return np.where(squeezed, _rolled(data, section, records.places), records.column("clock"))


def _rolled(data: bytes, section: Section, places: Places) -> Column:
    every = Definitions(wanted=None)
    walk(data, (section.first, section.end), every)
    whole = table(data, list(every.met.values()), TIMESTAMP)
    headers = np.frombuffer(data, np.uint8)[whole.places]
    clock = whole.column("clock")
    seen = (headers >= 0x80) | np.isfinite(clock)
    if not seen.any():
        return np.full(places.size, np.nan)
    times = _times(headers[seen], clock[seen])
    at = np.searchsorted(whole.places[seen], places).clip(0, times.size - 1)
    return np.where(whole.places[seen][at] == places, times[at], np.nan)


def _times(headers: NDArray[np.uint8], clock: Column) -> Column:
    full = headers < 0x80
    low = np.where(full, np.nan_to_num(clock) % 32, headers & 0x1F).astype(np.int64)
    steps = np.diff(low, prepend=low[:1]) % 32
    passed = np.cumsum(steps)
    last_full = np.maximum.accumulate(np.where(full, np.arange(full.size), -1))
    times = clock[last_full] + (passed - passed[last_full])
    return np.where(last_full >= 0, times, np.nan)
