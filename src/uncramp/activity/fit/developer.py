"""Fields that apps and footpods add to a file, where they measure what a watch did not.

Precedence, column by column and never mixed within one: what the device itself recorded
in the profile's own field comes first; a developer field is used where the device has no
reading at all in that column. Two sensors differ by an offset, so a column put together
from both would show steps that nobody ran.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Final

from uncramp.activity.fit.messages import DeveloperFields, places_of, text
from uncramp.activity.fit.profile import RECORD, RECORD_FIELDS, Field
from uncramp.activity.fit.walk import Layout

PREFIX: Final = "developer "

# What the field_description says: developer index, field number, base type, ….
INDEX, NUMBER, BASE, NAME, UNITS, NATIVE_MESSAGE, NATIVE_FIELD = 0, 1, 2, 3, 8, 14, 15

# Names as Stryd, RunScribe and other footpods write them, in lower case.
NAMES: Final = {
    "power": "power",
    "cadence": "cadence",
    "ground time": "ground_contact_time",
    "ground contact time": "ground_contact_time",
    "stance time": "ground_contact_time",
    "vertical oscillation": "vertical_oscillation",
    "step length": "step_length",
    "speed": "speed",
    "distance": "distance",
    "heart rate": "heart_rate",
}
UNITS_IN: Final[dict[str, dict[str, float]]] = {  # how many of the unit make one of ours
    "power": {"watts": 1, "w": 1, "watt": 1},
    "cadence": {"rpm": 1, "strides/min": 1, "spm": 2, "steps/min": 2},
    "ground_contact_time": {"milliseconds": 1, "ms": 1, "seconds": 1e-3, "s": 1e-3},
    "vertical_oscillation": {"centimeters": 0.1, "cm": 0.1, "millimeters": 1, "mm": 1, "m": 1e-3},
    "step_length": {"millimeters": 1, "mm": 1, "centimeters": 0.1, "cm": 0.1, "m": 1e-3},
    "speed": {"m/s": 1, "meters/second": 1, "km/h": 3.6},
    "distance": {"meters": 1, "m": 1, "kilometers": 1e-3, "km": 1e-3},
    "heart_rate": {"bpm": 1, "beats/min": 1},
}


def developer_fields(data: bytes, layouts: list[Layout]) -> DeveloperFields:
    """The described fields that stand for one of our columns, under `PREFIX` and its name."""
    known: dict[tuple[int, int], tuple[int, Field]] = {}
    for layout in layouts:
        for place in places_of(layout).tolist()[:1000]:
            numbers = _numbers(data, layout, place)
            field = _meaning(data, layout, place, numbers)
            if field is not None and BASE in numbers:
                known[numbers[INDEX], numbers[NUMBER]] = (numbers[BASE], field)
    return tuple(sorted(known.items(), key=itemgetter(0)))


def _numbers(data: bytes, layout: Layout, place: int) -> dict[int, int]:
    """The numeric fields of a description, of one or two bytes."""
    order, at, found = "little" if layout.order == "<" else "big", place + 1, {INDEX: 0, NUMBER: -1}
    for number, size, _ in layout.fields:
        if size <= 2:
            found[number] = int.from_bytes(data[at : at + size], order)  # type: ignore[arg-type]
        at += size
    return found


def _meaning(data: bytes, layout: Layout, place: int, numbers: dict[int, int]) -> Field | None:
    """What the field stands for; None where name, native field and unit do not say it."""
    column = _native(numbers) or NAMES.get(text(data, layout, place, NAME).casefold())
    unit = text(data, layout, place, UNITS).casefold()
    if column is None or unit not in UNITS_IN[column]:
        return None
    return Field(PREFIX + column, UNITS_IN[column][unit])


def _native(numbers: dict[int, int]) -> str | None:
    """The column a description says it stands for, by the profile's own field."""
    if numbers.get(NATIVE_MESSAGE, RECORD) not in (RECORD, 0xFFFF):
        return None
    field = RECORD_FIELDS.get(numbers.get(NATIVE_FIELD, 0xFF))
    return field.name if field is not None and field.name in UNITS_IN else None
