"""A sheet of a web map: which tiles cover a route, and where on it the route lies.

Everybody's tiles are Web Mercator (EPSG:3857): the world is a square, cut into 2^zoom by 2^zoom
tiles, counted from its north-west corner. The formula is that of the OpenStreetMap wiki, page
"Slippy map tilenames" (https://wiki.openstreetmap.org/wiki/Slippy_map_tilenames).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor, log2
from typing import Final

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]

POLEMOST: Final = 85.05112877980659  # degrees, atan(sinh(pi)): where the square ends
WIDTH, HEIGHT = 720, 480  # units of the picture
WIDEST: Final = 3.0  # tiles across a sheet; 2 down, so that never more than 4 by 3 are asked for
CLOSEST: Final = 15  # zoom; whoever serves its tiles learns a place to about a kilometre
ROOM: Final = 1.2  # times the route's own size


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile by its numbers, and its north-west corner and side in units of the picture."""

    zoom: int
    column: int
    row: int
    x: float
    y: float
    side: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A part of the world: its north-west corner and its width, where the world is 1 wide.

    It may reach beyond the world: east and west that begins anew, north and south there is
    nothing.
    """

    left: float
    top: float
    width: float

    @property
    def zoom(self) -> int:
        """The closest at which the sheet is no wider than `WIDEST` tiles."""
        return min(CLOSEST, floor(log2(WIDEST / self.width)))

    def on(self, places: Column) -> Column:
        """Where places, (n, 2) in degrees north and east, lie in units of the picture."""
        found: Column = (mercator(places) - [self.left, self.top]) * (WIDTH / self.width)
        return found

    def tiles(self) -> Iterator[Tile]:
        """The tiles that the sheet lies on, row by row from the north-west."""
        count, scale = 2**self.zoom, WIDTH / self.width
        left, top = self.left * count, self.top * count
        across, down = self.width * count, self.width * count * HEIGHT / WIDTH
        for row in range(max(floor(top), 0), min(ceil(top + down), count)):
            for column in range(floor(left), ceil(left + across)):
                x, y = (column - left) / count * scale, (row - top) / count * scale
                yield Tile(self.zoom, column % count, row, x, y, scale / count)


def mercator(places: Column) -> Column:
    """Places, (n, 2) in degrees north and east, as (n, 2) of x eastward and y southward.

    Both are 0 to 1 over the world; x goes on beyond it as degrees do. Nearer to a pole than
    `POLEMOST` there is no map, and a place is put to its edge.
    """
    north = np.radians(np.clip(places[:, 0], -POLEMOST, POLEMOST))
    y = np.clip((1 - np.arcsinh(np.tan(north)) / np.pi) / 2, 0, 1)
    return np.stack([(places[:, 1] + 180) / 360, y], axis=1)


def sheet(places: Column) -> Sheet:
    """The sheet with a route, (n, 2) with n > 0, in its middle and some room around."""
    world = mercator(places)
    least, greatest = world.min(axis=0), world.max(axis=0)
    across, down = ROOM * (greatest - least)
    width = max(float(across), float(down) * WIDTH / HEIGHT, 1 / 2**CLOSEST)
    x, y = ((least + greatest) / 2).tolist()
    return Sheet(x - width / 2, y - width * HEIGHT / WIDTH / 2, width)
