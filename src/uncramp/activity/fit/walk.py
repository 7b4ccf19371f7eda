"""Where the messages of a FIT file lie: one walk over the headers, sizes only.

A FIT file is a stream of definitions and data messages of up to sixteen kinds at a time.
The walk notes where each message of interest begins, grouped by definition, so that each
group can be decoded in one numpy step. It trusts no number in the file and allocates
nothing by a header's claim; it stops at the first thing that cannot be.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from uncramp.activity.fit.profile import WANTED

DEFINITION: Final = 0x40  # the two high bits of a definition's header
ONE_BYTE: Final = tuple(bytes([value]) for value in range(256))
MOST_LAYOUTS: Final = 10_000  # different definitions; real files have a few dozen
RUN_AHEAD: Final = 64  # messages looked at first when a run of one kind is suspected


@dataclass(slots=True, eq=False)
class Layout:
    """One definition, and where its messages begin: one by one, and in unbroken runs."""

    key: bytes  # byte order, message number, count of fields, fields, developer fields
    message: int  # global message number
    size: int  # bytes, the header byte among them
    singles: array[int] = field(default_factory=lambda: array("I"))
    runs: list[tuple[int, int]] = field(default_factory=list)  # first byte, messages

    @classmethod
    def of(cls, key: bytes) -> Layout:
        order: Literal["big", "little"] = "big" if key[0] == 1 else "little"
        middle = 4 + 3 * key[3]
        size = 1 + sum(key[5:middle:3]) + sum(key[middle + 2 :: 3])
        return cls(key, int.from_bytes(key[1:3], order), size)

    def __len__(self) -> int:
        return len(self.singles) + sum(count for _, count in self.runs)

    @property
    def order(self) -> str:
        """Byte order as numpy writes it."""
        return ">" if self.key[0] == 1 else "<"

    @property
    def fields(self) -> Iterator[tuple[int, int, int]]:
        """Number, bytes and base type of each field."""
        return _triples(self.key[4 : 4 + 3 * self.key[3]])

    @property
    def developer(self) -> Iterator[tuple[int, int, int]]:
        """Number, bytes and developer index of each developer field."""
        return _triples(self.key[5 + 3 * self.key[3] :])

    def until(self, end: int) -> None:
        """Forget the messages that begin at `end` or later."""
        del self.singles[bisect_left(self.singles, end) :]
        kept = [(first, min(n, -(-(end - first) // self.size))) for first, n in self.runs]
        self.runs = [(first, n) for first, n in kept if n > 0]


def _triples(part: bytes) -> Iterator[tuple[int, int, int]]:
    return zip(part[0::3], part[1::3], part[2::3], strict=True)


@dataclass(slots=True, eq=False)
class Definitions:
    """What each header byte means at a point of the stream, and what was met so far."""

    wanted: Container[int] | None = WANTED  # message numbers to note; None for all
    sizes: list[int] = field(default_factory=lambda: [0] * 256)
    layouts: list[Layout | None] = field(default_factory=lambda: [None] * 256)
    met: dict[bytes, Layout] = field(default_factory=dict)
    history: array[int] = field(default_factory=lambda: array("I"))  # byte, header, byte, …

    def define(self, at: int, local: int, key: bytes) -> bool:
        """From byte `at` on, the local number is laid out as `key` says; False if too many."""
        layout = self.met.get(key)
        if layout is None:
            if len(self.met) >= MOST_LAYOUTS:
                return False
            layout = self.met[key] = Layout.of(key)
        self.history.extend((at, local))
        kept = layout if self.wanted is None or layout.message in self.wanted else None
        for header in (local, local | 0x10, local | 0x20, local | 0x30):
            self.sizes[header], self.layouts[header] = layout.size, kept
        if local < 4:
            first = 0x80 | local << 5  # headers with a squeezed time
            self.sizes[first : first + 32] = [layout.size] * 32
            self.layouts[first : first + 32] = [kept] * 32
        return True

    def before(self, data: bytes, end: int) -> Definitions:
        """The definitions in force before byte `end`, with no message noted yet."""
        met = zip(self.history[0::2], self.history[1::2], strict=True)
        latest = {local: at for at, local in met if at < end}
        fresh = Definitions(self.wanted)
        for local, at in latest.items():
            fresh.define(at, local, data[at + 2 : definition_end(data, at)])
        return fresh


def walk(data: bytes, span: tuple[int, int], now: Definitions) -> int:
    """Note the messages in a span of bytes; where it stopped, the span's end if all is well."""
    at, end = span
    sizes, layouts = now.sizes, now.layouts
    while at < end:
        header = data[at]
        after = at + sizes[header]
        if after == at:  # not defined
            if header & 0xC0 != DEFINITION:
                break
            after = _define(data, at, end, now)
            if after > end:
                break
        elif after > end:
            break
        else:
            here = layouts[header]
            if here is not None:
                third = after + 2 * here.size
                if third < end and header == data[after] == data[third] and header < 0x80:
                    count = run_length(data, at, here.size, end)
                    here.runs.append((at, count))
                    after = at + count * here.size
                else:
                    here.singles.append(at)
        at = after
    return at


def definition_end(data: bytes, at: int) -> int:
    """One past the definition at a byte; past the data where it is cut off."""
    counts = at + 5
    after = counts + 1 + 3 * data[counts] if counts < len(data) else counts + 1
    if data[at] & 0x20:
        after += 1 + (3 * data[after] if after < len(data) else 0)
    return after


def _define(data: bytes, at: int, end: int, now: Definitions) -> int:
    """Take in the definition at `at`; the byte after it, past `end` if it cannot be."""
    after = definition_end(data, at)
    if after > end or not now.define(at, data[at] & 0x0F, data[at + 2 : after]):
        return end + 1
    return after


def run_length(data: bytes, at: int, size: int, end: int) -> int:
    """How many messages of `size` bytes with the same header byte follow on each other.

    Message k + 1 begins exactly `size` bytes after message k, so a run of equal bytes at
    that stride is a run of messages of that definition.
    """
    ahead, header = RUN_AHEAD, ONE_BYTE[data[at]]
    while True:
        heads = data[at : min(end, at + ahead * size) : size]
        count = len(heads) - len(heads.lstrip(header))
        if count < len(heads) or at + ahead * size >= end:
            return count if at + count * size <= end else count - 1
        ahead *= 16
