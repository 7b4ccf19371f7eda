"""The one-minute check-in: what the watch cannot know of a run."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator

from uncramp.history.answers import Value, items
from uncramp.history.runner import Strike
from uncramp.terms.quantities import (
    Celsius,
    Drop,
    Grams,
    GramsPerLitre,
    Hours,
    Kilograms,
    Kilometres,
    Litres,
    Minutes,
    Percent,
    PerWeek,
    Points,
)


class Symptom(StrEnum):
    """What it felt like before or around the cramp."""

    FLICKER = "flicker"
    TWITCH = "twitch"
    TIGHTNESS = "tightness"
    PULSATING = "pulsating"


class CheckIn(Value):
    """One run's answers; None is "not told"."""

    race: bool | None = None
    effort: Points | None = None
    fluid: Litres | None = None
    """Drunk during the run."""
    drink_sodium: GramsPerLitre | None = None
    sodium: Grams | None = None
    """Taken during the run, beside what is in the drink."""
    carbohydrate: Grams | None = None
    """Taken during the run."""
    meal_before: Minutes | None = None
    """How long before the start the last meal ended."""
    meal_carbohydrate: Grams | None = None
    mass_before: Kilograms | None = None
    mass_after: Kilograms | None = None
    temperature: Celsius | None = None
    humidity: Percent | None = None
    soreness: Points | None = None
    sleep: Hours | None = None
    recent_illness: bool | None = None
    stretching: Minutes | None = None
    warm_up: Minutes | None = None
    cool_down: Minutes | None = None
    strength_training: PerWeek | None = None
    shoe_drop: Drop | None = None
    shoe_distance: Kilometres | None = None
    strike: Strike | None = None
    sudden_movement: bool | None = None
    symptoms: Annotated[tuple[Symptom, ...] | None, BeforeValidator(items)] = None
