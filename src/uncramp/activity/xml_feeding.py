"""Bytes of XML, whole, damaged or hostile, given to expat piece by piece.

Damage: what cannot be parsed is stepped over to the next part that can, so one bad byte
costs one point. Hostility: a DOCTYPE (and so every entity), a huge token, text or point
and endless samples are refused before they cost memory. Time stays linear: the pieces are
large against the longest token that is let through, so expat's rescanning of an unfinished
token (CVE-2023-52425) does not bite.
"""

from __future__ import annotations

import re
from typing import Final, NoReturn
from xml.parsers import expat

from uncramp.activity.xml_columns import ColumnReader, Document, Skip
from uncramp.terms.errors import InputError
from uncramp.terms.sentences import Sentence, sentence

PIECE: Final = 1 << 16  # bytes
LONGEST_TOKEN: Final = 1 << 20  # bytes
LONGEST_TEXT: Final = 1 << 20  # characters
PIECES_IN_A_POINT: Final = 2  # that it may fill; a real point has 1 kB
MOST_SAMPLES: Final = 500_000  # six days at one a second
MOST_DAMAGE: Final = 1_000  # places at which reading begins again
LOST: Final = "lost"  # stands for a root that could not be read
LAST: Final = b"</lost>"
UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")  # byte order marks
HEAD: Final = 256  # bytes in which an encoding is declared
DECLARED: Final = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)""")


def take_down(data: bytes, document: Document) -> None:
    """Read all of `data` into `document`; InputError where it is hostile."""
    Feeder(data, document).feed()


class Feeder:
    """One file on its way through expat, through as many parsers as its damage needs."""

    def __init__(self, data: bytes, document: Document) -> None:
        self.document = document
        self.data = _from_utf_16(data) if _is_utf_16(data) else data
        self.encoding = _encoding(self.data)
        self.reader = ColumnReader(document)
        self.filled, self.rows = 0, 0  # pieces within one point, rows before the last piece

    def feed(self) -> None:
        parts = "|".join(self.document.parts).encode()
        part = re.compile(rb"<(?:[\w.-]+:)?(" + parts + rb")\b")
        begin: int | None = max(self.data.find(b"<"), 0)  # Strava's files begin with blanks
        while begin is not None:
            stopped = self._until_damage(begin)
            if stopped is None:
                return
            begin = self._next(part, max(stopped, begin + 1))
            skip = Skip(len(self.document.rows), stopped, begin is not None)
            self.document.rows.skips.append(skip)

    def _next(self, part: re.Pattern[bytes], after: int) -> int | None:
        """Where a part begins again; what it closes by its place is closed."""
        found = part.search(self.data, after)
        if found is None or len(self.document.rows.skips) >= MOST_DAMAGE:
            return None
        name, path = found[1].decode(), self.reader.path
        if name in path:
            at = path.index(name)
            del path[at:], self.reader.raw[at:]
        return found.start()

    def _until_damage(self, begin: int) -> int | None:
        """Read from byte `begin` on; the byte where it stopped, None at a good end."""
        parser, before = self._parser()
        try:
            for at in range(begin, len(self.data), PIECE):
                piece = self.data[at : at + PIECE]
                parser.Parse(piece)
                self._within_limits(at + len(piece) - begin + before - parser.CurrentByteIndex)
            parser.Parse(LAST if self.reader.path == [LOST] else b"", True)
        except expat.ExpatError:
            return begin - before + parser.ErrorByteIndex
        return None

    def _parser(self) -> tuple[expat.XMLParserType, int]:
        """A parser that stands inside the open elements, and how many bytes that took."""
        parser = expat.ParserCreate(self.encoding)
        parser.buffer_text, parser.buffer_size = True, PIECE
        parser.StartDoctypeDeclHandler = _refuse_doctype
        opening = self._open_again()
        parser.Parse(opening)
        self.reader.listen(parser)
        return parser, len(opening)

    def _open_again(self) -> bytes:
        """The tags of what is open; after damage something has to be, for XML has one root."""
        path, raw = self.reader.path, self.reader.raw
        if not "".join(raw).isascii():  # how such a name is written depends on the encoding
            path.clear()
            raw.clear()
        if self.document.rows.skips and not raw:
            path.append(LOST)
            raw.append(LOST)
        return "".join(f"<{name}>" for name in raw).encode()

    def _within_limits(self, unfinished: int) -> None:
        """After each piece; `unfinished` bytes of it wait for the end of their token."""
        rows, inside = len(self.document.rows), self.reader.row is not None
        self.filled = self.filled + 1 if inside and rows == self.rows else 0
        self.rows = rows
        huge = unfinished > LONGEST_TOKEN or len(self.reader.text) > LONGEST_TEXT
        if huge or self.filled > PIECES_IN_A_POINT:
            raise InputError(_huge())
        if rows > MOST_SAMPLES:
            raise InputError(_too_many())


def _is_utf_16(data: bytes) -> bool:
    return data[:2] in UTF_16 or data[:2].strip(b"\0") == b"<"


def _from_utf_16(data: bytes) -> bytes:
    """UTF-8, in which a part can be looked for byte by byte."""
    order = "utf-16-be" if data[:1] in (b"\0", b"\xfe") else "utf-16-le"
    return data.decode(order, "replace").encode()


def _encoding(data: bytes) -> str:
    """The declared one where it has a character for each byte; else UTF-8, as most files are.

    A wrong declaration costs the name of a device at most: numbers are ASCII in all of them.
    """
    declared = DECLARED.search(data[:HEAD])
    name = declared[1].decode().lower() if declared else "utf-8"
    try:
        characters = bytes(range(256)).decode(name, "replace")
    except (LookupError, UnicodeError):
        return "utf-8"
    return name if len(characters) == 256 and "ascii" not in name else "utf-8"


def _refuse_doctype(*_declared: object) -> NoReturn:
    raise InputError.of(
        "This file carries a DOCTYPE. No watch writes one, and it can make a small file "
        "swallow all memory, so it is not read. Export the run again from the watch or its app."
    )


def _huge() -> Sentence:
    return sentence(
        "This file has one piece of text or one point of more than {most} kB: no watch writes "
        "that. Export the run again from the watch or its app.",
        most=PIECE * PIECES_IN_A_POINT // 1024,
    )


def _too_many() -> Sentence:
    return sentence(
        "This file holds more than {most} samples, which is not read. Split the recording "
        "into shorter ones.",
        most=MOST_SAMPLES,
    )
