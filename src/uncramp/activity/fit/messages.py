"""From the places of messages to columns of numbers, one numpy step a definition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from uncramp.activity.fit.profile import BASE_TYPES, Field, Fields
from uncramp.activity.fit.walk import Layout
from uncramp.terms.columns import Column

Places = NDArray[np.int64]
# Developer index and number, base type and meaning.
DeveloperFields = tuple[tuple[tuple[int, int], tuple[int, Field]], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Messages of one kind in file order; a field the file does not have has no column."""

    places: Places  # (n,) byte where each message begins
    columns: dict[str, Column]  # (n,), or (n, width) for array fields; NaN where missing

    def __len__(self) -> int:
        return self.places.size

    def column(self, name: str) -> Column:
        """The named column, all missing where the file has no such field."""
        known = self.columns.get(name)
        return np.full(len(self), np.nan) if known is None else known


@dataclass(frozen=True, slots=True)
class Part:
    """One field of one definition that we read."""

    field: Field
    at: int  # byte within the message
    code: str  # numpy type, byte order and all
    none: int | None  # the raw value that says "missing"


@dataclass(frozen=True, slots=True)
class Plan:
    """How the messages of one definition are read."""

    parts: tuple[Part, ...]
    row: np.dtype[np.void]


def table(
    data: bytes, layouts: Sequence[Layout], fields: Fields, developer: DeveloperFields = ()
) -> Table:
    """All messages of `layouts` as columns, in the order of the file."""
    layouts = [x for x in layouts if len(x)]
    if not layouts:
        return Table(np.empty(0, np.int64), {})
    places = [places_of(x) for x in layouts]
    size = sum(x.size for x in places)
    columns: dict[str, Column] = {}
    begin = 0
    for layout, where in zip(layouts, places, strict=True):
        plan = plan_of(layout.key, fields, developer)
        raw = _raw(data, layout, plan.row, where)
        for part in plan.parts:
            _put(columns, part.field.name, _values(raw[part.field.name], part), (begin, size))
        begin += where.size
    return _in_file_order(Table(np.concatenate(places), columns))


def _put(columns: dict[str, Column], name: str, values: Column, span: tuple[int, int]) -> None:
    """Lay one definition's values into the whole column: from a row on, of so many."""
    begin, size = span
    if len(values) == size:
        columns[name] = values
        return
    if name not in columns:
        columns[name] = np.full((size, *values.shape[1:]), np.nan)
    columns[name][begin : begin + len(values)] = values


def _in_file_order(table: Table) -> Table:
    places, columns = table.places, table.columns
    if bool((places[1:] > places[:-1]).all()):
        return table
    order = np.argsort(places, kind="stable")
    for name in columns:  # one after the other, so that only one is there twice
        columns[name] = columns[name][order]
    return Table(places[order], columns)


def places_of(layout: Layout) -> Places:
    """Where each message of a definition begins, singles first."""
    if not layout.runs:
        return np.array(layout.singles, np.int64)
    first, count = np.array(layout.runs, np.int64).T
    before = np.cumsum(count) - count
    runs = np.repeat(first - layout.size * before, count) + layout.size * np.arange(count.sum())
    return np.concatenate([np.array(layout.singles, np.int64), runs]) if layout.singles else runs


@lru_cache(maxsize=512)  # one runner's files repeat the same few definitions
def plan_of(key: bytes, fields: Fields, developer: DeveloperFields) -> Plan:
    """The fields of a definition that we know and whose bytes are of their type's size."""
    layout, described = Layout.of(key), dict(developer)
    found: dict[str, Part] = {}
    at = 1
    for number, size, base in layout.fields:
        _add(found, layout.order, (fields.get(number), base), (at, size))
        at += size
    for number, size, index in layout.developer:
        base, field = described.get((index, number), (0, None))
        _add(found, layout.order, (field, base), (at, size))
        at += size
    return Plan(tuple(found.values()), _row(list(found.values()), layout.size))


def _add(
    found: dict[str, Part], order: str, meaning: tuple[Field | None, int], span: tuple[int, int]
) -> None:
    field, base = meaning
    at, size = span
    code, none = BASE_TYPES[base & 0x1F] if base & 0x1F < len(BASE_TYPES) else ("S", None)
    if field is None or field.name in found or code == "S":
        return
    count, rest = divmod(size, int(code[1]))
    if rest or not count:
        return
    shape = f"({min(field.width, count)},)" if field.width > 1 else ""
    none = None if field.packed else none
    found[field.name] = Part(field, at, f"{shape}{order}{code}", none)


def _row(parts: list[Part], size: int) -> np.dtype[np.void]:
    return np.dtype(
        {
            "names": [x.field.name for x in parts],
            "formats": [x.code for x in parts],
            "offsets": [x.at for x in parts],
            "itemsize": size,
        }
    )


def _raw(data: bytes, layout: Layout, row: np.dtype[np.void], places: Places) -> NDArray[np.void]:
    """The messages as a structured array."""
    if len(layout.runs) == 1 and not layout.singles:
        first, count = layout.runs[0]
        return np.frombuffer(data, row, count, first)
    every_byte = np.ndarray((len(data) - layout.size + 1,), row, data, strides=(1,))
    return every_byte[places]


def _values(raw: NDArray[np.generic], part: Part) -> Column:
    """Numbers in their unit; what the file marks as missing is NaN."""
    field = part.field
    values = raw.astype(np.float64)
    if part.none is not None:
        values[raw == part.none] = np.nan
    if field.scale != 1:
        values /= field.scale
    if field.offset:
        values -= field.offset
    return _widened(values, field.width)


def _widened(values: Column, width: int) -> Column:
    if width == 1 or values.shape[1] == width:
        return values
    wide = np.full((len(values), width), np.nan)
    wide[:, : values.shape[1]] = values
    return wide


def text(data: bytes, layout: Layout, place: int, number: int) -> str:
    """The text field `number` of the message at `place`, "" where there is none.

    Strings without an end and bytes that are no UTF-8 are read as far as they go; what
    cannot be printed is left out, so that no name can command a terminal.
    """
    at = place + 1
    for known, size, _ in layout.fields:
        if known == number:
            words = data[at : at + size].split(b"\0", 1)[0].decode("utf-8", "replace")
            return "".join(x for x in words if x.isprintable()).strip()
        at += size
    return ""
