"""Numbers with units: read from what people write, checked against what is possible.

The unit of a field stands in its type, once. The same annotation reads "145 lb" into
kilograms, refuses 900 litres, and tells the JSON Schema (and so the form and the API)
which unit a bare number is in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

_NUMBER_AND_UNIT = re.compile(r"([+-]?\d+(?:[.,]\d+)?)\s*([^\d\s].*)?")
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{2}(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Linear:
    """Another unit of the same quantity: ours = theirs * factor + offset."""

    factor: float
    offset: float = 0.0


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit, and the other units people may write instead."""

    symbol: str
    others: Mapping[str, Linear] = field(default_factory=dict, hash=False)
    clock: float = 0.0  # what one second is in this unit, where "3:30:00" may be written

    def within(self, low: float, high: float) -> Range:
        """The annotation for a field in this unit that must lie in [low, high]."""
        return Range(self, low, high)

    def read(self, written: str) -> float:
        """Read a number with or without a unit; ValueError where it is neither."""
        text = written.strip()
        if self.clock and (clock := _CLOCK.fullmatch(text)):
            hours, minutes, seconds = clock.groups()
            return (int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds)) * self.clock
        found = _NUMBER_AND_UNIT.fullmatch(text)
        if not found:
            raise ValueError(written)
        number, symbol = (
            float(found[1].replace(",", ".")),
            (found[2] or self.symbol).strip(),
        )
        linear = self._linear(symbol)
        return number * linear.factor + linear.offset

    def _linear(self, symbol: str) -> Linear:
        known = {self.symbol.lower(): Linear(1.0)} | {k.lower(): v for k, v in self.others.items()}
        try:
            return known[symbol.lower()]
        except KeyError:
            raise ValueError(symbol) from None

    def spellings(self) -> str:
        """The units that are understood, for a message."""
        return ", ".join([self.symbol, *self.others])


@dataclass(frozen=True, slots=True)
class Range:
    """A unit and the values that are possible in it; used inside ``Annotated``."""

    unit: Unit
    low: float
    high: float

    def read(self, given: object) -> float:
        """The number in our unit, or an error that says what is understood."""
        number = self._number(given)
        if not self.low <= number <= self.high:
            raise PydanticCustomError(
                "out_of_range",
                "{given} is outside what is possible ({low} to {high} {unit})",
                {
                    "given": given,
                    "low": self.low,
                    "high": self.high,
                    "unit": self.unit.symbol,
                },
            )
        return number

    def _number(self, given: object) -> float:
        if isinstance(given, int | float) and not isinstance(given, bool):
            return float(given)
        try:
            return self.unit.read(str(given))
        except ValueError:
            raise PydanticCustomError(
                "not_a_quantity",
                "{given} is not a number in a unit that is understood here ({units})",
                {"given": repr(given), "units": self.unit.spellings()},
            ) from None

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.read, core_schema.float_schema())

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        limits = {"minimum": self.low, "maximum": self.high, "unit": self.unit.symbol}
        return {"type": "number"} | limits


KILOGRAM = Unit("kg", {"g": Linear(0.001), "lb": Linear(0.45359237), "lbs": Linear(0.45359237)})
GRAM = Unit("g", {"mg": Linear(0.001), "kg": Linear(1000)})
CENTIMETRE = Unit("cm", {"m": Linear(100), "in": Linear(2.54), "mm": Linear(0.1)})
MILLIMETRE = Unit("mm", {"cm": Linear(10), "in": Linear(25.4)})
METRE = Unit("m", {"km": Linear(1000), "ft": Linear(0.3048), "mi": Linear(1609.344)})
KILOMETRE = Unit("km", {"m": Linear(0.001), "mi": Linear(1.609344), "miles": Linear(1.609344)})
LITRE = Unit("L", {"ml": Linear(0.001), "oz": Linear(0.0295735), "fl oz": Linear(0.0295735)})
LITRE_PER_HOUR = Unit("L/h", {"ml/h": Linear(0.001)})
GRAM_PER_LITRE = Unit("g/L", {"mg/L": Linear(0.001), "mmol/L": Linear(0.02299)})
MILLIMOLE_PER_LITRE = Unit("mmol/L", {"mg/L": Linear(1 / 22.99), "g/L": Linear(1000 / 22.99)})
CELSIUS = Unit(
    "°C",
    {"C": Linear(1.0), "F": Linear(5 / 9, -160 / 9), "°F": Linear(5 / 9, -160 / 9)},
)
PERCENT = Unit("%")
YEAR = Unit("years", {"y": Linear(1.0), "year": Linear(1.0)})
HOUR = Unit("h", {"min": Linear(1 / 60), "hours": Linear(1.0)}, clock=1 / 3600)
MINUTE = Unit(
    "min",
    {"h": Linear(60.0), "s": Linear(1 / 60), "minutes": Linear(1.0)},
    clock=1 / 60,
)
SECOND = Unit("s", {"min": Linear(60.0), "h": Linear(3600.0)}, clock=1.0)
PER_WEEK = Unit("per week", {"/week": Linear(1.0)})
POINT = Unit("of 10", {"/10": Linear(1.0)})
COUNT = Unit("")

Kilograms = Annotated[float, KILOGRAM.within(25, 300)]
Grams = Annotated[float, GRAM.within(0, 2000)]
Centimetres = Annotated[float, CENTIMETRE.within(100, 230)]
Drop = Annotated[float, MILLIMETRE.within(-5, 25)]
Metres = Annotated[float, METRE.within(0, 30_000)]
Kilometres = Annotated[float, KILOMETRE.within(0, 1000)]
Litres = Annotated[float, LITRE.within(0, 30)]
LitresPerHour = Annotated[float, LITRE_PER_HOUR.within(0.1, 5)]
GramsPerLitre = Annotated[float, GRAM_PER_LITRE.within(0, 10)]
MillimolesPerLitre = Annotated[float, MILLIMOLE_PER_LITRE.within(5, 150)]
Celsius = Annotated[float, CELSIUS.within(-40, 55)]
Percent = Annotated[float, PERCENT.within(0, 100)]
Years = Annotated[float, YEAR.within(0, 120)]
Hours = Annotated[float, HOUR.within(0, 24)]
Minutes = Annotated[float, MINUTE.within(0, 1440)]
Seconds = Annotated[float, SECOND.within(1, 864_000)]
PerWeek = Annotated[float, PER_WEEK.within(0, 21)]
Points = Annotated[float, POINT.within(0, 10)]
Count = Annotated[float, COUNT.within(0, 1000)]
