"""Small TCX and GPX files of our own making, and the real ones where they are present."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "activities"
BEGAN = datetime(2026, 5, 3, 7, 0, tzinfo=UTC)
Point = Mapping[str, float]  # our column names; what is absent is not written

TCX_LEAVES = {
    "altitude": "<AltitudeMeters>{}</AltitudeMeters>",
    "distance": "<DistanceMeters>{}</DistanceMeters>",
    "heart_rate": '<HeartRateBpm xsi:type="x"><Value>{}</Value></HeartRateBpm>',
}
TCX_EXTENSIONS = {
    "speed": "<ns3:Speed>{}</ns3:Speed>",
    "cadence": "<ns3:RunCadence>{}</ns3:RunCadence>",
    "power": "<ns3:Watts>{}</ns3:Watts>",
}
GPX_EXTENSIONS = {
    "temperature": "<gpxtpx:atemp>{}</gpxtpx:atemp>",
    "heart_rate": "<gpxtpx:hr>{}</gpxtpx:hr>",
    "cadence": "<gpxtpx:cad>{}</gpxtpx:cad>",
    "speed": "<gpxtpx:speed>{}</gpxtpx:speed>",
    "power": "<power>{}</power>",
    "distance": "<gpxdata:distance>{}</gpxdata:distance>",
}


def clock(seconds: float) -> str:
    return (BEGAN + timedelta(seconds=seconds)).isoformat().replace("+00:00", "Z")


def steady(count: int = 60, *, every: float = 1.0, speed: float = 3.0) -> list[dict[str, float]]:
    """A run due north on the meridian of 8° east."""
    return [
        {
            "time": i * every,
            "latitude": 47 + i * every * speed / 111_195,
            "longitude": 8.0,
            "altitude": 400.0,
            "distance": i * every * speed,
            "heart_rate": 150.0,
        }
        for i in range(count)
    ]


def trackpoint(point: Point) -> str:
    time = f"<Time>{clock(point['time'])}</Time>" if "time" in point else ""
    place = ""
    if "latitude" in point:
        place = (
            f"<Position><LatitudeDegrees>{point['latitude']!r}</LatitudeDegrees>"
            f"<LongitudeDegrees>{point['longitude']!r}</LongitudeDegrees></Position>"
        )
    leaves = "".join(x.format(repr(point[k])) for k, x in TCX_LEAVES.items() if k in point)
    more = "".join(x.format(repr(point[k])) for k, x in TCX_EXTENSIONS.items() if k in point)
    extensions = f"<Extensions><ns3:TPX>{more}</ns3:TPX></Extensions>" if more else ""
    return f"<Trackpoint>{time}{place}{leaves}{extensions}</Trackpoint>\n"


def lap(tracks: Iterable[Sequence[Point]], *, start: float = 0, timer: float | None = None) -> str:
    told = "" if timer is None else f"<TotalTimeSeconds>{timer}</TotalTimeSeconds>"
    body = "".join(f"<Track>{''.join(map(trackpoint, x))}</Track>" for x in tracks)
    return f'<Lap StartTime="{clock(start)}">{told}<DistanceMeters>9</DistanceMeters>{body}</Lap>'


def activity(laps: str, *, sport: str = "Running", device: str = "Our Watch") -> str:
    return (
        f'<Activity Sport="{sport}"><Id>{clock(0)}</Id>{laps}'
        f"<Creator><Name>{device}</Name><UnitId>1</UnitId></Creator></Activity>"
    )


def tcx(*activities: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TrainingCenterDatabase '
        'xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2">'
        f"<Activities>{''.join(activities)}</Activities>"
        "<Author><Name>Our Connect</Name></Author></TrainingCenterDatabase>"
    ).encode()


def tcx_of(points: Sequence[Point], **told: str) -> bytes:
    """One activity, one lap, one track."""
    return tcx(activity(lap([points]), **told))


def trkpt(point: Point) -> str:
    places = {"latitude": "lat", "longitude": "lon"}
    where = "".join(f' {k}="{point[x]!r}"' for x, k in places.items() if x in point)
    height = f"<ele>{point['altitude']!r}</ele>" if "altitude" in point else ""
    time = f"<time>{clock(point['time'])}</time>" if "time" in point else ""
    more = "".join(x.format(repr(point[k])) for k, x in GPX_EXTENSIONS.items() if k in point)
    extensions = f"<extensions>{more}</extensions>" if more else ""
    return f"<trkpt{where}>{height}{time}{extensions}</trkpt>\n"


def track(*segments: Sequence[Point], sport: str = "running") -> str:
    told = f"<type>{sport}</type>" if sport else ""
    body = "".join(f"<trkseg>{''.join(map(trkpt, x))}</trkseg>" for x in segments)
    return f"<trk><name>A run</name>{told}{body}</trk>"


def gpx(*tracks: str, creator: str = "Our Watch") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<gpx creator="{creator}" version="1.1" '
        'xmlns="http://www.topografix.com/GPX/1/1" xmlns:gpxtpx="x" xmlns:gpxdata="y">'
        f"<metadata><time>{clock(-3600)}</time></metadata>{''.join(tracks)}</gpx>"
    ).encode()


def real_files(*kinds: str) -> list[Path]:
    """Real files by the ends of their names, in all folders; skips where there are none."""
    found = sorted(x for k in kinds for x in SHARED.glob(f"*/*.{k}"))
    if not found:
        pytest.skip(f"shared/data is absent: no real {' or '.join(kinds)} files at {SHARED}")
    return found
