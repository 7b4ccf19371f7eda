"""The FIT files within the bytes: headers, checksums, and where the messages end.

Chained files follow on each other. Where a header and the bytes disagree the bytes
decide, and the disagreement is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from uncramp.activity.fit.checksum import crc16
from uncramp.activity.fit.salvage import salvaged
from uncramp.activity.fit.walk import DEFINITION, Definitions, Layout, walk
from uncramp.terms.sentences import Sentence, sentence

MAGIC: Final = b".FIT"
MOST_SECTIONS: Final = 200  # chained files; a bound on the work a hostile file can ask for
HEADERS: Final = (14, 12)  # bytes a header may have


@dataclass(slots=True, eq=False)
class Section:
    """One FIT file within the bytes."""

    first: int  # first byte after the header
    end: int  # one past the last byte of messages
    layouts: list[Layout] = field(default_factory=list)
    problems: list[Sentence] = field(default_factory=list)

    def of(self, message: int) -> list[Layout]:
        """The layouts of one kind of message that have any data."""
        return [x for x in self.layouts if x.message == message and len(x)]


def sections(data: bytes) -> list[Section]:
    """The FIT files in `data`, one after the other; none where it does not begin as one."""
    found: list[Section] = []
    begin = 0 if is_header(data, 0) else len(data)
    while begin < len(data) and len(found) < MOST_SECTIONS:
        section = _framed(data, begin)
        _fill(data, section)
        found.append(section)
        rest = min(section.end + 2, len(data))
        begin = next_header(data, rest)
        if begin > rest:
            section.problems.append(_no_fit(rest, begin - rest))
    if begin < len(data) and found:
        found[-1].problems.append(_too_many(len(data) - begin))
    return found


def is_header(data: bytes, at: int) -> bool:
    return data[at + 8 : at + 12] == MAGIC


def next_header(data: bytes, at: int) -> int:
    """Where the next chained file begins, the end of the data if there is none."""
    while (magic := data.find(MAGIC, at + 8)) >= 0:
        at = magic - 8
        if data[at] in HEADERS and _defines(data, at + data[at]):
            return at
        at += 1
    return len(data)


def _framed(data: bytes, begin: int) -> Section:
    first = begin + _header_size(data, begin)
    claim = int.from_bytes(data[begin + 4 : begin + 8], "little")
    end = first + claim
    if claim and end + 2 <= len(data):
        told = int.from_bytes(data[end : end + 2], "little")
        if crc16(memoryview(data)[begin:end]) == told:
            return Section(first, end)
        if end + 2 == len(data) or is_header(data, end + 2):
            return Section(first, end, problems=[_wrong_sum()])
    end = next_header(data, first)
    return Section(first, end, problems=[_size_is_no_help(claim, first + claim + 2 - end)])


def _header_size(data: bytes, begin: int) -> int:
    """What the header says, or where the first definition stands if that cannot be."""
    if data[begin] in HEADERS:
        return data[begin]
    return next((size for size in HEADERS if _defines(data, begin + size)), HEADERS[0])


def _defines(data: bytes, at: int) -> bool:
    """Whether a definition message begins there, as behind every header."""
    return at < len(data) and data[at] & 0xC0 == DEFINITION


def _fill(data: bytes, section: Section) -> None:
    """Note the messages; where anything is wrong, only those that fit together."""
    now = Definitions()
    stop = walk(data, (section.first, section.end), now)
    section.layouts = list(now.met.values())
    if section.problems or stop < section.end:
        found = salvaged(data, (section.first, section.end), now, stop)
        section.layouts = found.layouts
        section.problems += found.said


def _wrong_sum() -> Sentence:
    return sentence("The file's checksum is wrong: some of its bytes were changed.")


def _size_is_no_help(claim: int, missing: int) -> Sentence:
    if claim == 0:
        return sentence("The recording was never finished: its header gives no size.")
    if missing > 0:
        return sentence(
            "The file is cut off: {missing} bytes are missing at its end.", missing=missing
        )
    return sentence("The file's header gives a wrong size; everything was read instead.")


def _too_many(count: int) -> Sentence:
    return sentence(
        "The file chains more than {most} recordings; its last {count} bytes were not read.",
        most=MOST_SECTIONS,
        count=count,
    )


def _no_fit(at: int, count: int) -> Sentence:
    return sentence(
        "{count} bytes after the end of the recording (from byte {at}) are not FIT and were "
        "not read.",
        count=count,
        at=at,
    )
