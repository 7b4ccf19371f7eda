"""What cannot have happened is not passed on as if it had: first of all, the clock.

A sample is kept wherever the rest of the file can make sense of it; what is left out or
moved is told, never done silently.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from uncramp.activity.trace import Trace
from uncramp.terms.columns import Column
from uncramp.terms.sentences import sentence

DAY: Final = 86_400.0
YEAR_2000: Final = 946_684_800.0  # no clock that was set says less: GPX and TCX are younger


def on_one_clock(trace: Trace) -> None:
    """Rows in strictly rising time; a trace without any time is left as it is."""
    timed = np.isfinite(trace.clock)
    if not timed.any():
        return
    if not timed.all():
        count = int((~timed).sum())
        trace.dropped.append(
            sentence("Samples without a time that were left out: {count}.", count=count)
        )
        trace.keep(timed)
    _across_days(trace)
    _in_order(trace)
    _one_a_moment(trace)


def _across_days(trace: Trace) -> None:
    """A clock that leaps more than a day: set late, or broken."""
    leaps = np.flatnonzero(np.abs(np.diff(trace.clock)) > DAY) + 1
    if not leaps.size:
        return
    if leaps.size == 1 and trace.clock[: leaps[0]].max() < YEAR_2000 <= trace.clock[leaps[0]]:
        _set_late(trace, int(leaps[0]))
    else:
        _largest_day(trace)


def _set_late(trace: Trace, first: int) -> None:
    """The clock was set under way: what came before is moved up to what came after."""
    usual = usual_interval(trace.clock)
    trace.clock[:first] += trace.clock[first] - usual - trace.clock[first - 1]
    trace.notes.append(
        sentence(
            "The device's clock was set after {count} samples; the time of those before was "
            "worked out from the samples that follow.",
            count=first,
        )
    )


def _largest_day(trace: Trace) -> None:
    """Of samples days apart, those that belong with most of the others."""
    order = np.argsort(trace.clock, kind="stable")
    group = np.empty(len(trace), np.int64)
    group[order] = np.cumsum(np.diff(trace.clock[order], prepend=trace.clock[order[:1]]) > DAY)
    kept = group == np.bincount(group).argmax()
    count = int((~kept).sum())
    if not count:
        return
    trace.dropped.append(
        sentence(
            "{count} samples whose time is more than a day away from the rest were left out.",
            count=count,
        )
    )
    trace.keep(kept)


def _in_order(trace: Trace) -> None:
    """Stretches in the wrong order are sorted; a clock that ran backwards is cut."""
    back = np.flatnonzero(np.diff(trace.clock) < 0) + 1
    if not back.size:
        return
    if _repeats(trace.clock):
        trace.keep(np.argsort(trace.clock, kind="stable"))
        return
    order = _sorted_stretches(trace.clock, back)
    if order is not None:
        trace.notes.append(sentence("The stretches of this file were put in order of time."))
        trace.keep(order)
        return
    kept = rising(trace.clock)
    trace.dropped.append(
        sentence(
            "The clock ran backwards: {count} samples that do not fit the others were left out.",
            count=int((~kept).sum()),
        )
    )
    trace.keep(kept)


def _repeats(clock: Column) -> bool:
    """Whether it only ran backwards over moments that were there before."""
    first = np.sort(np.unique(clock, return_index=True)[1])
    return bool((np.diff(clock[first]) > 0).all())


def _sorted_stretches(clock: Column, back: NDArray[np.int64]) -> NDArray[np.int64] | None:
    """The rows in order where whole stretches of them merely changed places."""
    stretches = np.split(np.arange(clock.size), back)
    stretches.sort(key=lambda rows: float(clock[rows[0]]))
    ends = [clock[a[-1]] < clock[b[0]] for a, b in pairwise(stretches)]
    long_enough = min(map(len, stretches)) > 1
    return np.concatenate(stretches) if all(ends) and long_enough else None


def rising(values: Column) -> NDArray[np.bool_]:
    """Which values to keep so that none falls and as many as possible stay, (n,) mask.

    The longest non-decreasing subsequence by patience sorting (Fredman 1975,
    doi:10.1016/0012-365X(75)90103-X), n log n.
    """
    tops: list[float] = []
    rows: list[int] = []  # the row on top of each pile
    before: list[int] = []
    for row, value in enumerate(values.tolist()):
        pile = bisect_right(tops, value)
        before.append(rows[pile - 1] if pile else -1)
        tops[pile : pile + 1], rows[pile : pile + 1] = [value], [row]
    kept = np.zeros(values.size, np.bool_)
    row = rows[-1] if rows else -1
    while row >= 0:
        kept[row] = True
        row = before[row]
    return kept


def _one_a_moment(trace: Trace) -> None:
    """Several samples of one moment become one: of each column the last that was measured."""
    new = np.diff(trace.clock, prepend=-np.inf) > 0
    if new.all():
        return
    for row in np.flatnonzero(~new):
        for column in trace.columns.values():
            if np.isnan(column[row]):
                column[row] = column[row - 1]
    trace.notes.append(
        sentence(
            "{count} samples had the same time as another and were merged with it.",
            count=int((~new).sum()),
        )
    )
    trace.keep(np.append(new[1:], True))


def usual_interval(clock: Column) -> float:
    """Seconds between samples, as they mostly are."""
    apart = np.diff(clock)
    apart = apart[apart > 0]
    return float(np.median(apart)) if apart.size else 1.0
