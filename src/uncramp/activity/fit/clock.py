"""Samples put on one clock that only goes forward.

Devices write several records a second, out of order, twice, or before their clock was
set. Whatever has to be done so that time rises from row to row is done here and told.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from uncramp.activity.fit.salvage import out_of_time
from uncramp.activity.fit.samples import Samples
from uncramp.terms.columns import Column
from uncramp.terms.sentences import Sentence, sentence

DAY: Final = 86400.0
SHUFFLED: Final = 60.0  # s; within that, samples that go back are in the wrong order
STRETCH: Final = 10  # samples in line that are too many to be chance

Rows = NDArray[np.intp]
Mask = NDArray[np.bool_]


def on_one_clock(read: Samples, pauses: Column) -> None:
    """Rows in strictly rising time; what finds no place on the clock is dropped, and told.

    `pauses`, (n_pauses, 2), are the stretches of the clock in which the timer stood still:
    over those a gap of days is real.
    """
    timed = np.isfinite(read.clock)
    if not timed.any():
        return
    if not timed.all():
        count = int((~timed).sum())
        read.dropped.append(
            sentence("Samples without a time that were left out: {count}.", count=count)
        )
        read.keep(timed)
    lonely = out_of_time(read.clock)
    if lonely.any():
        _leave_out(read, lonely)
    _in_order(read)
    jumps = _jumps(read.clock, pauses)
    if jumps:
        _rejoin(read, jumps)
    _one_a_second(read)


def _in_order(read: Samples) -> None:
    """Samples written in the wrong order, or the whole file backwards, are sorted."""
    behind = np.maximum.accumulate(read.clock) - read.clock
    if not behind.any():
        return
    backwards = int((np.diff(read.clock) < 0).sum()) > len(read) / 2
    if backwards or behind.max() <= SHUFFLED:
        read.keep(np.argsort(read.clock, kind="stable"))
        read.notes.append(_sorted(int((behind > 0).sum())))


def _sorted(count: int) -> Sentence:
    return sentence("{count} samples were out of order and were sorted by time.", count=count)


def _jumps(clock: Column, pauses: Column) -> list[int]:
    """Rows that cannot follow the row before: back in time, or more than a day later."""
    steps = np.diff(clock)
    rows = np.flatnonzero((steps < 0) | (steps > DAY)) + 1
    if not rows.size or not pauses.size:
        return [int(x) for x in rows]
    begun = np.searchsorted(pauses[:, 0], clock[rows - 1] + 1, side="right") - 1
    paused = (begun >= 0) & (pauses[begun, 1] >= clock[rows] - 1) & (steps[rows - 1] > 0)
    return [int(x) for x in rows[~paused]]


def _rejoin(read: Samples, jumps: list[int]) -> None:
    """Keep the longest stretch; what fits to it stays, long stretches are moved to it."""
    spans = list(pairwise([0, *jumps, len(read)]))
    main = max(range(len(spans)), key=lambda i: spans[i][1] - spans[i][0])
    kept = np.zeros(len(read), bool)
    kept[slice(*spans[main])] = True
    moved = _join(read.clock, kept, spans[main:], 1)
    moved += _join(read.clock, kept, spans[main::-1], -1)
    if moved:
        read.notes.append(_was_set(moved))
    if not kept.all():
        _leave_out(read, ~kept)


def _leave_out(read: Samples, wrong: Mask) -> None:
    read.dropped.append(
        sentence("{count} samples with an impossible time were left out.", count=int(wrong.sum()))
    )
    read.keep(~wrong)


def _join(clock: Column, kept: Mask, spans: list[tuple[int, int]], forward: int) -> int:
    """Let stretches follow the first one (precede it, `forward` -1); how many were moved."""
    moved, edge = 0, -np.inf
    for begin, end in spans:
        ends = (forward * float(clock[begin]), forward * float(clock[end - 1]))
        gap = 0.0 if np.isinf(edge) else min(ends) - edge
        if not 0 <= gap <= DAY:
            if end - begin < STRETCH:
                continue
            clock[begin:end] += forward * (1 - gap)
            moved += end - begin
            ends = (ends[0] + 1 - gap, ends[1] + 1 - gap)
        kept[begin:end] = True
        edge = max(ends)
    return moved


def _was_set(count: int) -> Sentence:
    return sentence(
        "The device's clock was set during the recording: {count} samples were moved so that "
        "they join the rest, one second apart.",
        count=count,
    )


def _one_a_second(read: Samples) -> None:
    """Samples of one instant become one: of each column the last reading."""
    new = np.append(True, np.diff(read.clock) > 0)
    if new.all():
        return
    count = int((~new).sum())
    begins = np.flatnonzero(new)
    ends = np.append(begins[1:], len(read)) - 1
    read.clock = read.clock[ends]
    for name in read.columns:
        read.columns[name] = _last_readings(read.columns[name], begins, ends)
    read.notes.append(
        sentence(
            "{count} samples fell into the same second as another and were joined with it.",
            count=count,
        )
    )


def _last_readings(column: Column, begins: Rows, ends: Rows) -> Column:
    known = np.where(np.isnan(column), -1, np.arange(column.size))
    last = np.maximum.accumulate(known)[ends]
    return np.where(last >= begins, column[last], np.nan)
