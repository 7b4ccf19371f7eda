"""The levers of a planned run as fields of its form; a script puts a slider beside each."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from uncramp.actions.move_levers import Lever, Levers
from uncramp.store import words
from uncramp.web.drawing.asked_units import Scale, prefilled, scale
from uncramp.web.drawing.control import Control, control

PACE = "pace"
STEPS: Final = {"mi": 5.0, "fl oz": 1.0, "°F": 1.0, "min/mi": 1 / 12}
"""How far a slider goes at once in a unit that is not ours."""
ONLY_SLIDERS: Final[dict[str, str | Promise]] = {
    "fluid": _("Drunk on the way"),
    "drink_sodium": _("Sodium in the drink"),
    "carbohydrate": _("Carbohydrate on the way"),
    "shoe_drop": _("Heel-to-toe drop of the shoes"),
    "shoe_distance": _("How far the shoes are run in"),
    "warm_up": _("Warm-up"),
    "sleep": _("Sleep the night before"),
}
"""What the form asks for with a slider alone."""


@dataclass(frozen=True, slots=True)
class Slider:
    """One field: ``now`` is what stands in it, ``at`` where its slider stands.

    All of it is in the units of who reads; what the form tells back is, too.
    """

    key: str
    label: str
    unit: str
    low: float
    high: float
    step: float
    now: str
    at: float


def sliders(levers: Levers) -> dict[str, object]:
    """Every lever as a field, and why some are not there."""
    return {
        "fields": [_slider(lever) for lever in levers.levers],
        "left_out": [words.render(said) for said in levers.left_out],
    }


def told_without_sliders(given: Mapping[str, Any]) -> list[tuple[Control, str | Promise, str]]:
    """What was told by sliders, as fields of a form without: nothing that was typed is lost."""
    told = {name: text for name in ONLY_SLIDERS if (text := str(given.get(name, "")).strip())}
    return [(control(name), ONLY_SLIDERS[name], text) for name, text in told.items()]


def _slider(lever: Lever) -> Slider:
    other = scale(lever.unit)
    shown = _turned(lever, other) if other else lever
    middle = shown.low + (shown.high - shown.low) / 2
    return Slider(
        lever.key,
        words.render(lever.label),
        shown.unit,
        shown.low,
        shown.high,
        shown.step,
        _written(lever),
        middle if shown.now is None else shown.now,
    )


def _turned(lever: Lever, other: Scale) -> Lever:
    """In another unit, with whole steps that lead nowhere its own would not."""
    step = STEPS[other.unit]
    return replace(
        lever,
        unit=other.unit,
        low=math.ceil(round(other.theirs(lever.low) / step, 6)) * step,
        high=math.floor(round(other.theirs(lever.high) / step, 6)) * step,
        step=step,
        now=None if lever.now is None else other.theirs(lever.now),
    )


def _written(lever: Lever) -> str:
    """As it would be typed: nothing where nobody told, a pace as minutes and seconds."""
    if lever.now is None:
        return ""
    if lever.key == PACE:
        other = scale(lever.unit)
        seconds = round(60 * (other.theirs(lever.now) if other else lever.now))
        return f"{seconds // 60}:{seconds % 60:02d}"
    return prefilled(lever.now, lever.unit)
