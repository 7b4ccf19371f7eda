"""A planned run from what a form says: how far, and how long or at what pace."""

from __future__ import annotations

from collections.abc import Mapping

from uncramp.actions.forecast_run import PlannedRun
from uncramp.actions.told import read
from uncramp.terms.errors import InputError
from uncramp.terms.quantities import KILOMETRE, SECOND

MILE = 1.609344  # km
COURSE = ("distance", "time", "ascent", "descent")


def told_run(given: Mapping[str, str]) -> PlannedRun:
    """The run; a pace, where one is told, goes before the time.

    Raises
    ------
    InputError
        Where distance, time or pace cannot be.
    """
    course = {name: given[name] for name in COURSE if given.get(name, "").strip()}
    pace = given.get("pace", "").strip()
    if pace and "distance" in course:
        course["time"] = f"{_seconds_a_kilometre(pace) * _kilometres(course['distance']):.0f}"
    return read(PlannedRun, course)


def _seconds_a_kilometre(pace: str) -> float:
    """From "5:20", "5:20 /km", "8:35 /mi" or minutes such as "5.5"."""
    number, _, per = pace.replace("min", "").partition("/")
    number, per = number.strip().replace(",", "."), per.strip() or "km"
    try:
        seconds = SECOND.read(number) if ":" in number else 60 * float(number)
        return seconds / {"km": 1.0, "mi": MILE, "mile": MILE}[per]
    except (ValueError, KeyError):
        raise InputError.of("pace: {pace} is no pace, such as 5:20 /km.", pace=pace[:40]) from None


def _kilometres(distance: str) -> float:
    """Read again with its limits where the run is made."""
    try:
        return KILOMETRE.read(distance)
    except ValueError:
        return 0.0
