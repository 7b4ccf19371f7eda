"""Times as files write them, to seconds on one clock.

"2026-05-03T07:00:12.500Z" is what watches write; programs also write an offset, or no
zone at all. A file has one minute sixty times, so the minute is worked out once.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

MINUTE_ENDS: Final = 17  # characters of "2026-05-03T07:00:"
QUARTER_HOUR: Final = 900
FURTHEST_EAST: Final = 14 * 3600  # s; Kiritimati. Furthest west is 12 h


class Instants:
    """Reads the times of one file and remembers what they said of the zone."""

    __slots__ = ("minutes", "offset", "zoneless")

    def __init__(self) -> None:
        self.minutes: dict[str, float] = {}
        self.offset: int | None = None  # s east of UTC, where the file writes local time
        self.zoneless = False

    def read(self, text: str) -> float:
        """Seconds since 1970 in UTC; ValueError where it is no time."""
        text = text.strip()
        if text[-1:] == "Z":
            try:
                minute, second = self.minutes[text[:MINUTE_ENDS]], float(text[MINUTE_ENDS:-1])
                if 0 <= second < 60:
                    return minute + second
            except (KeyError, ValueError):
                pass  # a new minute, or another way to write it
        return self._worked_out(text)

    def _worked_out(self, text: str) -> float:
        instant = datetime.fromisoformat(text)
        if not 1 < instant.year < 9999:  # the years that no offset carries over the edge
            raise ValueError(text)
        if text[-1:] == "Z" and text[MINUTE_ENDS - 1 : MINUTE_ENDS] == ":":
            minute = instant.replace(second=0, microsecond=0)
            self.minutes[text[:MINUTE_ENDS]] = minute.timestamp()
            return instant.timestamp()
        if instant.tzinfo is None:
            self.zoneless = True
            return instant.replace(tzinfo=UTC).timestamp()
        return self._with_offset(instant)

    def _with_offset(self, instant: datetime) -> float:
        offset = instant.utcoffset()
        east = int(offset.total_seconds()) if offset else 0
        if east and self.offset is None and abs(east) <= FURTHEST_EAST and not east % QUARTER_HOUR:
            self.offset = east
        return instant.timestamp()
