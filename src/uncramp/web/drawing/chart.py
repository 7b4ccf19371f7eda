"""A run as line charts and a route: coordinates for SVG, a summary in words, a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from numpy.typing import NDArray

from uncramp.actions.draw_run import Drawn
from uncramp.history.episode import Episode
from uncramp.terms.muscles import Onset
from uncramp.web.drawing import units

Column = NDArray[np.float64]

WIDTH, HEIGHT = 720, 150  # units of the SVG; it scales with the page
SQUARE = 300  # units of the route's picture
ROOM = 0.94  # of the square for the route; the rest is for its markers
STEPS = (0.25, 0.5, 1, 2, 5, 10, 15, 20, 30, 60)  # min between the rows of the table
ENOUGH = 24  # steps of it
LEAST = 2  # min; a shorter run is told in seconds


@dataclass(frozen=True, slots=True)
class Series:
    """How one column of a run is drawn and said."""

    column: str
    name: str | Promise
    text: Callable[[float], str]
    upside_down: bool = False


def _rounded(unit: str) -> Callable[[float], str]:
    return lambda value: "–" if np.isnan(value) else f"{value:.0f} {unit}"


def _known(text: Callable[[float], str]) -> Callable[[float], str]:
    return lambda value: "–" if np.isnan(value) else text(value)


PACE = Series("pace", gettext_lazy("Pace"), units.pace, upside_down=True)
HEART_RATE = Series("heart_rate", gettext_lazy("Heart rate"), _rounded("bpm"))
FEW = (PACE, HEART_RATE)
ALL = (
    PACE,
    Series("graded_pace", gettext_lazy("Grade-adjusted pace"), units.pace, upside_down=True),
    HEART_RATE,
    Series("altitude", gettext_lazy("Elevation"), _known(units.climb)),
    Series("step_rate", gettext_lazy("Step rate"), _rounded("/min")),
    Series("ground_contact_time", gettext_lazy("Ground contact"), _rounded("ms")),
    Series("temperature", gettext_lazy("Temperature at the watch"), _known(units.temperature)),
)


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
    """What the template draws; ``cramp_x`` is where the cramp is marked, ``final_x`` from
    where the final half hour runs. ``cramp_said`` says when it came, as far as that was told.
    """

    lines: tuple[Line, ...]
    cramp_x: float | None
    cramp_said: str
    final_x: float | None
    end: int
    lasted: str
    paced: bool
    route: str
    start: tuple[float, float] | None
    cramp_place: tuple[float, float] | None
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def chart(drawn: Drawn | None, wanted: Sequence[Series] = FEW) -> Chart | None:
    """The series that were measured, one above the other on the same minutes; None without any."""
    shown = [s for s in wanted if drawn and np.isfinite(getattr(drawn, s.column)).any()]
    if drawn is None or not shown:
        return None
    end = float(drawn.minutes[-1])
    return Chart(
        lines=tuple(_line(s, drawn.minutes, getattr(drawn, s.column)) for s in shown),
        cramp_x=None if drawn.cramp is None else round(WIDTH * drawn.cramp / end, 1),
        cramp_said=cramp_said(drawn.episode) if drawn.episode else "",
        final_x=None if drawn.final is None else round(WIDTH * drawn.final / end, 1),
        end=round(end),
        lasted=f"{end:.0f} min" if end >= LEAST else f"{60 * end:.0f} s",
        paced=PACE in shown,
        route=_route(drawn.route),
        start=place(drawn, _on_the_square(drawn.route), 0.0),
        cramp_place=place(drawn, _on_the_square(drawn.route), drawn.cramp),
        rows=tuple(_rows(drawn, shown)),
    )


def cramp_said(episode: Episode) -> str:
    """When the cramp came, in words; empty where its owner has not told it."""
    if episode.onset is Onset.NIGHT:
        return gettext("The cramp came at night, in bed")
    if episode.onset is Onset.AFTER:
        return gettext("The cramp came after the run")
    if episode.minute is not None:
        return gettext("The cramp, at minute %(minute)s") % {"minute": round(episode.minute)}
    if episode.onset is Onset.DURING:
        return gettext("The cramp came during the run; its minute is not told")
    return ""


def _line(series: Series, minutes: Column, values: Column) -> Line:
    known = np.isfinite(values)
    low, high = np.percentile(values[known], [1, 99])
    high = max(high, low + 1e-6)
    share = np.clip((values - low) / (high - low), 0, 1)
    y = HEIGHT * (share if series.upside_down else 1 - share)
    x = WIDTH * minutes / minutes[-1]
    top, bottom = (low, high) if series.upside_down else (high, low)
    summary = f"{series.name}: {over_quarters(values[known], series.text)}"
    return Line(str(series.name), path(x, y, known), series.text(top), series.text(bottom), summary)


def over_quarters(known: Column, text: Callable[[float], str]) -> str:
    """How a series began and ended, for who does not see the line."""
    quarter = max(1, known.size // 4)
    first, last = text(known[:quarter].mean()), text(known[-quarter:].mean())
    said = gettext("%(first)s over the first quarter, %(last)s over the last.")
    return said % {"first": first, "last": last}


def path(x: Column, y: Column, known: NDArray[np.bool_]) -> str:
    """SVG path commands, lifted over what is missing."""
    commands, lifted = [], True
    for here, across, down in zip(known.tolist(), x.tolist(), y.tolist(), strict=True):
        if here:
            commands.append(f"{'M' if lifted else 'L'}{across:.1f} {down:.1f}")
        lifted = not here
    return "".join(commands)


def _route(metres: Column) -> str:
    """The route in a square, north up; empty where no place is known."""
    known = np.asarray(np.isfinite(metres).all(axis=1))  # a route that is shared has gaps
    if not known.any():
        return ""
    x, y = _on_the_square(metres).T
    return path(x, y, known)


def _on_the_square(metres: Column) -> Column:
    known = metres[np.isfinite(metres).all(axis=1)]
    size = max(float(np.ptp(known, axis=0).max()), 1.0) if known.size else 1.0
    places: Column = SQUARE / 2 + ROOM * SQUARE * metres / size * [1, -1]
    return places


def place(drawn: Drawn, picture: Column, minute: float | None) -> tuple[float, float] | None:
    """Where on a picture of the route, (n, 2), the runner was at that minute."""
    if minute is None or not picture.size:
        return None
    at = int(np.abs(drawn.minutes - minute).argmin())
    if not np.isfinite(picture[at]).all():
        return None
    x, y = picture[at].tolist()
    return x, y


def _rows(drawn: Drawn, shown: Sequence[Series]) -> Iterator[tuple[str, tuple[str, ...]]]:
    end = float(drawn.minutes[-1])
    every = next((step for step in STEPS if end / step <= ENOUGH), STEPS[-1])
    for minute in np.arange(0, end + 1e-9, every).tolist():
        at = int(np.abs(drawn.minutes - minute).argmin())
        yield _minute(minute, every), tuple(s.text(getattr(drawn, s.column)[at]) for s in shown)


def _minute(minute: float, every: float) -> str:
    """Whole minutes, with the seconds where the rows are closer than that."""
    return f"{minute:.0f}" if every >= 1 else f"{int(minute)}:{60 * (minute % 1):02.0f}"
