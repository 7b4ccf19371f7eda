"""Numbers in the units somebody reads in: metric unless they chose otherwise.

The choice is set for one request (`reading_in`); everything that draws numbers asks here.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

KILOMETRE, MILE, FOOT = 1000.0, 1609.344, 0.3048  # m
POUND, OUNCE = 0.45359237, 29.5735295625  # kg; ml, the US fluid ounce


@dataclass(frozen=True, slots=True)
class System:
    """One way to measure: each quantity's unit, its size in ours, and how many digits say it."""

    distance: tuple[str, float, int]  # of metres
    height: tuple[str, float, int]  # of metres climbed
    mass: tuple[str, float, int]  # of kilograms
    volume: tuple[str, float, int]  # of millilitres
    hot: bool  # whether temperatures are in °F


METRIC: Final = System(
    ("km", KILOMETRE, 2), ("m", 1.0, 0), ("kg", 1.0, 1), ("ml", 1.0, 0), hot=False
)
IMPERIAL: Final = System(
    ("mi", MILE, 2), ("ft", FOOT, 0), ("lb", POUND, 0), ("fl oz", OUNCE, 0), hot=True
)
_chosen: ContextVar[System] = ContextVar("units", default=METRIC)


@contextmanager
def reading_in(system: System) -> Iterator[None]:
    """Everything drawn inside is in these units."""
    token = _chosen.set(system)
    try:
        yield
    finally:
        _chosen.reset(token)


def system() -> System:
    """The units that are read in now."""
    return _chosen.get()


def distance(metres: float) -> str:
    """A distance along a course."""
    return _said(metres, system().distance)


def climb(metres: float) -> str:
    """Metres up or down."""
    return _said(metres, system().height)


def mass(kilograms: float) -> str:
    """A body mass."""
    return _said(kilograms, system().mass)


def volume(millilitres: float) -> str:
    """An amount of fluid."""
    return _said(millilitres, system().volume)


def temperature(celsius: float) -> str:
    """How warm it is."""
    if not system().hot:
        return f"{celsius:.0f} °C"
    return f"{celsius * 9 / 5 + 32:.0f} °F"


def pace(minutes_a_kilometre: float) -> str:
    """Minutes and seconds a kilometre or a mile; a dash while standing."""
    if not math.isfinite(minutes_a_kilometre):
        return "–"
    unit, size, _ = system().distance
    seconds = round(60 * minutes_a_kilometre * size / KILOMETRE)
    return f"{seconds // 60}:{seconds % 60:02d} /{unit}"


def _said(amount: float, unit: tuple[str, float, int]) -> str:
    symbol, size, digits = unit
    return f"{amount / size:.{digits}f} {symbol}"
