"""Amounts in the units somebody reads in: metric unless they chose otherwise.

The choice holds for one request or one command (`reading_in`); everything that writes a number
with its unit for a person asks here. JSON, files and what is kept stay metric.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

from uncramp.terms.sentences import Amount

KILOMETRE, MILE, FOOT = 1000.0, 1609.344, 0.3048  # m
POUND = 0.45359237  # kg
OUNCE = 29.5735295625  # ml, the US fluid ounce


@dataclass(frozen=True, slots=True)
class Measure:
    """Another unit for one of ours: theirs = ours / size, with so many digits."""

    unit: str
    size: float
    digits: int | None = None
    """Digits that are shown; None for as many as ours has."""


@dataclass(frozen=True, slots=True)
class System:
    """One way to measure. What it has no other unit for stays as it is.

    Temperatures are not among them: what is written as °C may be a difference between two,
    and that is another number. Pages that show how warm it is ask `hot` themselves.
    """

    others: Mapping[str, Measure]
    hot: bool = False  # whether how warm it is, is told in °F


METRIC: Final = System({})
IMPERIAL: Final = System(
    {
        "km": Measure("mi", MILE / KILOMETRE),
        "m": Measure("ft", FOOT, 0),
        "kg": Measure("lb", POUND, 0),
        "ml": Measure("fl oz", OUNCE, 0),
        "ml/h": Measure("fl oz/h", OUNCE, 0),
        "L": Measure("fl oz", OUNCE / 1000, 0),
        "L/h": Measure("fl oz/h", OUNCE / 1000, 0),
    },
    hot=True,
)
_chosen: ContextVar[System] = ContextVar("units", default=METRIC)


@contextmanager
def reading_in(system: System) -> Iterator[None]:
    """Everything written for a person inside is in these units."""
    token = _chosen.set(system)
    try:
        yield
    finally:
        _chosen.reset(token)


def system() -> System:
    """The units that are read in now."""
    return _chosen.get()


def measured(amount: Amount) -> Amount:
    """The amount in the units that are read in."""
    other = system().others.get(amount.unit)
    if other is None:
        return amount
    digits = amount.digits if other.digits is None else other.digits
    return Amount(amount.number / other.size, other.unit, digits, amount.bare)
