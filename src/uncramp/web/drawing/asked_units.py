"""Numbers as forms ask for them: labelled and understood in the units of who fills them in.

A form says in a hidden field in which units it was drawn (`DRAWN_IN`), so one that was drawn
before somebody chose other units, or kept on a telephone meanwhile, is read as it was meant.
Where nothing says so it was drawn in metric units: forms from before, and programs. What is kept
is metric in any case. Grams, millimetres of a shoe's drop and times are the same for everybody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, Final, ParamSpec

from django.http import HttpRequest, HttpResponse, QueryDict

from uncramp.store.measures import (
    FOOT,
    IMPERIAL,
    KILOMETRE,
    METRIC,
    MILE,
    OUNCE,
    POUND,
    System,
    reading_in,
    system,
)
from uncramp.terms.errors import InputError
from uncramp.terms.quantities import Range

Rest = ParamSpec("Rest")
DRAWN_IN: Final = "measured_in"
SYSTEMS: Final[Mapping[str, System]] = {"metric": METRIC, "imperial": IMPERIAL}
INCH: Final = 2.54  # cm
ENOUGH: Final = 9  # decimals of what is kept: a micrometre of a kilometre
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Scale:
    """The unit a number is asked in: ours = theirs * size + zero, shown with `digits` at most."""

    unit: str
    size: float
    digits: int
    zero: float = 0.0

    def ours(self, theirs: float) -> float:
        """The number as it is kept."""
        return theirs * self.size + self.zero

    def theirs(self, ours: float) -> float:
        """A number that is kept, in the unit it is asked in."""
        return (ours - self.zero) / self.size

    def shown(self, ours: float) -> float:
        """The same, as it stands in a field."""
        return round(self.theirs(ours), self.digits)


IN_IMPERIAL: Final[Mapping[str, Scale]] = {
    "km": Scale("mi", MILE / KILOMETRE, 2),
    "m": Scale("ft", FOOT, 0),
    "kg": Scale("lb", POUND, 1),
    "cm": Scale("in", INCH, 1),
    "L": Scale("fl oz", OUNCE / 1000, 1),
    "L/h": Scale("fl oz/h", OUNCE / 1000, 1),
    "°C": Scale("°F", 5 / 9, 1, zero=-160 / 9),
    "min/km": Scale("min/mi", KILOMETRE / MILE, 3),
}
"""What is asked in another unit than ours, by ours."""


def scale(unit: str) -> Scale | None:
    """How a number in our `unit` is asked for instead; None where it is asked for as it is."""
    return IN_IMPERIAL.get(unit) if system() is IMPERIAL else None


def asked_unit(unit: str) -> str:
    """The unit that stands beside a field."""
    return other.unit if (other := scale(unit)) else unit


def prefilled(ours: float, unit: str) -> str:
    """A kept number as it would be typed."""
    other = scale(unit)
    return _plain(other.shown(ours)) if other else f"{ours:g}"


def bounds(limits: Range) -> tuple[float, float]:
    """The least and the most that a field takes, in the unit it is asked in."""
    other = scale(limits.unit.symbol)
    low, high = limits.low, limits.high
    return (other.shown(low), other.shown(high)) if other else (low, high)


def understood(name: str, text: str, limits: Range) -> str:
    """What was typed, to be read in our unit; a number with its own unit stays as it is.

    Text that is no quantity stays as well: who reads it says what is understood.

    Raises
    ------
    InputError
        Where it is outside what is possible; the limits are told in the reader's units.
    """
    other, typed = scale(limits.unit.symbol), text.strip()
    text, bare = typed, typed.removesuffix(other.unit if other else "").strip()
    if other and _NUMBER.fullmatch(bare):
        text = _turned(float(bare.replace(",", ".")), other, limits)
    try:
        own = limits.unit.read(text)
    except ValueError:
        return text
    if not limits.low <= own <= limits.high:
        raise _outside(name, typed, limits)
    return text


def _turned(theirs: float, other: Scale, limits: Range) -> str:
    """A bare number in our unit; a limit as it is shown is the limit."""
    least, most = bounds(limits)
    own = other.ours(theirs)
    return _plain(min(max(own, limits.low), limits.high) if least <= theirs <= most else own)


def kept_or_told(name: str, text: str, limits: Range, *, kept: float | None) -> str | float:
    """As `understood`; where the text is what the form was filled with, the very number kept."""
    if kept is not None and text.strip() == prefilled(kept, limits.unit.symbol):
        return kept
    return understood(name, text, limits)


def pace_understood(text: str) -> str:
    """A pace with the distance it is for, where only minutes were typed."""
    bare = text.strip()
    return f"{bare} /mi" if scale("min/km") and bare[:1].isdigit() and "/" not in bare else bare


def drawn_in(sent: QueryDict) -> System:
    """The units that a form was drawn in."""
    return SYSTEMS.get(str(sent.get(DRAWN_IN, "")), METRIC)


def system_name() -> str:
    """What the form says of the units it is drawn in."""
    return next(name for name, one in SYSTEMS.items() if one is system())


def answered_as_drawn(
    page: Callable[Concatenate[HttpRequest, Rest], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Rest], HttpResponse]:
    """A form is read, and shown again where it was wrong, in the units it was drawn in."""

    @wraps(page)
    def answer(request: HttpRequest, /, *rest: Rest.args, **named: Rest.kwargs) -> HttpResponse:
        if request.method != "POST":
            return page(request, *rest, **named)
        with reading_in(drawn_in(request.POST)):
            return page(request, *rest, **named)

    return answer


def _outside(name: str, text: str, limits: Range) -> InputError:
    least, most = bounds(limits)
    return InputError.of(
        "{name}: {given} is outside what is possible ({low} to {high} {unit})",
        name=name,
        given=text[:40],
        low=_plain(least),
        high=_plain(most),
        unit=asked_unit(limits.unit.symbol),
    )


def _plain(number: float) -> str:
    """Without an exponent, and without zeros at the end."""
    written = f"{number:.{ENOUGH}f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written
