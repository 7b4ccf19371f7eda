"""Places nobody else needs to see: around where a run began and ended lives somebody.

A run starts at a front door. What another person sees of it leaves out every place within a
circle around its first and its last place, also where the run passes there in the middle.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from uncramp.activity.activity import Activity
from uncramp.terms.columns import Column
from uncramp.terms.instants import EARTH_RADIUS

AROUND = 200.0  # m; a few houses, as the services runners know leave out by default


def without_ends(activity: Activity, *, around: float = AROUND) -> Activity:
    """The same run without its places within `around` metres of its start and its end."""
    latitude, longitude = activity.columns.latitude, activity.columns.longitude
    known = np.flatnonzero(np.isfinite(latitude) & np.isfinite(longitude))
    if not known.size:
        return activity
    near = np.zeros(latitude.size, dtype=bool)
    for end in (known[0], known[-1]):
        with np.errstate(invalid="ignore"):  # NaN is near nothing, and stays NaN
            near |= _metres_from(latitude, longitude, int(end)) < around
    return _without(activity, near)


def without_places(activity: Activity) -> Activity:
    """The same run without any place."""
    return _without(activity, np.ones(activity.columns.latitude.size, dtype=bool))


def _without(activity: Activity, hidden: np.ndarray) -> Activity:
    places = {
        name: np.where(hidden, np.nan, getattr(activity.columns, name))
        for name in ("latitude", "longitude")
    }
    return replace(activity, columns=replace(activity.columns, **places))


def _metres_from(latitude: Column, longitude: Column, at: int) -> Column:
    """From one of the places to each; flat, which over a few hundred metres the Earth is."""
    north = np.radians(latitude - latitude[at])
    east = np.radians((longitude - longitude[at] + 180) % 360 - 180)
    metres: Column = EARTH_RADIUS * np.hypot(north, east * np.cos(np.radians(latitude[at])))
    return metres
