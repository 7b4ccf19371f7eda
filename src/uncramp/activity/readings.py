"""What a sensor writes when it measures nothing, or wrongly, becomes missing and is told.

The bounds are wide on purpose: they remove what is impossible, not what is unusual.
Excursions of speed, altitude, distance and place are cut as they are for FIT.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from uncramp.activity.damage import rising
from uncramp.activity.fit.plausibility import without_spikes
from uncramp.activity.places import steps_between
from uncramp.activity.trace import Trace
from uncramp.terms.sentences import sentence

RANGES: Final = {
    "longitude": (-180.0, 180.0),
    "distance": (0.0, 2_000_000.0),  # m
    "heart_rate": (25.0, 250.0),  # beats/min
    "cadence": (0.0, 300.0),  # a minute
    "power": (0.0, 3000.0),  # W
    "temperature": (-50.0, 70.0),  # °C
}
ANEW: Final = 50.0  # m; a lap that counts for itself begins below this
MOST_FALLS: Final = 0.1  # of the readings; beyond, they count something else
FAR: Final = 100_000.0  # m


def clean(trace: Trace, sport: str) -> None:
    """Impossible readings become missing, column by column."""
    if "heart_rate" in trace.columns:  # 0 is how a strap without contact says "nothing"
        rates = trace.columns["heart_rate"]
        rates[rates == 0] = np.nan
    for name, (low, high) in RANGES.items():
        _bound(trace, name, low, high)
    _off_null_island(trace)
    _count_through(trace)
    without_spikes(trace, sport)
    _only_rising_distance(trace)


def _bound(trace: Trace, name: str, low: float, high: float) -> None:
    values = trace.columns.get(name)
    if values is None:
        return
    outside = (values < low) | (values > high)
    if outside.any():
        values[outside] = np.nan
        trace.dropped.append(
            sentence(
                "{count} readings of {column} were left out: they lie outside {low} to {high}.",
                count=int(outside.sum()),
                column=name.replace("_", " "),
                low=low,
                high=high,
            )
        )


def _off_null_island(trace: Trace) -> None:
    """0, 0 is a place, but in a file of places far from it, it means "no fix"."""
    north, east = trace.columns.get("latitude"), trace.columns.get("longitude")
    if north is None or east is None:
        return
    zero = (north == 0) & (east == 0)
    real = np.flatnonzero(~zero & np.isfinite(north) & np.isfinite(east))
    if not zero.any() or not real.size:
        return
    away = steps_between(np.append(north[real[:1]], 0.0), np.append(east[real[:1]], 0.0))
    if away[0] > FAR:
        north[zero] = east[zero] = np.nan
        trace.dropped.append(
            sentence(
                "{count} places were left out: 0° north, 0° east stands for “no satellite fix”.",
                count=int(zero.sum()),
            )
        )


def _count_through(trace: Trace) -> None:
    """A distance that begins anew with a track is counted through."""
    rows, anew = _begins_anew(trace)
    if not anew.size:
        return
    distance = trace.columns["distance"]
    before = np.zeros(rows.size)
    before[anew] = distance[rows[anew - 1]]
    distance[rows] += np.cumsum(before)
    trace.notes.append(
        sentence("The distance begins anew with each lap; it was counted through from the start.")
    )


def _begins_anew(trace: Trace) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows with a distance, and which of those begin it again near 0 with a new track."""
    distance = trace.columns.get("distance", np.empty(0))
    rows = np.flatnonzero(np.isfinite(distance))
    values = distance[rows]
    falls = np.diff(values) < 0
    anew = falls & (np.diff(trace.track[rows]) > 0) & (values[1:] < ANEW)
    return rows, np.flatnonzero(anew) + 1


def _only_rising_distance(trace: Trace) -> None:
    distance = trace.columns.get("distance", np.empty(0))
    rows = np.flatnonzero(np.isfinite(distance))
    falls = np.count_nonzero(np.diff(distance[rows]) < 0)
    if falls > MOST_FALLS * rows.size:
        del trace.columns["distance"]
        trace.dropped.append(
            sentence("The distances in the file do not add up to a way; they were not used.")
        )
    elif falls:
        wrong = rows[~rising(distance[rows])]
        distance[wrong] = np.nan
        trace.dropped.append(
            sentence(
                "{count} readings of distance were left out: a distance cannot fall.",
                count=int(wrong.size),
            )
        )
