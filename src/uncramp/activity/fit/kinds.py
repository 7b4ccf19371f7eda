"""The kinds of FIT message that we write, each as one numpy row type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from uncramp.activity.fit import profile

ENUM, SINT8, UINT8, SINT32, UINT16, UINT32, TEXT = 0x00, 0x01, 0x02, 0x85, 0x84, 0x86, 0x07
TYPES: Final[dict[int, tuple[str, int | bytes]]] = {  # numpy code, and what says "missing"
    ENUM: ("<u1", 0xFF),
    SINT8: ("<i1", 0x7F),
    UINT8: ("<u1", 0xFF),
    SINT32: ("<i4", 0x7FFFFFFF),
    UINT16: ("<u2", 0xFFFF),
    UINT32: ("<u4", 0xFFFFFFFF),
    TEXT: ("S64", b""),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of message: its local and global number, and fields by name: number, base type."""

    local: int
    message: int
    fields: dict[str, tuple[int, int]]

    def definition(self) -> bytes:
        head = bytes((0x40 | self.local, 0, 0)) + self.message.to_bytes(2, "little")
        triples = [
            bytes((number, np.dtype(TYPES[base][0]).itemsize, base))
            for number, base in self.fields.values()
        ]
        return head + bytes((len(triples),)) + b"".join(triples)

    def rows(self, count: int) -> NDArray[np.void]:
        """Room for `count` messages, every field missing."""
        kinds = [("header", "u1"), *((name, TYPES[b][0]) for name, (_, b) in self.fields.items())]
        out = np.zeros(count, np.dtype(kinds))
        out["header"] = self.local
        for name, (_, base) in self.fields.items():
            out[name] = TYPES[base][1]
        return out

    def single(self, **known: float | bytes) -> bytes:
        """One message; what is not named or is NaN stays missing."""
        row = self.rows(1)
        for name, value in known.items():
            if isinstance(value, bytes):
                row[name] = value
            elif np.isfinite(value):
                row[name] = round(value)
        return row.tobytes()


TIME: Final = {"time": (253, UINT32)}
EVENTS: Final = {"event": (0, ENUM), "event_type": (1, ENUM)}
TOTALS: Final = {
    "start": (2, UINT32),
    "elapsed": (7, UINT32),  # ms
    "timer": (8, UINT32),  # ms
    "distance": (9, UINT32),  # cm
}
SUMMARY: Final = {"sport": (5, ENUM), "sub_sport": (6, ENUM), "heart_rate": (16, UINT8)}
LAPS: Final = {"first_lap": (25, UINT16), "laps": (26, UINT16)}

EVENT: Final = Kind(1, profile.EVENT, TIME | EVENTS)
LAP: Final = Kind(3, profile.LAP, TIME | EVENTS | TOTALS)
SESSION: Final = Kind(4, profile.SESSION, TIME | EVENTS | TOTALS | SUMMARY | LAPS)
FILE_ID: Final = Kind(
    2,
    profile.FILE_ID,
    {
        "type": (0, ENUM),
        "maker": (1, UINT16),
        "product": (2, UINT16),
        "created": (4, UINT32),
        "name": (profile.FILE_PRODUCT_NAME, TEXT),
    },
)
ACTIVITY: Final = Kind(
    5,
    profile.ACTIVITY,
    TIME
    | {
        "timer": (0, UINT32),  # ms
        "sessions": (1, UINT16),
        "type": (2, ENUM),
        "event": (3, ENUM),
        "event_type": (4, ENUM),
        "local": (5, UINT32),
    },
)

# The base types of the fields of a record that we write, by their number.
RECORD_TYPES: Final = {
    0: SINT32,
    1: SINT32,
    3: UINT8,
    4: UINT8,
    5: UINT32,
    7: UINT16,
    13: SINT8,
    39: UINT16,
    41: UINT16,
    53: UINT8,
    73: UINT32,
    78: UINT32,
    84: UINT16,
    85: UINT16,
}
