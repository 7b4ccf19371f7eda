"""Draw a run: its series, thinned to what a screen can show, and its route as a line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uncramp.activity.activity import Activity
from uncramp.exposure.pace import LONGEST, Pace, moving_average, pace
from uncramp.history.episode import Episode
from uncramp.terms.columns import Column
from uncramp.terms.muscles import Onset

MOST_POINTS = 300
SMOOTHED = 15  # s each side
SENSORS = ("heart_rate", "step_rate", "ground_contact_time", "altitude", "temperature")
ROUNDED = 1.0  # min; whole minutes are told, and the last one may end after the recording
FINAL = 30.0  # min at the end that are looked at for a fade


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Columns of equal length, NaN where missing; ``cramp`` is the minute it is marked at.

    Without a distance over time there is no pace, and the rest is drawn all the same.

    ``route`` is (n, 2): metres east and north of its middle, or empty without places. ``places``
    is (n, 2) too: degrees north and east, which go on past 180 where the route does; they are
    the runner's own to see, so what is shared has none.
    """

    minutes: Column
    pace: Column  # min/km, NaN while standing
    graded_pace: Column  # min/km on the flat for the same energy; NaN where no height is known
    heart_rate: Column  # beats/min
    altitude: Column  # m
    step_rate: Column  # steps/min, both feet
    ground_contact_time: Column  # ms
    temperature: Column  # °C at the watch
    cramp: float | None
    episode: Episode | None
    final: float | None  # minute from which the final half hour counts; None in a short run
    route: np.ndarray
    places: np.ndarray


def draw_run(activity: Activity, episode: Episode | None = None) -> Drawn | None:
    """The series over the run; None where nothing was recorded over time."""
    seconds = pace(activity)
    clock = clock_of(activity, seconds)
    if clock is None or not is_drawable(activity, seconds):
        return None
    at = np.unique(np.linspace(0, clock.size - 1, MOST_POINTS).astype(int))
    end, now = float(at[-1]) / 60, clock[at]
    measured, places = activity.columns, _places(activity, now)
    return Drawn(
        minutes=at / 60,
        pace=_paced(seconds, seconds.speed, at) if seconds else _nothing(at),
        graded_pace=_graded(seconds, measured.altitude, at) if seconds else _nothing(at),
        heart_rate=_at(activity, measured.heart_rate, now),
        altitude=_at(activity, measured.altitude, now),
        step_rate=_at(activity, measured.step_rate, now),
        ground_contact_time=_at(activity, measured.ground_contact_time, now),
        temperature=_at(activity, measured.temperature, now),
        cramp=cramp_minute(episode, end) if episode else None,
        episode=episode,
        final=end - FINAL if end > 1.5 * FINAL else None,
        route=_shape(places),
        places=places,
    )


def clock_of(activity: Activity, seconds: Pace | None) -> Column | None:
    """Each second of a recording, on its own clock; None where it has none that can be."""
    if seconds is not None:
        return seconds.time
    time = activity.columns.time[np.isfinite(activity.columns.time)]
    if time.size < 2 or not 2 <= time[-1] - time[0] <= LONGEST:
        return None
    return np.arange(time[0], time[-1] + 0.5)


def is_drawable(activity: Activity, seconds: Pace | None) -> bool:
    """Whether anything was recorded that a line can be drawn of."""
    measured = activity.columns
    return seconds is not None or any(
        np.isfinite(getattr(measured, name)).any() for name in SENSORS
    )


def _nothing(at: Column) -> Column:
    return np.full(at.size, np.nan)


def _graded(seconds: Pace, altitude: Column, at: Column) -> Column:
    known = bool(np.isfinite(altitude).any())
    return _paced(seconds, seconds.graded_speed, at) if known else _nothing(at)


def _paced(seconds: Pace, speed: Column, at: Column) -> Column:
    slow = moving_average(speed, SMOOTHED)[at]
    known = seconds.moving[at] & (slow > 0)
    paced: Column = np.divide(1000 / 60, slow, out=np.full(at.size, np.nan), where=known)
    return paced


def _at(activity: Activity, column: Column, seconds: Column) -> Column:
    time = activity.columns.time
    known = np.isfinite(column) & np.isfinite(time)
    if not known.any():
        return np.full(seconds.size, np.nan)
    found: Column = np.interp(seconds, time[known], column[known])
    return found


def _places(activity: Activity, seconds: Column) -> np.ndarray:
    """Degrees north and east; between two places left and right of the date line is no other."""
    known = np.isfinite(east := activity.columns.longitude)
    onward = np.full(east.size, np.nan)
    onward[known] = np.unwrap(east[known], period=360)
    places = [_at(activity, column, seconds) for column in (activity.columns.latitude, onward)]
    if not np.isfinite(places).all():
        return np.empty((0, 2))
    return np.stack(places, axis=1)


def _shape(places: np.ndarray) -> np.ndarray:
    """Metres east and north; on a run's scale the Earth is flat, and only the shape is drawn."""
    if not places.size:
        return places
    north, east = places.T
    metre = 111_195.0  # of a degree on the mean sphere
    shape = np.stack([east * metre * np.cos(np.radians(north.mean())), north * metre], axis=1)
    centred: np.ndarray = shape - (shape.max(axis=0) + shape.min(axis=0)) / 2
    return centred


def cramp_minute(episode: Episode, end: float) -> float | None:
    """The minute that was told of a cramp in the run, and the end for one that came after it.

    None where no minute was told, where the recording has no such minute, and for a night.
    """
    if episode.onset == Onset.AFTER:
        return end
    if episode.minute is None or episode.onset not in (None, Onset.DURING):
        return None
    return min(episode.minute, end) if episode.minute <= end + ROUNDED else None
