"""The pictures of the guide: what each shows, and the numbers it is drawn from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from uncramp.actions.draw_guide import (
    HALF,
    WeekKind,
    break_in_weeks,
    build_up_weeks,
    first_aid,
    fuelling,
    heat_and_pace,
)

WIDTH, HEIGHT = 340.0, 150.0  # units of a chart's SVG; a unit is a pixel on a phone
ROOM = 1.12  # of the tallest bar
EXAMPLE_PACE = 300  # s/km; five minutes
TOP_OF_HEAT = 0.07  # of speed; the upper end of the axis


@dataclass(frozen=True, slots=True)
class Picture:
    """A template and what it shows."""

    template: str
    shown: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: the whole, and the part of it that is drawn stronger."""

    number: int
    x: float
    width: float
    top: float
    height: float
    inner_top: float
    inner_height: float
    kind: str
    whole: float
    inner: float

    @property
    def middle(self) -> float:
        """Where its number stands."""
        return self.x + self.width / 2

    @property
    def label_y(self) -> float:
        """Above the inner part."""
        return max(self.inner_top - 4, 10.0)


def picture(name: str) -> Picture:
    """A picture by its name.

    Raises
    ------
    KeyError
        Where there is none; `checking` finds it before anybody reads the page.
    """
    return Picture(f"guide/pictures/{name.replace('-', '_')}.html", PICTURES[name]())


def _build_up() -> dict[str, Any]:
    weeks = build_up_weeks()
    bars = _bars([(w.number, w.total, w.longest, w.kind.value) for w in weeks])
    return {
        "bars": bars,
        "race": HALF,
        "first": weeks[0],
        "highest": max(weeks, key=lambda week: week.total),
        "longest": max(week.longest for week in weeks),
        "easier": [week.number for week in weeks if week.kind is WeekKind.STEP_BACK],
        "tick": _bottom(weeks[-1].number),
    }


def _break_in() -> dict[str, Any]:
    weeks = break_in_weeks()
    kinds = {True: "ready", False: "early"}
    bars = _bars([(w.number, 100.0, 100 * w.share, kinds[w.long_run]) for w in weeks])
    return {"bars": bars, "early": sum(not week.long_run for week in weeks), "weeks": len(weeks)}


def _bars(weeks: list[tuple[int, float, float, str]]) -> list[Bar]:
    step = WIDTH / len(weeks)
    unit = HEIGHT / (ROOM * max(whole for _, whole, _, _ in weeks))
    return [
        Bar(
            number=number,
            x=i * step + 0.12 * step,
            width=0.76 * step,
            top=HEIGHT - unit * whole,
            height=unit * whole,
            inner_top=HEIGHT - unit * inner,
            inner_height=unit * inner,
            kind=kind,
            whole=whole,
            inner=inner,
        )
        for i, (number, whole, inner, kind) in enumerate(weeks)
    ]


def _bottom(last: int) -> list[tuple[int, float]]:
    step = WIDTH / last
    return [(n, (n - 0.5) * step) for n in range(1, last + 1) if n == 1 or n % 4 == 0]


def _heat() -> dict[str, Any]:
    heat = heat_and_pace()
    low, high = heat.points[0][0], heat.points[-1][0]

    def x(degrees: float) -> float:
        return WIDTH * (degrees - low) / (high - low)

    def y(lost: float) -> float:
        return HEIGHT * (1 - lost / TOP_OF_HEAT)

    lost = dict(heat.points)
    told = [degrees for degrees in (20.0, 25.0, heat.too_hot) if degrees in lost]
    return {
        "path": "M" + " L".join(f"{x(d):.1f} {y(share):.1f}" for d, share in heat.points),
        "ticks": [(f"{d:.0f}", x(d)) for d, _ in heat.points if d % 5 == 0],
        "unused_x": x(heat.too_hot_unused),
        "careful_width": x(heat.too_hot) - x(heat.too_hot_unused),
        "hot_x": x(heat.too_hot),
        "hot_width": WIDTH - x(heat.too_hot),
        "hot": heat,
        "rows": [(d, 100 * lost[d], _slower(lost[d])) for d in told],
    }


def _slower(share: float) -> int:
    """Seconds a kilometre that a runner of the example's pace loses."""
    return round(EXAMPLE_PACE / (1 - share) - EXAMPLE_PACE)


def _timeline() -> dict[str, Any]:
    return {"times": fuelling(), "minutes": round(60 * fuelling().meal)}


def _first_aid() -> dict[str, Any]:
    return {"times": first_aid()}


def _nothing() -> dict[str, Any]:
    return {}


PICTURES: Final[Mapping[str, Callable[[], dict[str, Any]]]] = {
    "how-a-cramp-comes-about": _nothing,
    "drink-and-eat-timeline": _timeline,
    "build-up": _build_up,
    "break-in": _break_in,
    "first-aid-sequence": _first_aid,
    "heat-and-pace": _heat,
}
