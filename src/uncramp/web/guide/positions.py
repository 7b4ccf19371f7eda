"""An exercise from position to position: figures of limbs, drawn from points kept in a file."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from uncramp.plan.exercise import Exercise

HEAD = 11.5  # radius
POINT = 10.0, math.radians(30)  # length and half the angle of an arrow's head


@dataclass(frozen=True, slots=True)
class Position:
    """One drawing with what is done in it."""

    caption: str
    drawing: SafeString


def positions(exercise: Exercise) -> tuple[Position, ...]:
    """The positions of an exercise, in order."""
    drawn = positions_file()[exercise.id]
    return tuple(
        Position(gettext(one["caption"]), _drawing(one, drawn.get("scene", [])))
        for one in drawn["positions"]
    )


@cache
def positions_file() -> dict[str, Any]:
    """Every exercise's positions as they were written."""
    folder = files("uncramp.web.guide") / "drawings"
    return tomllib.loads((folder / "positions.toml").read_text(encoding="utf-8"))


def _drawing(position: dict[str, Any], scene: Sequence[str]) -> SafeString:
    limbs = [*map(_line, position.get("front", [])), *position.get("path", [])]
    arrows = [path for arrow in position.get("arrow", []) for path in _arrow(arrow)]
    return format_html(
        '<svg class="position" viewBox="0 -14 320 208" role="img" aria-label="{}">{}{}{}{}{}</svg>',
        gettext(position["caption"]),
        _paths("scene", map(_line, [*scene, *position.get("scene", [])])),
        _paths("behind", map(_line, position.get("back", []))),
        _paths("limb", limbs),
        _head(position.get("head")),
        _paths("arrow", arrows),
    )


def _paths(kind: str, paths: Any) -> SafeString:
    return format_html_join("", '<path class="{}" d="{}"></path>', ((kind, d) for d in paths))


def _head(at: Sequence[float] | None) -> SafeString:
    if at is None:
        return SafeString("")
    return format_html('<circle class="head" cx="{}" cy="{}" r="{}"></circle>', *at, HEAD)


def _line(points: str) -> str:
    """The path through a row of points."""
    return "M" + " L".join(f"{x:g} {y:g}" for x, y in _points(points))


def _points(row: str) -> list[tuple[float, float]]:
    numbers = [float(one) for one in row.split()]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _arrow(row: str) -> Iterator[str]:
    """The shaft and the head of an arrow, bent where its row has three points."""
    points = _points(row)
    (from_x, from_y), (x, y) = points[-2:]
    if len(points) > 2:  # a start, a bend, an end
        (start_x, start_y), (bend_x, bend_y) = points[:2]
        yield f"M{start_x:g} {start_y:g} Q{bend_x:g} {bend_y:g} {x:g} {y:g}"
    else:
        yield _line(row)
    length, half = POINT
    back = math.atan2(from_y - y, from_x - x)
    ends = [
        f"{x + length * math.cos(back + turn):.1f} {y + length * math.sin(back + turn):.1f}"
        for turn in (-half, half)
    ]
    yield f"M{ends[0]} L{x:g} {y:g} L{ends[1]}"
