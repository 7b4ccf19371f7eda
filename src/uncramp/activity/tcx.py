"""Garmin's Training Center XML, as watches and exports write it, whole or damaged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from uncramp.activity.activity import Activity
from uncramp.activity.effort import Effort, activities, ended
from uncramp.activity.pauses import ToldLap
from uncramp.activity.sport import sport_of
from uncramp.activity.xml_columns import COLUMNS, POINT, Document
from uncramp.activity.xml_feeding import take_down
from uncramp.terms.errors import InputError

MEANINGS: Final = {
    "Trackpoint": POINT,
    "Time": COLUMNS.index("clock"),
    "LatitudeDegrees": COLUMNS.index("latitude"),
    "LongitudeDegrees": COLUMNS.index("longitude"),
    "AltitudeMeters": COLUMNS.index("altitude"),
    "DistanceMeters": COLUMNS.index("distance"),
    "Value": COLUMNS.index("heart_rate"),  # inside a point only HeartRateBpm has one
    "Cadence": COLUMNS.index("cadence"),
    "RunCadence": COLUMNS.index("cadence"),
    "Speed": COLUMNS.index("speed"),
    "Watts": COLUMNS.index("power"),
}
EFFORTS: Final = ("Activity", "Transition", "Run")  # Run is version 1's

PLANS: Final = ("Course", "Workout")


def read(data: bytes) -> tuple[Activity, ...]:
    """The activities in a TCX file, in the order of the file.

    A multisport session gives one for each sport. Raises InputError with a sentence where
    the file is hostile or holds no recorded activity. Damage is survived: what is good is
    kept and each activity's ``dropped`` tells the rest.
    """
    document = Tcx()
    take_down(data, document)
    ended(document.efforts, document)
    read_ = activities([x for x in document.efforts if not x.planned], document)
    if not read_:
        raise _nothing(document)
    return read_


class Tcx(Document):
    """What a TCX file says outside its points."""

    meanings = MEANINGS
    parts = (*EFFORTS, "Lap", "Track", "Trackpoint")

    def __init__(self) -> None:
        super().__init__()
        self.efforts: list[Effort] = []

    def opened(self, path: Sequence[str], attributes: Mapping[str, str]) -> None:
        name = path[-1]
        if name == "Track":
            self._effort().tracks.append(len(self.rows))
        elif name == "Lap":
            self._effort().laps.append(ToldLap(self._start(attributes)))
        elif name in EFFORTS:
            sport, sub_sport = sport_of(attributes.get("Sport", name if name != "Activity" else ""))
            self.efforts.append(Effort(len(self.rows), sport=sport, sub_sport=sub_sport))
        elif name in PLANS:
            self.efforts.append(Effort(len(self.rows), planned=True))

    def closed(self, path: Sequence[str], text: str) -> None:
        within, name = path[-2:] if len(path) > 1 else ("", "")
        if within == "Lap" and name == "TotalTimeSeconds":
            self._lap().duration = _number(text)
        elif within == "Lap" and name == "DistanceMeters":
            self._lap().distance = _number(text)
        elif within == "Creator" and name == "Name":
            self._effort().device = text

    def _effort(self) -> Effort:
        """The one that is open; after damage its beginning may be missing."""
        if not self.efforts:
            self.efforts.append(Effort(0))
        return self.efforts[-1]

    def _lap(self) -> ToldLap:
        """The one that is open; damage can put an activity between it and its totals."""
        laps = self._effort().laps
        if not laps:
            laps.append(ToldLap(np.nan))
        return laps[-1]

    def _start(self, attributes: Mapping[str, str]) -> float:
        try:
            return self.instants.read(attributes.get("StartTime", ""))
        except ValueError:
            return np.nan


def _number(text: str) -> float:
    """Of a lap: NaN where it is no finite number above or at 0."""
    try:
        number = float(text)
    except ValueError:
        return np.nan
    return number if 0 <= number < np.inf else np.nan


def _nothing(document: Tcx) -> InputError:
    if any(x.planned for x in document.efforts):
        return InputError.of(
            "This TCX file is a planned course or workout, not a recorded activity. Choose the "
            "file of the run itself."
        )
    return InputError.of(
        "This TCX file holds no samples of an activity. Export the run again from the watch or "
        "its app."
    )
