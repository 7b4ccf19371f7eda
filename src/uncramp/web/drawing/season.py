"""A season as SVG: a bar for each week's distance, and a mark over the weeks with a cramp."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from uncramp.actions.see_season import Week
from uncramp.store.measures import KILOMETRE
from uncramp.web.drawing import units
from uncramp.web.drawing.dates import written

WIDTH, HEIGHT, TOP = 728.0, 150.0, 22.0  # units of the SVG; the marks stand in the top
GAP = 0.2  # of a week's room


@dataclass(frozen=True, slots=True)
class Bar:
    """One week: its bar, and where the mark of a cramp stands, if one came."""

    x: float
    y: float
    width: float
    height: float
    mark_x: float | None


@dataclass(frozen=True, slots=True)
class Season:
    """The picture, in words, and as rows of (week, distance, runs, cramps) where there was one.

    Distances are text, in the units of who reads.
    """

    bars: tuple[Bar, ...]
    first: str
    last: str
    most: str
    summary: str
    rows: tuple[tuple[str, str, int, int], ...]


def season(weeks: Sequence[Week]) -> Season:
    """The picture of some weeks."""
    most = max((week.kilometres for week in weeks), default=0.0) or 1.0
    room = WIDTH / max(len(weeks), 1)
    bars = tuple(_bar(week, i, room, most) for i, week in enumerate(weeks))
    rows = tuple(
        (_day(week.monday), _far(week.kilometres), week.runs, len(week.cramps))
        for week in weeks
        if week.runs
    )
    first, last = (_day(week.monday) for week in (weeks[0], weeks[-1]))
    return Season(bars, first, last, _far(most), _summary(weeks), rows)


def _bar(week: Week, i: int, room: float, most: float) -> Bar:
    height = (HEIGHT - TOP) * week.kilometres / most
    middle = room * (i + 0.5)
    return Bar(
        x=room * (i + GAP / 2),
        y=HEIGHT - height,
        width=room * (1 - GAP),
        height=height,
        mark_x=middle if week.cramps else None,
    )


def _summary(weeks: Sequence[Week]) -> str:
    days = [day for week in weeks for day in week.cramps]
    counted = ngettext("%(n)s cramp", "%(n)s cramps", len(days)) % {"n": len(days)}
    named = ", ".join(_day(day) for day in days)
    mean = sum(week.kilometres for week in weeks) / max(len(weeks), 1)
    parts = {"n": len(weeks), "far": _far(mean), "cramps": counted, "days": named}
    if not days:
        return gettext("%(n)s weeks of %(far)s on average, and no cramp.") % parts
    return gettext("%(n)s weeks of %(far)s on average; %(cramps)s: %(days)s.") % parts


def _far(kilometres: float) -> str:
    return units.about(kilometres * KILOMETRE)


def _day(day: date) -> str:
    return written(day, "j F Y")
