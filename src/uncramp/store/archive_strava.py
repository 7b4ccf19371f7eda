"""The table in a Strava export: which file is which activity.

Its header is in the account's language, has 87 to 92 columns over the years, and repeats
some names. So no name is read: the column of files is the one whose cells look like files,
and the title stands third, as it always has.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

TABLE: Final = "activities.csv"
FILE: Final = re.compile(r"^activities/[^/]+\.(fit|tcx|gpx)(\.gz)?$", re.IGNORECASE)
TITLE: Final = 2  # the third column: number, date, title, kind
MOST_ROWS: Final = 100_000
LARGEST_CELL: Final = 1 << 17  # bytes; a description may be long


@dataclass(frozen=True, slots=True)
class StravaTable:
    """Titles by file, and how many activities were entered by hand and so have no file."""

    titles: dict[str, str]
    by_hand: int = 0


def strava_table(data: bytes) -> StravaTable:
    """What the table tells; an empty one where it is no such table."""
    csv.field_size_limit(LARGEST_CELL)
    text = data.decode("utf-8-sig", errors="replace").replace("\0", "")
    titles: dict[str, str] = {}
    by_hand = 0
    try:
        for at, row in enumerate(csv.reader(io.StringIO(text, newline=""))):
            name = _file(row)
            if name:
                titles[name] = row[TITLE][:200] if len(row) > TITLE else ""
            elif at and row and row[0].strip().isdigit():
                by_hand += 1
            if at >= MOST_ROWS:
                break
    except csv.Error:  # a table damaged half way still names the files before that
        pass
    return StravaTable(titles, by_hand)


def _file(row: Sequence[str]) -> str:
    return next((cell for cell in row if FILE.match(cell)), "")
