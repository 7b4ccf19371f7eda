"""Readings that cannot be true, taken out one by one and told.

Two kinds: a value that no body or place has, and an excursion, a value that jumps out of
line faster than anything moves and is back within five samples. A step that stays (a
barometer set right, a satellite fix found again) is no excursion and is kept as recorded.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from uncramp.activity.fit.samples import Samples
from uncramp.terms.columns import Column
from uncramp.terms.sentences import Sentence, sentence

ON_FOOT: Final = frozenset(
    ("running", "walking", "hiking", "mountaineering", "snowshoeing", "transition", "training")
)
# The fastest anybody ran is about 12.4 m/s (100 m final, Berlin 2009: Graubner & Nixdorf,
# New Studies in Athletics 26:1/2, 2011, pages 19-53). For the rest: a racer downhill, with room.
FASTEST_ON_FOOT: Final = 12.5
FASTEST: Final = 80.0  # m/s
LOWEST: Final = -450.0  # m, below the shore of the Dead Sea
HIGHEST: Final = 9000.0  # m, above Everest
SHORT: Final = 5  # samples an excursion lasts at most
DEGREE: Final = 111_195.0  # m along a meridian, of a sphere of 6371 km

Mask = NDArray[np.bool_]
Track = NDArray[np.float64] | NDArray[np.complex128]


@dataclass(frozen=True, slots=True)
class Reach:
    """How fast a column can move."""

    rate: float  # its unit a second
    least: float  # steps up to this are never looked at
    at_start: bool = False  # whether the first samples may be the ones out of line
    at_end: bool = False
    falls: bool = True  # False for what only grows


def without_spikes(part: Samples, sport: str) -> None:
    """Take out impossible readings, column by column; each is missing afterwards."""
    on_foot = sport in ON_FOOT
    fastest = FASTEST_ON_FOOT if on_foot else FASTEST
    _bound(part, "speed", (0.0, fastest))
    _bound(part, "altitude", (LOWEST, HIGHEST))
    _bound(part, "latitude", (-90.0, 90.0))
    _straighten(part, "speed", Reach(5.0, 4.0))  # m/s²: a sprinter's start, out and back
    _straighten(part, "altitude", Reach(5.0 if on_foot else 60.0, 20.0, True, True))
    _straighten(part, "distance", Reach(fastest, 30.0, falls=False))
    _straighten_places(part, Reach(fastest, 100.0, True, True))


def _bound(part: Samples, name: str, bounds: tuple[float, float]) -> None:
    column = part.columns.get(name)
    if column is None:
        return
    outside = (column < bounds[0]) | (column > bounds[1])
    if outside.any():
        part.columns[name] = np.where(outside, np.nan, column)
        part.dropped.append(_impossible(name, int(outside.sum())))


def _straighten(part: Samples, name: str, reach: Reach) -> None:
    column = part.columns.get(name)
    if column is None:
        return
    known = np.isfinite(column)
    out = _out_of_line(column[known], part.clock[known], reach)
    if out.any():
        part.columns[name] = _without(column, known, out)
        part.dropped.append(_excursions(name, int(out.sum())))


def _straighten_places(part: Samples, reach: Reach) -> None:
    latitude, longitude = part.columns.get("latitude"), part.columns.get("longitude")
    if latitude is None or longitude is None:
        return
    known = np.isfinite(latitude) & np.isfinite(longitude)
    out = _out_of_line(_metres(latitude[known], longitude[known]), part.clock[known], reach)
    if out.any():
        part.columns["latitude"] = _without(latitude, known, out)
        part.columns["longitude"] = _without(longitude, known, out)
        part.dropped.append(_excursions("place", int(out.sum())))


def _metres(latitude: Column, longitude: Column) -> NDArray[np.complex128]:
    """Places as metres east + north · i of the middle sample; good for speeds, not for maps."""
    if not latitude.size:
        return np.empty(0, np.complex128)
    middle = latitude.size // 2
    east = (longitude - longitude[middle] + 180) % 360 - 180  # over the date line the short way
    shrink = np.cos(np.radians(latitude[middle]))
    metres: NDArray[np.complex128] = DEGREE * (east * shrink + 1j * (latitude - latitude[middle]))
    return metres


def _out_of_line(values: Track, clock: Column, reach: Reach) -> Mask:
    """Which values jump out of line and are back soon."""
    out = np.zeros(values.size, bool)
    steps = np.abs(np.diff(values))
    if not (steps > reach.least).any():
        return out
    allowed = np.fmax(reach.rate * np.diff(clock), reach.least)  # without a clock: the least
    jumps = np.flatnonzero(steps > allowed).tolist()
    if not reach.falls:
        _mark_falls(out, values, reach.least)
    _mark_excursions(out, values, jumps, allowed)
    _mark_ends(out, jumps, reach)
    return out


def _mark_excursions(out: Mask, values: Track, jumps: list[int], allowed: Column) -> None:
    """From each jump to the jump that brings the values back to where they were."""
    done = -1
    for jump, back in pairwise(jumps):
        if jump < done or back - jump > SHORT:
            continue
        away = float(np.abs(values[back + 1] - values[jump]))
        if away <= float(allowed[jump : back + 1].sum()):
            out[jump + 1 : back + 1] = True
            done = back + 1


def _mark_falls(out: Mask, values: Track, least: float) -> None:
    """A few values below what was reached before; many are a counter set to nought."""
    low = values < np.maximum.accumulate(values) - least
    edges = np.flatnonzero(np.diff(low, prepend=False, append=False))
    for begin, end in zip(edges[0::2].tolist(), edges[1::2].tolist(), strict=True):
        out[begin:end] |= end - begin <= SHORT


def _mark_ends(out: Mask, jumps: list[int], reach: Reach) -> None:
    """A jump so near an end that the few samples beyond it never came back."""
    size = out.size
    lonely = [x for x in jumps if not out[x] and not out[x + 1]]
    if not lonely or size < 4 * SHORT:
        return
    if reach.at_start and lonely[0] < SHORT:
        out[: lonely[0] + 1] = True
    if reach.at_end and size - 1 - lonely[-1] <= SHORT:
        out[lonely[-1] + 1 :] = True


def _without(column: Column, known: Mask, out: Mask) -> Column:
    left = column.copy()
    left[np.flatnonzero(known)[out]] = np.nan
    return left


def _impossible(name: str, count: int) -> Sentence:
    return sentence(
        "{count} readings of {column} were left out: nobody moves and no place lies like that.",
        count=count,
        column=name,
    )


def _excursions(name: str, count: int) -> Sentence:
    return sentence(
        "{count} readings of {column} were left out: they jump out of line and back.",
        count=count,
        column=name,
    )
