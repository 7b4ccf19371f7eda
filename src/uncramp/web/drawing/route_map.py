"""A route on a map: the same line as without one, over the tiles it lies on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from uncramp.actions.draw_run import Drawn
from uncramp.web.drawing.chart import path, place
from uncramp.web.drawing.tiles import HEIGHT, WIDTH, Sheet, sheet

OVERLAP = 0.5  # units; without it a hairline shows between two tiles


@dataclass(frozen=True, slots=True)
class Piece:
    """One picture of the map, and where it lies."""

    address: str
    x: float
    y: float
    side: float


@dataclass(frozen=True, slots=True)
class RouteMap:
    """What the template draws, in units of a picture of ``width`` and ``height``."""

    width: int
    height: int
    pieces: tuple[Piece, ...]
    route: str
    start: tuple[float, float] | None
    cramp_place: tuple[float, float] | None


def route_map(
    drawn: Drawn, address: Callable[[int, int, int], str], *, cramp: float | None = None
) -> RouteMap:
    """The route of a run that has places; `address` tells a tile's by zoom, column and row.

    ``cramp`` is the minute to mark.
    """
    seen = sheet(drawn.places)
    on_it = seen.on(drawn.places)
    x, y = on_it.T
    return RouteMap(
        width=WIDTH,
        height=HEIGHT,
        pieces=_pieces(seen, address),
        route=path(x, y, np.ones(x.size, dtype=bool)),
        start=place(drawn, on_it, 0.0),
        cramp_place=place(drawn, on_it, cramp),
    )


def _pieces(seen: Sheet, address: Callable[[int, int, int], str]) -> tuple[Piece, ...]:
    return tuple(
        Piece(
            address(tile.zoom, tile.column, tile.row),
            tile.x,
            tile.y,
            tile.side + OVERLAP,
        )
        for tile in seen.tiles()
    )
