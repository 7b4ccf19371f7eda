"""Heart beats that a chest strap kept to itself and handed over after the run.

Straps for swimmers, and some after a lost link, store beats and write them at the end of
the file as `hr` messages: a base time, then beat times of twelve bits that roll over
every four seconds (1/1024 s units), each with a filtered heart rate.
"""

from __future__ import annotations

import numpy as np

from uncramp.activity.fit.messages import Table
from uncramp.activity.fit.samples import Samples
from uncramp.terms.columns import Column
from uncramp.terms.sentences import sentence

TICKS = 1024  # a second
ROLL = 4096  # ticks after which the twelve bits begin again
BEATS = 8  # a message at most
LASTS = 5.0  # s for which the last beat still speaks


def strap_beats(table: Table) -> tuple[Column, Column]:
    """Times on FIT's clock and heart rates, (n_beats,) each, in time order."""
    rates = table.columns.get("heart_rate")
    if rates is None:
        return np.empty(0), np.empty(0)
    times = _beat_times(table)
    known = np.isfinite(times) & np.isfinite(rates) & (rates > 0)
    order = np.argsort(times[known], kind="stable")
    return times[known][order], rates[known][order]


def _beat_times(table: Table) -> Column:
    """(n_messages, 8) times; a message with a full time sets the base of those after."""
    full, low = _ticks_full(table), _ticks_low(table)
    ticks = np.where(np.isfinite(full), full % ROLL, low).ravel()
    here = np.isfinite(ticks)
    kept, anchors = ticks[here], full.ravel()[here]
    passed = np.cumsum(np.diff(kept, prepend=kept[:1]) % ROLL)
    anchored = np.maximum.accumulate(np.where(np.isfinite(anchors), np.arange(kept.size), -1))
    ticks[here] = np.where(anchored >= 0, anchors[anchored] + passed - passed[anchored], np.nan)
    return ticks.reshape(-1, BEATS) / TICKS + _offset(table, full)[:, None]


def _ticks_full(table: Table) -> Column:
    beat = table.columns.get("beat")
    return np.full((len(table), BEATS), np.nan) if beat is None else beat * TICKS


def _ticks_low(table: Table) -> Column:
    """Eight times of twelve bits from twelve bytes, the low bits first."""
    packed = table.columns.get("beat12")
    if packed is None:
        return np.full((len(table), BEATS), np.nan)
    low, middle, high = np.moveaxis(packed.reshape(len(table), -1, 3), -1, 0)
    return np.stack([low + middle % 16 * 256, middle // 16 + high * 16], -1).reshape(-1, BEATS)


def _offset(table: Table, full: Column) -> Column:
    """What to add to the strap's clock to be on FIT's: from the last message that told both."""
    fraction = np.nan_to_num(table.column("fraction"))
    gap = table.column("clock") + fraction - full[:, 0] / TICKS
    last = np.maximum.accumulate(np.where(np.isfinite(gap), np.arange(gap.size), -1))
    return np.where(last >= 0, gap[last], np.nan)


def filled(clock: Column, heart_rate: Column, beats: tuple[Column, Column]) -> Column:
    """`heart_rate` with its gaps filled by the strap's latest beat, at most 5 s old."""
    times, rates = beats
    if not times.size:
        return heart_rate
    latest = np.searchsorted(times, clock, side="right") - 1
    near = (latest >= 0) & (clock - times[latest] <= LASTS)
    return np.where(np.isnan(heart_rate) & near, rates[latest], heart_rate)


def fill(read: Samples, beats: tuple[Column, Column]) -> None:
    """Fill the gaps of the heart rate, and say so."""
    before = read.columns.get("heart_rate", np.full(len(read), np.nan))
    after = filled(read.clock, before, beats)
    count = int((np.isfinite(after) & np.isnan(before)).sum())
    if count:
        read.columns["heart_rate"] = after
        read.notes.append(
            sentence("{count} heart rates come from what the chest strap had stored.", count=count)
        )
