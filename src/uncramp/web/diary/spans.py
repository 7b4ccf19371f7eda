"""Days, months and years in the time zone of who reads, as stretches between two instants."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Q
from django.utils import timezone
from django.utils.dates import MONTHS

from uncramp.store.finding import folded

ENGLISH: Final = tuple(name.casefold() for name in calendar.month_name[1:])
ISO: Final = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?!\d)")
FIRST, LAST = 1900, 2200  # years that are looked at
DAY: Final = r"(?:(?<!\d)(\d{1,2})\.? )?"
YEAR: Final = r"(?: (\d{4}))?(?!\d)"


@dataclass(frozen=True, slots=True)
class Span:
    """A year, a month or a day, of every year where none is named."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def condition(self, years: Iterable[int]) -> Q:
        """That a run began in it; `years` are those to look at where none is named."""
        found = Q(pk__in=())
        for year in years if self.year is None else (self.year,):
            for first, after in _days(year, self.month, self.day):
                found |= between(first, after)
        return found


def between(first: date, after: date) -> Q:
    """That a run began on `first` or later, and before `after`."""
    return Q(started_at__gte=midnight(first), started_at__lt=midnight(after))


def midnight(day: date) -> datetime:
    """When a day begins where the reader is."""
    return timezone.make_aware(datetime.combine(day, time()))


def month_after(first: date) -> date:
    """The first day of the next month."""
    return (first.replace(day=1) + timedelta(days=32)).replace(day=1)


def spans_in(text: str) -> tuple[str, list[Span]]:
    """The days and months named in a search, and the rest of it."""
    rest = folded(text)
    found = [
        Span(*(int(part) if part else None for part in date_.groups()))
        for date_ in ISO.finditer(rest)
    ]
    rest = ISO.sub(" ", rest)
    months = _months()
    named = re.compile(rf"{DAY}\b({'|'.join(map(re.escape, months))})\b{YEAR}")
    for date_ in named.finditer(rest):
        day, month, year = date_.groups()
        if day or year:
            found.append(
                Span(int(year) if year else None, months[month], int(day) if day else None)
            )
    return named.sub(lambda m: " " if m[1] or m[3] else m[0], rest), found


def _months() -> dict[str, int]:
    """In English and in the reader's language."""
    own = {folded(str(name)).strip(): number for number, name in MONTHS.items()}
    return {name: number for number, name in enumerate(ENGLISH, 1)} | own


def _days(year: int, month: int | None, day: int | None) -> Iterator[tuple[date, date]]:
    """Nothing where there is no such day, or nobody ran yet."""
    if not FIRST <= year <= LAST:
        return
    try:
        first = date(year, month or 1, day or 1)
        if day is not None:
            yield first, first + timedelta(days=1)
        elif month is not None:
            yield first, month_after(first)
        else:
            yield first, date(year + 1, 1, 1)
    except ValueError:
        return
