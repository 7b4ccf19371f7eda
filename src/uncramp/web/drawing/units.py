"""What pages draw with a unit, in the units their reader chose."""

from __future__ import annotations

import math

from uncramp.store.measures import KILOMETRE, measured, system
from uncramp.store.words import number
from uncramp.terms.sentences import Amount


def distance(metres: float) -> str:
    """A distance along a course."""
    return _written(Amount(metres / KILOMETRE, "km", 2))


def about(metres: float) -> str:
    """A distance to the whole kilometre or mile, as a week's."""
    return _written(Amount(metres / KILOMETRE, "km"))


def climb(metres: float) -> str:
    """Metres up or down."""
    return _written(Amount(metres, "m"))


def mass(kilograms: float) -> str:
    """A body mass."""
    return _written(Amount(kilograms, "kg", 1))


def volume(millilitres: float) -> str:
    """An amount of fluid."""
    return _written(Amount(millilitres, "ml"))


def temperature(celsius: float) -> str:
    """How warm it is."""
    return f"{celsius * 9 / 5 + 32:.0f} °F" if system().hot else f"{celsius:.0f} °C"


def pace(minutes_a_kilometre: float) -> str:
    """Minutes and seconds a kilometre or a mile; a dash while standing."""
    if not math.isfinite(minutes_a_kilometre):
        return "–"
    one = measured(Amount(1.0, "km"))
    seconds = round(60 * minutes_a_kilometre / one.number)
    return f"{seconds // 60}:{seconds % 60:02d} /{one.unit}"


def _written(amount: Amount) -> str:
    return number(str(measured(amount)))
