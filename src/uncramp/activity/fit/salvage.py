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
from uncramp.activity.fit.walk import Definitions, Layout, walk
from uncramp.terms.sentences import Sentence, sentence

BACKWARDS: Final = 60  # s that a device may put its clock back
FORWARDS: Final = 86400  # s from one record to the next
MOST_WALKED: Final = 20  # times a file is walked at most, and
ENOUGH: Final = 1 << 25  # bytes that a small file may have walked besides
WINDOW: Final = 1 << 16  # bytes searched at a time
SOON: Final = 2048  # bytes within which a second record confirms the first
TIMESTAMP: Final = 253
NO_TIME: Final = 0xFFFFFFFF

Span = tuple[int, int]
Integers = NDArray[np.int64]


@dataclass(slots=True)
class Salvaged:
    """What can be believed of a damaged span, and what was skipped."""

    layouts: list[Layout] = field(default_factory=list)
    holes: list[Span] = field(default_factory=list)  # bytes that were skipped
    last: int | None = None  # time of the last record believed

    def take(self, data: bytes, now: Definitions, stop: int) -> int:
        """Believe a walk up to its first record that cannot be; where that is."""
        good, self.last = _believable(data, now, (self.last, stop))
        for layout in now.met.values():
            layout.until(good)
            if len(layout):
                self.layouts.append(layout)
        return good

    @property
    def said(self) -> list[Sentence]:
        """The holes in one sentence, none where there are none."""
        if not self.holes:
            return []
        return [
            sentence(
                "The file is damaged in {holes} places, the first at byte {at}: {count} bytes "
                "make no sense and were skipped.",
                holes=len(self.holes),
                at=self.holes[0][0],
                count=sum(end - begin for begin, end in self.holes),
            )
        ]


def salvaged(data: bytes, span: Span, now: Definitions, stop: int) -> Salvaged:
    """What can be believed of a span that was walked up to `stop` with `now`."""
    found, (begin, end) = Salvaged(), span
    effort = MOST_WALKED * len(data) + ENOUGH
    while effort > 0:
        effort -= end - begin
        good = found.take(data, now, stop)
        if good >= end:
            return found
        now = now.before(data, good)
        begin = _next_record(data, (good + 1, end), now, found.last)
        if begin < end or not _one_message_cut_short(data, good, end, now):
            found.holes.append((good, begin))
        if begin >= end:
            return found
        stop = walk(data, (begin, end), now)
    found.holes.append((begin, end))
    return found


def _one_message_cut_short(data: bytes, at: int, end: int, now: Definitions) -> bool:
    """What is left is the message in which a cut file ends, or a checksum's two bytes."""
    return end - at <= 2 or now.sizes[data[at]] > end - at or data[at] & 0xC0 == 0x40


def _time_at(layout: Layout) -> int | None:
    """Where in a record of this layout the full time stands."""
    at = 1
    for number, size, _ in layout.fields:
        if number == TIMESTAMP and size == 4:
            return at
        at += size
    return None


def _believable(
    data: bytes, now: Definitions, known: tuple[int | None, int]
) -> tuple[int, int | None]:
    """The place of the first record whose time cannot be, else `stop`; the last good time."""
    last, stop = known
    places, times = _records(data, list(now.met.values()))
    if not times.size:
        return stop, last
    first = _first_sound(times) if last is None else 0
    if first:
        return int(places[0]), int(times[first]) - 1
    steps = np.diff(times, prepend=times[0] if last is None else last)
    bad = np.flatnonzero((steps < -BACKWARDS) | (steps > FORWARDS))
    if not bad.size:
        return stop, int(times[-1])
    return int(places[bad[0]]), int(times[bad[0] - 1]) if bad[0] else last


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
        if layout.message == RECORD and at is not None and len(layout):
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
    """Where the next believable record begins; the span's end where there is none."""
    begin, end = span
    if last is None:
        return end
    for start in range(begin, end, WINDOW):
        places, times = _candidates(data, (start, min(start + WINDOW + SOON, end)), now, last)
        confirmed = (np.diff(places) <= SOON) & (np.diff(times) >= 0)
        sure = places[:-1][confirmed]
        if sure.size and sure[0] < start + WINDOW:
            return int(sure[0])
    return end


def _candidates(data: bytes, span: Span, now: Definitions, last: int) -> tuple[Integers, Integers]:
    """Places in a span that look like a record of a time that can follow `last`."""
    begin, end = span
    heads = np.frombuffer(data, np.uint8)
    places, times = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for header in range(16):
        layout = now.layouts[header]
        at = _time_at(layout) if layout is not None and layout.message == RECORD else None
        if layout is None or at is None:
            continue
        stop = max(begin, end - layout.size + 1)
        when = _every_time(data, layout.order)[begin + at : stop + at]
        fits = (heads[begin:stop] == header) & (when >= last) & (when <= last + FORWARDS)
        rows = np.flatnonzero(fits)
        places.append(rows + begin)
        times.append(when[rows].astype(np.int64))
    order = np.argsort(np.concatenate(places), kind="stable")
    return np.concatenate(places)[order], np.concatenate(times)[order]
