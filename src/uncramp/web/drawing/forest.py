"""A forest plot as SVG: ratios of odds on a logarithmic axis, no link at the upright line."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from uncramp.actions.show_claims import ForestRow, Of

WIDTH, ROW, TOP = 360.0, 26.0, 8.0  # units of the SVG
MARGIN = 1.15  # of room beyond the widest interval
MOST = 100.0  # a ratio beyond it, or under one of it, is drawn at the edge
NAMES: dict[Of, str | Promise] = {
    Of.POOLED: gettext_lazy("Together, per run"),
    Of.HELD: gettext_lazy("Counted here"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the plot: where its point and its whisker lie, and its numbers in words."""

    name: str
    of: str
    y: float
    x: float
    from_x: float | None
    to_x: float | None
    said: str


@dataclass(frozen=True, slots=True)
class Forest:
    """The whole plot; ``none`` is where no link lies."""

    rows: tuple[Row, ...]
    none: float
    height: float
    summary: str


def forest(rows: Sequence[ForestRow]) -> Forest | None:
    """The plot of some ratios; None for no rows."""
    if not rows:
        return None
    ends = [1.0, *(_within(e) for row in rows for e in (row.value, row.low, row.high) if e)]
    edges = min(ends) / MARGIN, max(ends) * MARGIN
    drawn = tuple(_row(row, i, edges) for i, row in enumerate(rows))
    summary = " ".join(f"{row.name}: {row.said}." for row in drawn)
    return Forest(drawn, _x(1.0, edges), TOP + ROW * len(rows), summary)


def _within(ratio: float) -> float:
    return min(max(ratio, 1 / MOST), MOST)


def _x(ratio: float, edges: tuple[float, float]) -> float:
    low, high = (math.log(edge) for edge in edges)
    return round(WIDTH * (math.log(_within(ratio)) - low) / (high - low), 1)


def _row(row: ForestRow, i: int, edges: tuple[float, float]) -> Row:
    known = row.low is not None and row.high is not None and row.low > 0
    return Row(
        name=row.name or str(NAMES[row.of]),
        of=row.of.value,
        y=TOP + ROW * (i + 0.5),
        x=_x(row.value, edges),
        from_x=_x(row.low, edges) if known and row.low else None,
        to_x=_x(row.high, edges) if known and row.high else None,
        said=_said(row),
    )


def _said(row: ForestRow) -> str:
    number = f"{row.value:.2f}"
    if row.low is None or row.high is None:
        return number
    bounds = {"value": number, "low": f"{row.low:.2f}", "high": f"{row.high:.2f}"}
    return gettext("%(value)s (%(low)s to %(high)s)") % bounds
