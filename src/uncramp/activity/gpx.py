"""GPX, the exchange format of places, with the extensions that carry a runner's readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from uncramp.activity.activity import Activity
from uncramp.activity.effort import Effort, activities, ended
from uncramp.activity.sport import sport_of
from uncramp.activity.xml_columns import COLUMNS, POINT, Document
from uncramp.activity.xml_feeding import take_down
from uncramp.terms.errors import InputError

MEANINGS: Final = {
    "trkpt": POINT,
    "rtept": POINT,
    "lat": COLUMNS.index("latitude"),
    "lon": COLUMNS.index("longitude"),
    "time": COLUMNS.index("clock"),
    "ele": COLUMNS.index("altitude"),
    # TrackPointExtension (Garmin), gpxdata (Cluetrust: Suunto, Strava), gpxpx, OsmAnd, MyTrails
    "hr": COLUMNS.index("heart_rate"),
    "heartrate": COLUMNS.index("heart_rate"),
    "cad": COLUMNS.index("cadence"),
    "cadence": COLUMNS.index("cadence"),
    "RunCadence": COLUMNS.index("cadence"),
    "atemp": COLUMNS.index("temperature"),
    "temp": COLUMNS.index("temperature"),
    "Temperature": COLUMNS.index("temperature"),
    "speed": COLUMNS.index("speed"),
    "distance": COLUMNS.index("distance"),
    "power": COLUMNS.index("power"),
    "watts": COLUMNS.index("power"),
    "PowerInWatts": COLUMNS.index("power"),
}

LONGEST_STOP: Final = 900.0  # s between two tracks of one run


def read(data: bytes) -> tuple[Activity, ...]:
    """The activities in a GPX file: its tracks, or its routes where it has no track.

    Raises InputError with a sentence where the file is hostile or holds no track or route.
    Damage is survived: what is good is kept and each activity's ``dropped`` tells the rest.
    A route has places but no clock.
    """
    document = Gpx()
    take_down(data, document)
    read_ = activities(document.recorded(), document)
    if not read_:
        raise InputError.of(
            "This GPX file holds no track: no samples of an activity. Export the run again "
            "from the watch or its app."
        )
    return read_


class Gpx(Document):
    """What a GPX file says outside its points."""

    meanings = MEANINGS
    parts = ("trk", "rte", "trkseg", "trkpt", "rtept")

    def __init__(self) -> None:
        super().__init__()
        self.efforts: list[Effort] = []
        self.device = ""

    def opened(self, path: Sequence[str], attributes: Mapping[str, str]) -> None:
        name = path[-1]
        if name == "gpx":
            self.device = attributes.get("creator", "")
        elif name in ("trk", "rte"):
            self.efforts.append(Effort(len(self.rows), planned=name == "rte", device=self.device))
        elif name == "trkseg":
            self._effort().tracks.append(len(self.rows))

    def closed(self, path: Sequence[str], text: str) -> None:
        if path[-2:] in (["trk", "type"], ["rte", "type"]):
            effort = self._effort()
            effort.sport, effort.sub_sport = sport_of(text)

    def recorded(self) -> list[Effort]:
        """The efforts in file order; a track that goes on where one stopped is part of it."""
        ended(self.efforts, self)
        filled = [x for x in self.efforts if x.first < x.end]
        joined: list[Effort] = []
        for effort in [x for x in filled if not x.planned] or filled:
            if joined and self._goes_on(joined[-1], effort):
                joined[-1].join(effort)
            else:
                joined.append(effort)
        return joined

    def _goes_on(self, before: Effort, after: Effort) -> bool:
        """Whether a phone closed a track at a stop: the same sport, no more than minutes later."""
        same = (before.sport, before.end) == (after.sport, after.first)
        pause = self.rows.clock(after.first) - self.rows.clock(before.end - 1) if same else -1.0
        return 0 <= pause <= LONGEST_STOP

    def _effort(self) -> Effort:
        """The one that is open; after damage its beginning may be missing."""
        if not self.efforts:
            self.efforts.append(Effort(0, device=self.device))
        return self.efforts[-1]
