"""A runner's own table of cramps and clean runs, one a row, found again among their runs.

People write the start of the run or the moment of the cramp, with a time zone or without,
and some rows wrong. Each row that can be read is used; each that cannot is a sentence which
names the row and the column.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from uncramp.actions.told import read
from uncramp.history.episode import Episode
from uncramp.terms.errors import InputError
from uncramp.terms.sentences import Sentence, sentence

NEEDED = ("started_at", "muscle")
TOLD = ("muscle", "side", "onset", "minute", "severity")
CLEAN = frozenset({"", "none", "no", "-"})  # in the column of the muscle
DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class ToldRow:
    """One row: when, and the cramp, or None for a run that was answered clean.

    ``at`` has no time zone where none was written; ``whole_day`` is that only a date was.
    """

    row: int
    at: datetime
    whole_day: bool
    episode: Episode | None


@dataclass(frozen=True, slots=True)
class ToldEpisodes:
    """The rows that could be read, and what was wrong with the others."""

    rows: tuple[ToldRow, ...]
    notes: tuple[Sentence, ...]


def told_episodes(given: bytes) -> ToldEpisodes:
    """Read a CSV table with columns started_at,muscle,side,onset,minute,severity.

    Raises
    ------
    InputError
        Where it is no such table at all.
    """
    rows, notes = [], []
    for number, cells in enumerate(_table(given), start=2):
        try:
            if any(cells.values()):
                rows.append(_row(number, cells))
        except InputError as error:
            notes.append(sentence("Row {row}, {problem}", row=number, problem=error.said))
    return ToldEpisodes(tuple(rows), tuple(notes))


def _table(given: bytes) -> Iterator[Mapping[str, str]]:
    """The cells of each row under the names of the first, line 1 of the file."""
    try:
        text = given.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError.of("The episodes are not text in UTF-8; save the table as CSV.") from None
    head = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise InputError.of("The episodes are not a CSV table: {why}.", why=str(error)) from None
    names = [name.strip().lower() for name in rows[0]] if rows else []
    _require(names)
    for row in rows[1:]:
        cells = [cell.strip() for cell in row]
        yield dict(zip(names, cells + [""] * len(names), strict=False))


def _require(names: Sequence[str]) -> None:
    lacking = [name for name in NEEDED if name not in names]
    if lacking:
        raise InputError.of(
            "The episodes need a first row of column names with {names}; then one run a row.",
            names=" and ".join(lacking),
        )


def _row(number: int, cells: Mapping[str, str]) -> ToldRow:
    at, whole_day = _instant(cells["started_at"])
    if cells["muscle"].lower() in CLEAN:
        return ToldRow(number, at, whole_day, None)
    said = {name: cells[name].lower() for name in TOLD if cells.get(name)}
    return ToldRow(number, at, whole_day, read(Episode, said))


def _instant(written: str) -> tuple[datetime, bool]:
    """The moment, and whether only a day was written."""
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        raise InputError.of(
            "started_at: {written} is no time; write it as 2026-05-03T09:30:00Z.",
            written=repr(written),
        ) from None
    return at, len(written) <= len("2026-05-03")


def in_utc(at: datetime) -> datetime:
    """The moment in UTC; one without a zone is taken for UTC."""
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
