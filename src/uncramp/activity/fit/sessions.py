"""One file, several efforts: cut at the sessions, with each one's laps, pauses and words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from uncramp.activity.activity import Lap, Pause
from uncramp.activity.fit.messages import Table
from uncramp.activity.fit.profile import (
    SPORTS,
    SUB_SPORTS,
    TIMER,
    TIMER_START,
    TIMER_STOPS,
    word,
)
from uncramp.terms.columns import Column


@dataclass(frozen=True, slots=True)
class Session:
    """A stretch of one sport, on FIT's clock; `start` is NaN where the file does not say."""

    start: float
    sport: str
    sub_sport: str
    unknown: int = 0  # the number of a sport that has no word here


def sessions(told: Table, sports: Table, laps: Table) -> list[Session]:
    """The file's sessions by start; one without a start where the file has none."""
    source = next((x for x in (told, sports, laps) if len(x)), None)
    if source is None:
        return [Session(np.nan, "", "")]
    starts = source.column("start") if source is told else np.full(len(source), np.nan)
    rows = zip(starts.tolist(), source.column("sport"), source.column("sub_sport"), strict=True)
    found = [_session(*row) for row in rows]
    by_start = {x.start: x for x in found if np.isfinite(x.start)}
    return [by_start[x] for x in sorted(by_start)] or found[:1]


def _session(start: float, sport: float, sub_sport: float) -> Session:
    known = word(SPORTS, sport)
    unknown = 0 if known or np.isnan(sport) else int(sport)
    return Session(start, known, word(SUB_SPORTS, sub_sport), unknown)


def stretches(clock: Column, found: list[Session]) -> list[tuple[Session, tuple[int, int]]]:
    """Each session with its rows: from its start until the next one's."""
    if len(found) == 1 or np.isnan(clock).all():
        return [(found[0], (0, clock.size))]
    cuts = np.searchsorted(clock, [x.start for x in found[1:]], side="left").tolist()
    edges = [0, *cuts, clock.size]
    return list(zip(found, pairwise(edges), strict=True))


def laps_between(laps: Table, first: float, last: float) -> tuple[Lap, ...]:
    """Laps whose middle lies in a stretch of the clock, in seconds from its first sample."""
    ends, starts, elapsed = laps.column("clock"), laps.column("start"), laps.column("elapsed")
    begins = np.where(np.isnan(starts), ends - elapsed, starts)
    timer = laps.column("timer")
    lasted = np.where(np.isnan(timer), elapsed, timer)
    middle = begins + np.where(np.isnan(elapsed), timer, elapsed) / 2
    inside = np.flatnonzero((middle >= first) & (middle <= last))
    order = inside[np.argsort(begins[inside], kind="stable")]
    rows = np.stack([begins[order] - first, lasted[order], laps.column("distance")[order]], -1)
    return tuple(Lap(*row) for row in rows.tolist())


def pauses(events: Table) -> Column:
    """From each stop of the timer to its next start, on FIT's clock: (n_pauses, 2), in order."""
    clock = events.column("clock")
    rows = np.flatnonzero((events.column("event") == TIMER) & np.isfinite(clock))
    rows = rows[np.argsort(clock[rows], kind="stable")]
    found: list[tuple[float, float]] = []
    stopped: float | None = None
    for at, what in zip(clock[rows].tolist(), events.column("kind")[rows].tolist(), strict=True):
        if what in TIMER_STOPS:
            stopped = at if stopped is None else stopped
        elif what == TIMER_START:
            found += [] if stopped is None else [(stopped, at)]
            stopped = None
    return np.array(found, float).reshape(-1, 2)


def pauses_between(found: Column, first: float, last: float) -> tuple[Pause, ...]:
    """The pauses as far as they lie in a stretch, in seconds from its first sample."""
    inside = np.clip(found, first, last) - first
    return tuple(Pause(a, b) for a, b in inside[inside[:, 1] > inside[:, 0]].tolist())
