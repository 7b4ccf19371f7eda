"""What TCX or GPX tells of one effort becomes an Activity: cleaned, on one clock.

Both formats say the same things in different words, so from here on they are one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Final

import numpy as np

from uncramp.activity.activity import Activity, Columns, Lap
from uncramp.activity.damage import DAY, YEAR_2000, on_one_clock
from uncramp.activity.pauses import ToldLap, pauses
from uncramp.activity.places import steps_between
from uncramp.activity.readings import clean
from uncramp.activity.running import is_run
from uncramp.activity.sport import has_steps
from uncramp.activity.trace import Trace, trace_of
from uncramp.activity.xml_columns import Document
from uncramp.terms.columns import Column
from uncramp.terms.errors import InputError
from uncramp.terms.sentences import Sentence, sentence

FEWEST: Final = 2  # samples
MOST_EFFORTS: Final = 1_000  # in one file
STRIDES_AT_MOST: Final = 125  # a minute, as a median; nobody keeps up 250 steps a minute
TRACK_GAP: Final = 30.0  # s between tracks over which a straight line is still the way taken


@dataclass(slots=True, eq=False)
class Effort:
    """One effort as the file tells it, and where its points lie."""

    first: int  # row
    end: int = 0  # one past the last row
    sport: str = ""
    sub_sport: str = ""
    device: str = ""
    planned: bool = False  # a route, not a recording
    tracks: list[int] = field(default_factory=list)  # rows at which a track begins
    laps: list[ToldLap] = field(default_factory=list)
    notes: list[Sentence] = field(default_factory=list)

    def join(self, after: Effort) -> None:
        """Take the effort that follows into this one."""
        self.end = after.end
        self.tracks += [after.first, *after.tracks]
        if not self.notes:
            self.notes.append(
                sentence("Tracks that follow each other within a quarter of an hour are one run.")
            )


def ended(efforts: list[Effort], document: Document) -> None:
    """Each effort has the points until the next one begins; damage may have cost the first."""
    if not efforts or efforts[0].first > 0:
        efforts.insert(0, Effort(0))
    ends = [*(x.first for x in efforts), len(document.rows)][1:]
    for effort, end in zip(efforts, ends, strict=True):
        effort.end = end


def activities(efforts: Sequence[Effort], document: Document) -> tuple[Activity, ...]:
    """One Activity for each effort with at least two samples, or laps, in file order."""
    if len(efforts) > MOST_EFFORTS:
        raise InputError.of(
            "This file holds {count} activities; more than {most} are not read from one file. "
            "Export them in parts.",
            count=len(efforts),
            most=MOST_EFFORTS,
        )
    made = (_activity(x, document) for x in efforts)
    return tuple(x for x in made if x is not None)


def _activity(effort: Effort, document: Document) -> Activity | None:
    trace = trace_of(document.rows, slice(effort.first, effort.end), effort.tracks)
    if len(trace) < FEWEST:
        trace = _from_laps(effort.laps)
    if len(trace) < FEWEST:
        return None
    trace.notes[:0] = effort.notes
    _zone_notes(trace, document)
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        on_one_clock(trace)
        if len(trace) < FEWEST:
            return None
        clean(trace, effort.sport)
        _distance(trace)
        _steps(trace, effort.sport)
    return _finished(trace, effort, document)


def _finished(trace: Trace, effort: Effort, document: Document) -> Activity:
    first = float(trace.clock[0])
    columns = {name: x for name, x in trace.columns.items() if name != "cadence"}
    made = Activity(
        sport=effort.sport,
        sub_sport=effort.sub_sport,
        started_at=_started_at(trace),
        columns=Columns.of(len(trace), time=trace.clock - first, **columns),
        laps=_laps(trace, effort.laps),
        pauses=pauses(trace, effort.laps),
        device=effort.device,
        utc_offset=document.instants.offset,
        notes=tuple(trace.notes),
        dropped=tuple(trace.dropped),
    )
    if effort.sport in ("", "generic") and is_run(made):
        return replace(made, notes=(*made.notes, _run_by_speed()))
    return made


def _laps(trace: Trace, laps: Sequence[ToldLap]) -> tuple[Lap, ...]:
    """Those that begin on the samples' clock, which may have been set under way."""
    first, last = float(trace.clock[0]), float(trace.clock[-1])
    told = (x for x in laps if not (x.start < first - DAY or x.start > last + DAY))
    return tuple(Lap(x.start - first, x.duration, x.distance) for x in told)


def _run_by_speed() -> Sentence:
    return sentence("The file does not say that this is a run; it was taken for one by its speeds.")


def _from_laps(laps: Sequence[ToldLap]) -> Trace:
    """Of a run without samples, typed in or from a treadmill: its laps' edges."""
    told = [x for x in laps if np.isfinite(x.start) and x.duration > 0]
    if not told:
        return Trace(np.empty(0), {})
    clock = np.array([*(x.start for x in told), told[-1].start + told[-1].duration])
    metres = np.cumsum([0.0, *(x.distance for x in told)])
    columns = {} if np.isnan(metres).all() else {"distance": metres}
    note = sentence("The file holds no samples; time and distance are those of its laps.")
    return Trace(clock, columns, [note], track=np.ones(clock.size, np.int64))


def _zone_notes(trace: Trace, document: Document) -> None:
    if document.instants.zoneless:
        trace.notes.append(sentence("The file's times name no zone; they were read as UTC."))


def _started_at(trace: Trace) -> datetime | None:
    first = float(trace.clock[0])
    if np.isnan(first):
        trace.notes.append(sentence("The file has no clock: when the run began is not known."))
        return None
    if first < YEAR_2000:
        trace.notes.append(
            sentence("The device's clock was never set: when the run began is not known.")
        )
        return None
    return datetime.fromtimestamp(first, UTC)


def _distance(trace: Trace) -> None:
    """Where the file counts no distance, it is the length of the line through its places."""
    if "distance" in trace.columns or "latitude" not in trace.columns:
        return
    trace.columns["distance"] = along(trace)
    trace.notes.append(sentence("The file counts no distance; it was worked out from the places."))


def along(trace: Trace) -> Column:
    """Metres along the places, (n,); a sample without a place stands where the last was.

    From one track to the next only what lies within half a minute counts: after a longer
    stop nobody knows the way.
    """
    north, east = trace.columns["latitude"], trace.columns["longitude"]
    rows = np.flatnonzero(np.isfinite(north) & np.isfinite(east))
    steps = steps_between(north[rows], east[rows])
    stopped = (np.diff(trace.track[rows]) > 0) & (np.diff(trace.clock[rows]) > TRACK_GAP)
    metres = np.zeros(len(trace))
    metres[rows[1:]] = np.where(stopped, 0.0, steps)
    return np.cumsum(metres)


def _steps(trace: Trace, sport: str) -> None:
    """Strides become steps; a few programs write steps already."""
    cadence = trace.columns.get("cadence")
    if cadence is None or not has_steps(sport):
        return
    moving = cadence[cadence > 0]
    if moving.size and np.median(moving) > STRIDES_AT_MOST:
        trace.notes.append(sentence("The cadence is too high for strides; it was read as steps."))
        trace.columns["step_rate"] = cadence
    else:
        trace.columns["step_rate"] = 2 * cadence
