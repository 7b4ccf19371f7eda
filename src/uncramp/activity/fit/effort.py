"""Samples and what the file says about them become Activities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import numpy as np

from uncramp.activity.activity import Activity, Columns
from uncramp.activity.fit.heart import fill
from uncramp.activity.fit.messages import Table
from uncramp.activity.fit.plausibility import without_spikes
from uncramp.activity.fit.profile import CLOCK_NEVER_SET, EPOCH, WITHOUT_STEPS
from uncramp.activity.fit.samples import Samples
from uncramp.activity.fit.sessions import (
    Session,
    laps_between,
    pauses_between,
    sessions,
    stretches,
)
from uncramp.terms.columns import Column
from uncramp.terms.sentences import Sentence, sentence

FEWEST: Final = 2  # samples that make an activity
STRIDES_AT_MOST: Final = 125  # a minute; nobody keeps up 250 steps a minute
QUARTER_HOUR: Final = 900
MOST_OFFSET: Final = 14 * 3600
SLACK: Final = 120  # s that the two clocks of one device may differ


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What the file says beside its samples; times on FIT's clock."""

    file_type: float
    sessions: Table
    sports: Table
    laps: Table
    pauses: Column  # (n_pauses, 2)
    activity: Table
    beats: tuple[Column, Column]  # a chest strap's: times and heart rates
    device: str


def efforts(read: Samples, told: Told) -> tuple[Activity, ...]:
    """One Activity for each session that has at least two samples."""
    cut = stretches(read.clock, sessions(told.sessions, told.sports, told.laps))
    read.dropped += [_too_short(x, b - a) for x, (a, b) in cut if b - a < FEWEST]
    parts = [(x, read.part(a, b)) for x, (a, b) in cut if b - a >= FEWEST]
    _each_from_its_start([part for _, part in parts])
    return tuple(_effort(part, x, told) for x, part in parts)


def _too_short(session: Session, count: int) -> Sentence:
    return sentence(
        "A session ({sport}) was left out: of its samples the file has {count}.",
        sport=session.sport or "sport not told",
        count=count,
    )


def _each_from_its_start(parts: list[Samples]) -> None:
    """Where a device counts one distance through all sessions, let each begin at its own 0."""
    counted = 0.0
    for part in parts:
        distance = part.columns.get("distance", np.empty(0))
        known = distance[np.isfinite(distance)]
        if not known.size:
            continue
        if 0 < counted <= known[0]:
            part.columns["distance"] = distance - counted
            part.notes.append(
                sentence("The distance was counted on from the session before; it begins at 0 now.")
            )
        counted = float(known[-1])


def _effort(part: Samples, session: Session, told: Told) -> Activity:
    fill(part, told.beats)
    without_spikes(part, session.sport)
    _steps(part, session.sport)
    if session.unknown:
        part.notes.append(_unknown_sport(session.unknown))
    columns = {name: x for name, x in part.columns.items() if name != "cadence"}
    first, last = part.clock[0], part.clock[-1]
    return Activity(
        sport=session.sport,
        sub_sport=session.sub_sport,
        started_at=_started_at(part),
        columns=Columns.of(len(part), time=part.clock - first, **columns),
        laps=laps_between(told.laps, first, last),
        pauses=pauses_between(told.pauses, first, last),
        device=told.device,
        utc_offset=utc_offset(told.activity),
        notes=tuple(part.notes),
        dropped=tuple(part.dropped),
    )


def _unknown_sport(number: int) -> Sentence:
    return sentence("The file names sport number {number}, which we do not know.", number=number)


def _started_at(part: Samples) -> datetime | None:
    first = float(part.clock[0])
    if np.isnan(first):
        part.notes.append(sentence("The file has no clock: when the run began is not known."))
        return None
    if first < CLOCK_NEVER_SET:
        part.notes.append(
            sentence("The device's clock was never set: when the run began is not known.")
        )
        return None
    return datetime.fromtimestamp(EPOCH + first, UTC)


def _steps(part: Samples, sport: str) -> None:
    """Strides become steps; a few devices write steps already."""
    cadence = part.columns.get("cadence")
    if cadence is None or sport in WITHOUT_STEPS.split():
        return
    if _middle(cadence[cadence > 0]) > STRIDES_AT_MOST:
        part.notes.append(sentence("The cadence is too high for strides; it was read as steps."))
        part.columns["step_rate"] = cadence
    else:
        part.columns["step_rate"] = 2 * cadence


def _middle(values: Column) -> float:
    """The median, without the 60 ms that numpy's own costs a fresh process."""
    half = values.size // 2
    return float(np.partition(values, half)[half]) if values.size else 0.0


def utc_offset(activity: Table) -> int | None:
    """Seconds east of UTC, from the file's own local time; None where it fits no zone."""
    gaps = activity.column("local") - activity.column("clock")
    nearest = np.rint(gaps / QUARTER_HOUR) * QUARTER_HOUR
    fits = (np.abs(nearest) <= MOST_OFFSET) & (np.abs(gaps - nearest) <= SLACK)
    return int(nearest[fits][0]) if fits.any() else None
