"""A run in the words and numbers of its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.dates import MONTHS_3, MONTHS_AP, WEEKDAYS_ABBR
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from uncramp.actions.see_run import SeenRun
from uncramp.history.run import RunSummary
from uncramp.store import words
from uncramp.store.glance import Glance
from uncramp.store.measures import KILOMETRE, measured
from uncramp.terms.sentences import Amount
from uncramp.web.diary.run_names import called
from uncramp.web.diary.runs import Listed
from uncramp.web.drawing import units
from uncramp.web.drawing.dates import is_dotted

STOOD = 1.0  # s; less is the second in which a watch counts, and no standing still
Named = Iterator[tuple[str | Promise, str]]
MOVING_TIME, MOVING_PACE = _("Moving time"), _("Moving pace")


def items(listed: Iterable[Listed]) -> list[dict[str, Any]]:
    """Runs as lists and the calendar show them."""
    day = _days()
    return [{**_item(one), "day": day(one.started_at)} for one in listed]


def _days() -> Callable[[datetime | None], str]:
    """Days as a list writes them; the names are looked up once, and not for every run."""
    dotted = is_dotted()
    weekdays = [f"{WEEKDAYS_ABBR[day]}{',' if dotted else ''}" for day in range(7)]
    named = MONTHS_AP if dotted else MONTHS_3
    months = [str(named[month]).capitalize() for month in range(1, 13)]
    dot, zone = "." if dotted else "", timezone.get_current_timezone()

    def written(instant: datetime | None) -> str:
        if instant is None:
            return gettext("A run without a clock")
        at = instant.astimezone(zone)
        day = f"{weekdays[at.weekday()]} {at.day}{dot} {months[at.month - 1]} {at.year}"
        return f"{day}, {at:%H:%M}"

    return written


def _item(listed: Listed) -> dict[str, Any]:
    seen = listed.glance
    return {
        "key": listed.key,
        "name": called(seen.name, listed.title),
        "started_at": listed.started_at,
        "set_aside_at": listed.set_aside_at,
        "numbers": " · ".join(at_a_glance(seen)),
        "short": about(seen.distance) if seen.distance else clock(seen.duration),
        "metres": seen.distance or 0.0,
        "cramped": listed.cramped,
        "raced": listed.raced,
    }


def at_a_glance(seen: RunSummary | Glance) -> Iterator[str]:
    """The numbers of a line; what is of the moving time says so."""
    for name, text in numbers(seen):
        if name is MOVING_PACE:
            yield gettext("%(pace)s moving") % {"pace": text}
        elif name is not MOVING_TIME:
            yield text


def about(metres: float) -> str:
    """A distance where there is little room."""
    return words.number(str(measured(Amount(metres / KILOMETRE, "km", 1))))


def numbers(summary: RunSummary | Glance) -> Named:
    """What is known of a run, each with its name; what is missing is left out."""
    if summary.distance is not None:
        yield _("Distance"), units.distance(summary.distance)
    yield _("Time"), clock(summary.duration)
    if summary.distance and summary.moving_time:
        yield from _paces(summary, summary.distance, summary.moving_time)
    if summary.heart_rate is not None:
        yield _("Heart rate"), f"{summary.heart_rate:.0f} bpm"


def _paces(summary: RunSummary | Glance, distance: float, moving: float) -> Named:
    """The pace; where its runner stood still for a while it is that of the time they moved."""
    pace = units.pace(moving / 60 / (distance / 1000))
    whole = units.pace(summary.duration / 60 / (distance / 1000))
    if pace == whole or summary.duration - moving < STOOD:
        yield _("Pace"), whole
        return
    yield MOVING_TIME, clock(moving)
    yield MOVING_PACE, pace


def more_numbers(summary: RunSummary) -> Named:
    """What a run's own page has room for beside."""
    if summary.ascent is not None:
        yield _("Climb"), units.climb(summary.ascent)
    if summary.descent is not None:
        yield _("Descent"), units.climb(summary.descent)
    if summary.step_rate is not None:
        yield _("Step rate"), f"{summary.step_rate:.0f} /min"


def clock(seconds: float) -> str:
    """Hours, minutes and seconds; without the hours in a short run."""
    minutes, left = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes}:{left:02d}"


def laps(seen: SeenRun) -> Iterator[tuple[int, str, str, str]]:
    """Number, distance, time and pace of every lap with a time."""
    for number, lap in enumerate(seen.laps, 1):
        if not lap.duration > 0:  # also where it is untold
            continue
        known = lap.distance > 0
        distance = units.distance(lap.distance) if known else "–"
        pace = units.pace(lap.duration / 60 / (lap.distance / 1000)) if known else "–"
        yield number, distance, clock(lap.duration), pace
