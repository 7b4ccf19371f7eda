"""From the places of messages to columns of numbers, one numpy step a definition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from uncramp.activity.activity import Column
from uncramp.activity.fit.profile import BASE_TYPES, Field, Fields
from uncramp.activity.fit.walk import Layout

Places = NDArray[np.int64]
DeveloperFields = dict[tuple[int, int], tuple[int, Field]]  # base type and meaning


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


def table(
    data: bytes, layouts: Sequence[Layout], fields: Fields, developer: DeveloperFields | None = None
) -> Table:
    """All messages of `layouts` as columns, in the order of the file."""
    layouts = [x for x in layouts if len(x)]
    groups = [(places_of(x), parts_of(x, fields, developer or {})) for x in layouts]
    sizes = [places.size for places, _ in groups]
    columns: dict[str, Column] = {}
    begin = 0
    for layout, (places, parts) in zip(layouts, groups, strict=True):
        raw = _raw(data, layout, parts, places)
        for part in parts:
            values = _values(raw[part.field.name], part)
            _put(columns, part.field.name, values, begin, sum(sizes))
        begin += places.size
    places = np.concatenate([p for p, _ in groups]) if groups else np.empty(0, np.int64)
    return _in_file_order(Table(places, columns))


def _put(columns: dict[str, Column], name: str, values: Column, begin: int, size: int) -> None:
    """Lay one definition's values into the whole column."""
    if len(values) == size:
        columns[name] = values
        return
    if name not in columns:
        columns[name] = np.full((size, *values.shape[1:]), np.nan)
    columns[name][begin : begin + len(values)] = values


def _in_file_order(table: Table) -> Table:
    places = table.places
    if bool((places[1:] > places[:-1]).all()):
        return table
    order = np.argsort(places, kind="stable")
    return Table(places[order], {name: x[order] for name, x in table.columns.items()})


def places_of(layout: Layout) -> Places:
    """Where each message of a definition begins, singles first."""
    runs = [first + layout.size * np.arange(count) for first, count in layout.runs]
    if len(runs) == 1 and not layout.singles:
        return runs[0]
    singles = np.array(layout.singles, np.int64)
    return np.concatenate([singles, *runs])


def parts_of(layout: Layout, fields: Fields, developer: DeveloperFields) -> list[Part]:
    """The fields of a definition that we know and whose bytes are of their type's size."""
    parts: dict[str, Part] = {}
    at = 1
    for number, size, base in layout.fields:
        if number in fields:
            _add(parts, layout.order, (fields[number], base), (at, size))
        at += size
    for number, size, index in layout.developer:
        if (index, number) in developer:
            base, field = developer[index, number]
            _add(parts, layout.order, (field, base), (at, size))
        at += size
    return list(parts.values())


def _add(
    parts: dict[str, Part], order: str, meaning: tuple[Field, int], span: tuple[int, int]
) -> None:
    field, base = meaning
    at, size = span
    code, none = BASE_TYPES[base & 0x1F] if base & 0x1F < len(BASE_TYPES) else ("S", None)
    if field.name in parts or code == "S":
        return
    count, rest = divmod(size, int(code[1]))
    if rest or not count:
        return
    shape = f"({min(field.width, count)},)" if field.width > 1 else ""
    none = None if field.packed else none
    parts[field.name] = Part(field, at, f"{shape}{order}{code}", none)


def _raw(data: bytes, layout: Layout, parts: list[Part], places: Places) -> NDArray[np.void]:
    """The messages as a structured array, one row a message."""
    kind = np.dtype(
        {
            "names": [x.field.name for x in parts],
            "formats": [x.code for x in parts],
            "offsets": [x.at for x in parts],
            "itemsize": layout.size,
        }
    )
    if len(layout.runs) == 1 and not layout.singles:
        first, count = layout.runs[0]
        return np.frombuffer(data, kind, count, first)
    every_byte = np.ndarray((len(data) - layout.size + 1,), kind, data, strides=(1,))
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

    Strings without an end and bytes that are no UTF-8 are read as far as they go.
    """
    at = place + 1
    for known, size, _ in layout.fields:
        if known == number:
            return data[at : at + size].split(b"\0", 1)[0].decode("utf-8", "replace").strip()
        at += size
    return ""
