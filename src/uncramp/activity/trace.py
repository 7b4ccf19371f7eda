"""Samples of TCX and GPX on their way to becoming the columns of an Activity."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from uncramp.activity.fit.samples import Samples
from uncramp.activity.xml_columns import COLUMNS, Rows
from uncramp.terms.sentences import Sentence, sentence


@dataclass(slots=True, eq=False)
class Trace(Samples):
    """Samples whose clock counts seconds since 1970, and the track each is part of."""

    track: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))

    def keep(self, rows: NDArray[Any]) -> None:
        """Only `rows`: a mask, or an order."""
        Samples.keep(self, rows)
        self.track = self.track[rows]


def trace_of(rows: Rows, part: slice, tracks: Sequence[int]) -> Trace:
    """The columns of a part of the rows; `tracks` are the rows at which a track begins."""
    first, end, width = part.start, part.stop, len(COLUMNS)
    table = np.asarray(rows.flat)[first * width : end * width]
    clock, *columns = table.reshape(-1, width).T.copy()
    known = {name: x for name, x in zip(COLUMNS[1:], columns, strict=True) if not np.isnan(x).all()}
    track = np.searchsorted(np.array(tracks, np.int64), first + np.arange(clock.size), side="right")
    trace = Trace(clock, known, track=track)
    trace.dropped.extend(_unread(first, end, rows))
    return trace


def _unread(first: int, end: int, rows: Rows) -> list[Sentence]:
    """What of an effort was no number, or could not be read at all."""
    said = []
    misread = bisect_left(rows.misread, end) - bisect_left(rows.misread, first)
    if misread:
        said.append(
            sentence("Values that are no numbers and were left out: {count}.", count=misread)
        )
    last = end == len(rows)
    skips = [x for x in rows.skips if first <= x.row < end or (last and x.row == end)]
    resumed = [x for x in skips if x.resumed]
    if resumed:
        said.append(
            sentence(
                "Damaged places in the file: {count}, the first at byte {at}. What could be read "
                "after that was kept.",
                count=len(resumed),
                at=resumed[0].at,
            )
        )
    if len(resumed) < len(skips):
        said.append(
            sentence(
                "The file is cut off or damaged at byte {at}; the {count} samples before were "
                "kept.",
                at=skips[-1].at,
                count=end - first,
            )
        )
    return said
