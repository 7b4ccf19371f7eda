"""The levers of a planned run as fields of its form; a script puts a slider beside each."""

from __future__ import annotations

from dataclasses import dataclass

from uncramp.actions.move_levers import Lever, Levers
from uncramp.store import words

PACE = "pace"


@dataclass(frozen=True, slots=True)
class Slider:
    """One field: ``now`` is what stands in it, ``at`` where its slider stands."""

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


def _slider(lever: Lever) -> Slider:
    middle = lever.low + (lever.high - lever.low) / 2
    at = middle if lever.now is None else lever.now
    return Slider(
        lever.key,
        words.render(lever.label),
        lever.unit,
        lever.low,
        lever.high,
        lever.step,
        _written(lever),
        at,
    )


def _written(lever: Lever) -> str:
    """As it would be typed: nothing where nobody told, a pace as minutes and seconds."""
    if lever.now is None:
        return ""
    if lever.key == PACE:
        seconds = round(60 * lever.now)
        return f"{seconds // 60}:{seconds % 60:02d}"
    return f"{lever.now:g}"
