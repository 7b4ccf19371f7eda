"""A damaged file, read around its holes.

FIT has no marks to find one's way back by: after a lost or changed byte the rest decodes
into nonsense. But every record carries the time, and time hardly moves from one to the
next. So in a damaged file the first record whose time cannot follow the one before ends
what is believed; reading resumes at the next place where a record's header byte with a
time that can follow is met twice in short order (by chance about once in 10^11 bytes).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from uncramp.activity.fit.messages import places_of
from uncramp.activity.fit.profile import RECORD
from uncramp.activity.fit.walk import DEFINITION, Definitions, Layout, definition_end, walk
from uncramp.terms.sentences import Sentence, sentence

BACKWARDS: Final = 60  # s that a device may put its clock back
FORWARDS: Final = 86400  # s from one record to the next
MOST_WALKED: Final = 20  # times a file is walked at most, and
ENOUGH: Final = 1 << 28  # bytes that a small file may have walked besides
WINDOW: Final = 1 << 16  # bytes searched at a time
SOON: Final = 2048  # bytes within which a second record confirms the first
SURE: Final = 10  # records in line that are no chance
TIMESTAMP: Final = 253
NO_TIME: Final = 0xFFFFFFFF

Span = tuple[int, int]
Kinds = list[tuple[int, Layout]]  # a header byte and what it means
Integers = NDArray[np.int64]


@dataclass(slots=True)
class Salvaged:
    """What can be believed of a damaged span, and what was skipped."""

    layouts: list[Layout] = field(default_factory=list)
    holes: list[Span] = field(default_factory=list)  # bytes that were skipped

    def take(self, now: Definitions, end: int) -> None:
        """Believe what begins before `end`."""
        for layout in now.met.values():
            layout.until(end)
            if len(layout):
                self.layouts.append(layout)

    @property
    def said(self) -> list[Sentence]:
        """The holes in one sentence, none where there are none."""
        if not self.holes:
            return []
        return [
            sentence(
                "Damaged places in the file: {holes}, the first at byte {at}. Bytes that make no "
                "sense and were skipped: {count}.",
                holes=len(self.holes),
                at=self.holes[0][0],
                count=sum(end - begin for begin, end in self.holes),
            )
        ]


@dataclass(frozen=True, slots=True)
class Trust:
    """How far a walk can be believed."""

    good: int  # byte at which it stopped or met a record that cannot be
    place: int  # where the last record before that begins; as `good` where there is none
    time: int | None  # the time of that record


def salvaged(data: bytes, span: Span, now: Definitions, stop: int) -> Salvaged:
    """What can be believed of a span that was walked up to `stop` with `now`.

    The record right before a hole has its time but perhaps not the rest: it goes too.
    """
    found, (begin, end) = Salvaged(), span
    time: int | None = None
    effort = MOST_WALKED * len(data) + ENOUGH
    while effort > 0:
        effort -= end - begin
        trust = _trust(data, now, stop, time)
        if trust.good >= end:
            found.take(now, end)
            return found
        time, before = trust.time, now.before(data, trust.place)
        begin = _next_record(data, (trust.place + 1, end), before, time)
        if begin >= end and _one_message_cut_short(data, trust.good, end, now):
            found.take(now, trust.good)
            return found
        found.take(now, trust.place)
        found.holes.append((trust.place, begin))
        if begin >= end:
            return found
        now = before
        stop = walk(data, (begin, end), now)
    found.holes.append((begin, end))
    return found


def _one_message_cut_short(data: bytes, at: int, end: int, now: Definitions) -> bool:
    """What is left is the message in which a cut file ends, or a checksum's two bytes."""
    if data[at] & 0xC0 == DEFINITION:
        return definition_end(data, at) > end
    return end - at <= 2 or now.sizes[data[at]] > end - at


def _time_at(layout: Layout) -> int | None:
    """Where in a record of this layout the full time stands."""
    at = 1
    for number, size, _ in layout.fields:
        if number == TIMESTAMP and size == 4:
            return at
        at += size
    return None


def _trust(data: bytes, now: Definitions, stop: int, time: int | None) -> Trust:
    """Up to the first record whose time cannot follow, `time` being the last one so far."""
    places, times = _records(data, list(now.met.values()))
    if not times.size:
        return Trust(stop, stop, time)
    first = _first_sound(times) if time is None else 0
    if first:
        return Trust(int(places[0]), int(places[0]), int(times[first]) - 1)
    lonely = out_of_time(times)
    places, times = places[~lonely], times[~lonely]
    count = _in_line(np.append(times[0] if time is None else time, times))
    if count == 0:
        return Trust(int(places[0]), int(places[0]), time)
    good = int(places[count]) if count < times.size else stop
    return _without_hidden(data, now, good, (places[:count], times[:count]))


def _in_line(times: Integers) -> int:
    """How many records follow the first time before a step that is damage.

    A step after which the time runs on for ten records is a clock that was set.
    """
    steps = np.diff(times)
    sound = (steps >= -BACKWARDS) & (steps <= FORWARDS)
    if sound.all():
        return steps.size
    risen = np.append(0, np.cumsum(sound & (steps > 0)))
    ahead = np.minimum(np.arange(steps.size) + 1 + SURE, steps.size)
    runs_on = risen[ahead] - risen[1:] == SURE
    return int(np.flatnonzero(np.append(~sound & ~runs_on, True))[0])


def _without_hidden(
    data: bytes, now: Definitions, good: int, records: tuple[Integers, Integers]
) -> Trust:
    """Trust up to `good`, or to the record behind which others lie that the walk passed over.

    A walk that lost its step may find it again by chance; what it passed over in between
    shows as records of a time between those of its neighbours.
    """
    places, times = records
    span = (int(places[0]), int(places[-1]))
    window = (int(times.min()), int(times.max()))
    where, when = _candidates(data, span, _met(data, now), window)
    before = np.searchsorted(places, where, side="right") - 1
    hidden = (when > times[before]) & (when < times[np.minimum(before + 1, times.size - 1)])
    if not hidden.any():
        return Trust(good, int(places[-1]), int(times[-1]))
    first = np.flatnonzero(hidden)[0]
    return Trust(int(where[first]), int(places[before[first]]), int(times[before[first]]))


def out_of_time(times: Integers | NDArray[np.float64]) -> NDArray[np.bool_]:
    """Single times far off between two neighbours that fit each other."""
    lonely = np.zeros(times.size, bool)
    if times.size > 2:
        before, here, after = times[:-2], times[1:-1], times[2:]
        fit = (after >= before) & (after - before <= FORWARDS)
        lonely[1:-1] = fit & ((here < before - BACKWARDS) | (here > after + BACKWARDS))
    return lonely


def _first_sound(times: Integers) -> int:
    """The first time that two more follow; the very first where there is none."""
    steps = np.diff(times)
    sound = (steps >= -BACKWARDS) & (steps <= FORWARDS)
    starts = np.flatnonzero(sound[:-1] & sound[1:])
    return int(starts[0]) if starts.size else 0


def _records(data: bytes, layouts: list[Layout]) -> tuple[Integers, Integers]:
    """Places and full times of all records, in the order of the file."""
    places, times = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for layout in layouts:
        at = _time_at(layout)
        if layout.message == RECORD and at is not None:
            places.append(places_of(layout))
            times.append(_every_time(data, layout.order)[places[-1] + at].astype(np.int64))
    where, when = np.concatenate(places), np.concatenate(times)
    order = np.argsort(where, kind="stable")
    order = order[when[order] != NO_TIME]
    return where[order], when[order]


def _every_time(data: bytes, order: str) -> NDArray[np.uint32]:
    """The four bytes from every byte on, as a number."""
    return np.ndarray((max(len(data) - 3, 0),), f"{order}u4", data, strides=(1,))


def _next_record(data: bytes, span: Span, now: Definitions, last: int | None) -> int:
    """Where the next believable record begins; the span's end where there is none.

    Before any record is known every time will do, if the next one is a little later.
    """
    begin, end = span
    window, least = ((1, NO_TIME - 1), 1) if last is None else ((last, last + FORWARDS), 0)
    for start in range(begin, end, WINDOW):
        piece = (start, min(start + WINDOW + SOON, end))
        places, times = _candidates(data, piece, _in_force(now), window)
        steps = np.diff(times)
        confirmed = (np.diff(places) <= SOON) & (steps >= least) & (steps <= FORWARDS)
        sure = places[:-1][confirmed]
        if sure.size and sure[0] < start + WINDOW:
            return int(sure[0])
    return end


def _in_force(now: Definitions) -> Kinds:
    """The kinds of record that a header byte means at this point."""
    found = enumerate(now.layouts[:16])
    return [(header, x) for header, x in found if x is not None and _is_timed_record(x)]


def _met(data: bytes, now: Definitions) -> Kinds:
    """The kinds of record that were met, with a header byte they had."""
    found = (x for x in now.met.values() if _is_timed_record(x) and len(x))
    return [(data[int(places_of(x)[0])], x) for x in found]


def _is_timed_record(layout: Layout) -> bool:
    return layout.message == RECORD and _time_at(layout) is not None


def _candidates(data: bytes, span: Span, kinds: Kinds, window: Span) -> tuple[Integers, Integers]:
    """Places in a span that look like a record of a time within the window."""
    begin, end = span
    heads = np.frombuffer(data, np.uint8)
    places, times = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for header, layout in kinds:
        at = _time_at(layout) or 0
        stop = max(begin, end - layout.size + 1)
        when = _every_time(data, layout.order)[begin + at : stop + at]
        fits = (heads[begin:stop] == header) & (when >= window[0]) & (when <= window[1])
        rows = np.flatnonzero(fits)
        places.append(rows + begin)
        times.append(when[rows].astype(np.int64))
    order = np.argsort(np.concatenate(places), kind="stable")
    return np.concatenate(places)[order], np.concatenate(times)[order]
