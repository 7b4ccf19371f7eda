"""TCX and GPX come as XML; here it goes by once, and only columns of numbers remain.

An hour of running is some hundred thousand XML events. So expat calls us as seldom as it
can, inside a point only where an element ends, and no object is made for a point.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.parsers.expat import XMLParserType

from uncramp.activity.instants import Instants
from uncramp.terms.errors import InputError

COLUMNS: Final = (
    "clock",  # s since 1970
    "latitude",
    "longitude",
    "altitude",
    "distance",
    "speed",
    "heart_rate",
    "cadence",  # as the file counts it
    "power",
    "temperature",
)
CLOCK: Final = 0
POINT: Final = -1
OTHER: Final = -2
BLANK: Final = array("d", [float("nan")] * len(COLUMNS))

DEEPEST: Final = 64  # open elements outside a point
MOST_NAMES: Final = 10_000  # of elements


@dataclass(frozen=True, slots=True)
class Skip:
    """A place in the file that could not be read."""

    row: int  # the first whole point after it
    at: int  # byte
    resumed: bool  # something after it could be read again


class Rows:
    """The whole points so far: numbers only, in one flat array."""

    __slots__ = ("flat", "misread", "skips")

    def __init__(self) -> None:
        self.flat = array("d")
        self.misread = array("q")  # rows in which something is no number
        self.skips: list[Skip] = []

    def __len__(self) -> int:
        return len(self.flat) // len(COLUMNS)

    def clock(self, row: int) -> float:
        """Seconds since 1970 of one point; NaN where it has no time."""
        return self.flat[row * len(COLUMNS) + CLOCK]


class Document(ABC):
    """One format: what its elements are called, and what it tells outside the points."""

    meanings: Mapping[str, int]  # of elements and attributes in a point: a column or POINT
    parts: tuple[str, ...]  # elements at which reading can begin again after damage

    def __init__(self) -> None:
        self.rows = Rows()
        self.instants = Instants()

    @abstractmethod
    def opened(self, path: Sequence[str], attributes: Mapping[str, str]) -> None:
        """An element outside the points begins; `path` ends in its name."""

    @abstractmethod
    def closed(self, path: Sequence[str], text: str) -> None:
        """An element outside the points ends; `text` is what came after its last child."""


def local(name: str) -> str:
    """A name without its prefix, declared or not."""
    return name.rpartition(":")[2]


class Names(dict[str, int]):
    """From an element's name, prefix and all, to its meaning; new names are counted."""

    def __init__(self, known: Mapping[str, int]) -> None:
        super().__init__()
        self.known = known

    def __missing__(self, name: str) -> int:
        if len(self) >= MOST_NAMES:
            raise InputError.of(
                "This file uses more than {most} different names for its elements: no watch "
                "writes that. Export the run again from the watch or its app.",
                most=MOST_NAMES,
            )
        meaning = self[name] = self.known.get(local(name), OTHER)
        return meaning


class ColumnReader:
    """What expat calls: takes down points, and hands the document the rest."""

    __slots__ = ("document", "names", "parser", "path", "raw", "row", "rows", "text")

    def __init__(self, document: Document) -> None:
        self.document, self.rows = document, document.rows
        self.names = Names(document.meanings)
        self.path: list[str] = []
        self.raw: list[str] = []  # the same with prefixes, as the closing tags have them
        self.row: array[float] | None = None  # the point that is open

    def listen(self, parser: XMLParserType) -> None:
        """Be called by `parser` from now on, outside of any point."""
        self.parser, self.row, self.text = parser, None, ""
        parser.CharacterDataHandler = self._characters
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end

    def _characters(self, text: str) -> None:
        self.text += text

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.text = ""
        if self.names[name] == POINT:
            self._point(attributes)
            return
        if len(self.path) >= DEEPEST:
            raise InputError.of(
                "This file nests its elements more than {deepest} deep: no watch writes that. "
                "Export the run again from the watch or its app.",
                deepest=DEEPEST,
            )
        self.path.append(local(name))
        self.raw.append(name)
        self.document.opened(self.path, attributes)

    def _end(self, name: str) -> None:
        self.text, text = "", self.text
        if not self.raw or self.raw[-1] != name:
            return  # it began within a point that was never closed
        self.document.closed(self.path, text.strip())
        self.path.pop()
        self.raw.pop()

    def _point(self, attributes: Mapping[str, str]) -> None:
        self.row = array("d", BLANK)
        for name, value in attributes.items():
            if (column := self.names[name]) > CLOCK:
                self._number(column, value)
        self.parser.StartElementHandler = None
        self.parser.EndElementHandler = self._leaf

    def _leaf(self, name: str) -> None:
        """An element inside a point ends: the hot path of the whole reader."""
        column = self.names[name]
        if column > CLOCK:
            try:
                self.row[column] = float(self.text)  # type: ignore[index]
            except ValueError:
                self._number(column, self.text)
        elif column == CLOCK:
            self._clock()
        elif column == POINT:
            self.rows.flat.extend(self.row)  # type: ignore[arg-type]
            self.row = None
            self.parser.StartElementHandler = self._start
            self.parser.EndElementHandler = self._end
        self.text = ""

    def _number(self, column: int, text: str) -> None:
        try:
            self.row[column] = float(text)  # type: ignore[index]
        except ValueError:
            if text.strip():  # an empty element is a missing value, not a wrong one
                self.rows.misread.append(len(self.rows))

    def _clock(self) -> None:
        try:
            self.row[CLOCK] = self.document.instants.read(self.text)  # type: ignore[index]
        except ValueError:
            self.rows.misread.append(len(self.rows))
