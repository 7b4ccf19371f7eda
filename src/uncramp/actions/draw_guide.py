"""The numbers that the guide's pictures draw: those of the plan, never copies of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from uncramp.actions.assess_case import CARD
from uncramp.plan import ahead, build_up, ceilings, fuel, pace, shoes
from uncramp.plan.aims import HALF, MARATHON
from uncramp.plan.base import Base
from uncramp.plan.build_up import Week, WeekKind
from uncramp.plan.shoes import BreakInWeek

__all__ = [
    "HALF",
    "MARATHON",
    "BreakInWeek",
    "FirstAid",
    "Fuelling",
    "Heat",
    "Week",
    "WeekKind",
    "break_in_weeks",
    "build_up_weeks",
    "first_aid",
    "fuelling",
    "heat_and_pace",
]

EXAMPLE = Base(weekly=20.0, longest=8.0, novice=False)
"""Somebody who runs three times a week and now wants to race a half marathon."""
LOWER = 4.0  # mm; one step down in drop
HOTTEST = 34.0  # °C WBGT drawn


@dataclass(frozen=True, slots=True)
class Fuelling:
    """When to eat and drink around a long run; all in hours before or into it.

    Amounts are left out: they depend on conditions and medicines nobody has told here.
    """

    meal_earliest: float
    meal: float
    meal_latest: float
    meal_from: float
    drink_matters_from: float
    very_long: float


@dataclass(frozen=True, slots=True)
class Heat:
    """The share of speed that is lost at a heat, and where no race is advised."""

    points: tuple[tuple[float, float], ...]  # °C WBGT, share of speed lost
    comfort: float
    too_hot_unused: float
    too_hot: float


@dataclass(frozen=True, slots=True)
class FirstAid:
    """The card's numbers: how long one stretch is held, s, and when it is an emergency, min."""

    hold: tuple[int, int]
    emergency: int


def fuelling() -> Fuelling:
    """From the plan's rooms for carbohydrate and drink."""
    windows = [minutes / 60 for minutes, _ in fuel.BY_WINDOW]
    return Fuelling(
        meal_earliest=max(windows),
        meal=fuel.MEAL / 60,
        meal_latest=min(windows),
        meal_from=fuel.MEAL_FROM,
        drink_matters_from=ahead.LONG,
        very_long=ahead.VERY_LONG,
    )


def build_up_weeks() -> tuple[Week, ...]:
    """The weeks of the example to its half marathon."""
    return build_up.build_up(EXAMPLE, HALF).weeks


def break_in_weeks() -> tuple[BreakInWeek, ...]:
    """The weeks of one step down in drop."""
    return shoes.break_in(0.0, LOWER).weeks


def heat_and_pace() -> Heat:
    """What heat costs, degree by degree, until it is too hot for a race."""
    return Heat(tuple(_costs()), pace.COMFORT, ceilings.TOO_HOT_UNUSED, ceilings.TOO_HOT)


def first_aid() -> FirstAid:
    """Read off the card, which says them in words."""
    low, high = (int(word) for word in _numbers(" ".join(line.msgid for line in CARD.steps)))
    (minutes,) = (int(word) for word in _numbers(CARD.emergency.msgid))
    return FirstAid((low, high), minutes)


def _costs() -> Iterator[tuple[float, float]]:
    degrees = pace.COMFORT - 5
    while degrees <= HOTTEST:
        yield degrees, pace.PER_DEGREE * max(degrees - pace.COMFORT, 0.0)
        degrees += 1


def _numbers(text: str) -> list[str]:
    return [word for word in text.replace(",", " ").replace(".", " ").split() if word.isdigit()]
