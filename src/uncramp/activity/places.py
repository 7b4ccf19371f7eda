"""Distances between places on the Earth."""

from __future__ import annotations

import numpy as np

from uncramp.terms.columns import Column
from uncramp.terms.instants import EARTH_RADIUS


def steps_between(latitude: Column, longitude: Column) -> Column:
    """Metres from each place to the next, (n - 1,), on a sphere: right to 0.5 %.

    The haversine form, which keeps its digits for the metre or two between samples.
    """
    north, east = np.radians(latitude), np.radians(longitude)
    half_north, half_east = np.diff(north) / 2, np.diff(east) / 2
    across = np.cos(north[:-1]) * np.cos(north[1:]) * np.sin(half_east) ** 2
    chord = np.sin(half_north) ** 2 + across
    metres: Column = 2 * EARTH_RADIUS * np.arcsin(np.sqrt(np.minimum(chord, 1.0)))
    return metres
