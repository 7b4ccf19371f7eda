"""A forest plot in a terminal: ratios on a logarithmic axis, no effect at the bar."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

WIDTH = 48  # characters
TICKS = (0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 10.0, 20.0, 50.0)
MARGIN = 1.15  # of room beyond the widest interval


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a ratio, and its interval where one was printed."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None
    mark: str = "●"


def forest(rows: Iterable[Row]) -> list[str]:
    """The plot as lines, its axis last; nothing for no rows."""
    rows = list(rows)
    if not rows:
        return []
    ends = [1.0, *(e for row in rows for e in (row.value, row.low, row.high) if e)]
    edges = min(ends) / MARGIN, max(ends) * MARGIN
    room = max(len(row.name) for row in rows)
    drawn = [f"{row.name:<{room}}  {_line(row, edges)}  {_said(row)}".rstrip() for row in rows]
    return [*drawn, f"{'':<{room}}  {_axis(edges)}".rstrip()]


def _place(ratio: float, edges: tuple[float, float]) -> int:
    low, high = (math.log(edge) for edge in edges)
    return round((math.log(ratio) - low) / (high - low) * (WIDTH - 1))


def _line(row: Row, edges: tuple[float, float]) -> str:
    line = [" "] * WIDTH
    if row.low is not None and row.high is not None:
        for at in range(_place(row.low, edges), _place(row.high, edges) + 1):
            line[at] = "─"
    line[_place(1.0, edges)] = "│"
    line[_place(row.value, edges)] = row.mark
    return "".join(line)


def _said(row: Row) -> str:
    if row.low is None or row.high is None:
        return f"{row.value:.2f}"
    return f"{row.value:.2f} ({row.low:.2f} to {row.high:.2f})"


def _axis(edges: tuple[float, float]) -> str:
    """The ticks that fit, 1 first of all."""
    line = [" "] * (WIDTH + 4)
    for tick in sorted(TICKS, key=lambda tick: abs(math.log(tick))):
        at, said = _place(tick, edges), f"{tick:g}"
        free = edges[0] <= tick <= edges[1] and not "".join(line[max(at - 1, 0) : at + 5]).strip()
        if free:
            line[at : at + len(said)] = said
    return "".join(line)
