"""A run's series as JSON for the page's charts: columns, in the units of who reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from uncramp.actions.trace_run import Trace, Traced
from uncramp.store.measures import measured, system
from uncramp.terms.sentences import Amount
from uncramp.web.drawing import units
from uncramp.web.drawing.chart import over_quarters

KM, METRE = Amount(1.0, "km"), Amount(1.0, "m")


@dataclass(frozen=True, slots=True)
class Drawing:
    """How one column is named and measured; ``unit`` and ``turned`` follow the reader's units."""

    name: str | Promise
    unit: Callable[[], str]
    text: Callable[[float], str]
    turned: Callable[[Any], Any] = lambda values: values
    digits: int = 0
    paced: bool = False


def _distance_unit() -> str:
    return f"/{measured(KM).unit}"


def _paces(values: Any) -> Any:
    return values / measured(KM).number


def _height_unit() -> str:
    return measured(METRE).unit


def _heights(values: Any) -> Any:
    return values * measured(METRE).number


def _warmth_unit() -> str:
    return "°F" if system().hot else "°C"


def _warmth(values: Any) -> Any:
    return values * 9 / 5 + 32 if system().hot else values


def _plain(name: str | Promise, unit: str) -> Drawing:
    return Drawing(name, lambda: unit, lambda value: f"{value:.0f} {unit}")


DRAWN: Final[Mapping[str, Drawing]] = {
    "pace": Drawing(gettext_lazy("Pace"), _distance_unit, units.pace, _paces, 2, paced=True),
    "graded_pace": Drawing(
        gettext_lazy("Grade-adjusted pace"), _distance_unit, units.pace, _paces, 2, paced=True
    ),
    "heart_rate": _plain(gettext_lazy("Heart rate"), "bpm"),
    "step_rate": _plain(gettext_lazy("Step rate"), "/min"),
    "ground_contact_time": _plain(gettext_lazy("Ground contact"), "ms"),
    "altitude": Drawing(gettext_lazy("Elevation"), _height_unit, units.climb, _heights),
    "temperature": Drawing(
        gettext_lazy("Temperature at the watch"), _warmth_unit, units.temperature, _warmth
    ),
}


def document(traced: Traced) -> dict[str, Any]:
    """All that the charts are drawn of; null where nothing is known."""
    return {
        "end": round(traced.end, 3),
        "cramp": traced.cramp,
        "final": traced.final,
        "charts": [_chart(trace) for trace in traced.traces],
    }


def _chart(trace: Trace) -> dict[str, Any]:
    name, column = next(iter(trace.lines.items()))
    first, known = DRAWN[name], column[np.isfinite(column)]
    return {
        "summary": over_quarters(known, first.text) if known.size else "",
        "unit": first.unit(),
        "paced": first.paced,
        "range": _range(trace),
        "seconds": trace.seconds.astype(int).tolist(),
        "lines": [
            {"name": str(DRAWN[name].name), "values": _values(DRAWN[name], column)}
            for name, column in trace.lines.items()
        ],
    }


def _values(drawing: Drawing, column: Any) -> list[float | None]:
    rounded = np.round(drawing.turned(column), drawing.digits + 1)
    return [value if value == value else None for value in rounded.tolist()]  # noqa: PLR0124


def _range(trace: Trace) -> tuple[float, float]:
    """What the axis spans: of a pace not the few seconds beside a stop, else everything."""
    drawing = DRAWN[next(iter(trace.lines))]
    every = np.concatenate(list(trace.lines.values()))
    known = drawing.turned(every[np.isfinite(every)])
    shares = (2, 98) if drawing.paced else (0, 100)
    low, high = np.percentile(known, shares) if known.size else (0.0, 1.0)
    room = max(0.08 * (high - low), 0.5 if drawing.digits else 2.0)
    return round(float(low - room), 3), round(float(high + room), 3)
