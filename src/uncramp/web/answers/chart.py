"""A run as two line charts: coordinates for SVG, a summary in words, a table of numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from uncramp.actions.draw_run import Drawn

Column = NDArray[np.float64]

WIDTH, HEIGHT = 720, 150  # units of the SVG; it scales with the page
EVERY = 10  # min between the rows of the table


@dataclass(frozen=True, slots=True)
class Line:
    """One series: its path, and the values its axis ends at, top first."""

    name: str
    path: str
    top: str
    bottom: str
    summary: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What the template draws; ``cramp_x`` is where the cramp is marked."""

    lines: tuple[Line, ...]
    cramp_x: float | None
    cramp_minute: int | None
    end: int
    rows: tuple[tuple[int, str, str], ...]


def chart(drawn: Drawn) -> Chart:
    """Pace over heart rate on the same minutes."""
    lines = [_line("Pace", drawn.minutes, drawn.pace, pace_text, upside_down=True)]
    if np.isfinite(drawn.heart_rate).any():
        lines.append(_line("Heart rate", drawn.minutes, drawn.heart_rate, rate_text))
    cramp = drawn.cramp
    return Chart(
        lines=tuple(lines),
        cramp_x=None if cramp is None else round(WIDTH * cramp / drawn.minutes[-1], 1),
        cramp_minute=None if cramp is None else round(cramp),
        end=round(float(drawn.minutes[-1])),
        rows=tuple(_rows(drawn)),
    )


def _line(
    name: str,
    minutes: Column,
    values: Column,
    text: Callable[[float], str],
    *,
    upside_down: bool = False,
) -> Line:
    known = np.isfinite(values)
    low, high = np.percentile(values[known], [1, 99])
    high = max(high, low + 1e-6)
    share = np.clip((values - low) / (high - low), 0, 1)
    y = HEIGHT * (share if upside_down else 1 - share)
    x = WIDTH * minutes / minutes[-1]
    top, bottom = (low, high) if upside_down else (high, low)
    quarter = max(1, known.sum() // 4)
    first, last = values[known][:quarter].mean(), values[known][-quarter:].mean()
    summary = f"{name}: {text(first)} over the first quarter, {text(last)} over the last."
    return Line(name, _path(x, y, known), text(top), text(bottom), summary)


def _path(x: Column, y: Column, known: NDArray[np.bool_]) -> str:
    """SVG path commands, lifted over what is missing."""
    commands, lifted = [], True
    for here, across, down in zip(known.tolist(), x.tolist(), y.tolist(), strict=True):
        if here:
            commands.append(f"{'M' if lifted else 'L'}{across:.1f} {down:.1f}")
        lifted = not here
    return "".join(commands)


def _rows(drawn: Drawn) -> Iterator[tuple[int, str, str]]:
    for minute in range(0, int(drawn.minutes[-1]) + 1, EVERY):
        at = int(np.abs(drawn.minutes - minute).argmin())
        yield minute, pace_text(drawn.pace[at]), rate_text(drawn.heart_rate[at])


def pace_text(pace: float) -> str:
    """Minutes and seconds a kilometre, a dash while standing."""
    if np.isnan(pace):
        return "–"
    seconds = round(60 * pace)
    return f"{seconds // 60}:{seconds % 60:02d} /km"


def rate_text(rate: float) -> str:
    """Beats a minute, a dash where missing."""
    return "–" if np.isnan(rate) else f"{rate:.0f} bpm"
