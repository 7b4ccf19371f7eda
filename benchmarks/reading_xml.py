"""How fast TCX and GPX are read, side by side with what others read them with.

Each row is the same task, bytes to columns of time, place, altitude, distance, heart rate
and cadence, over the same files, one reader after the other in one run; the median of
five. Files: ../shared/data/activities where it is there, else one made here for each
format. Peak memory is Python's and numpy's allocations beyond the file's own bytes, in
file sizes, at the largest file.
"""

from __future__ import annotations

import io
import math
import statistics
import time
import tracemalloc
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import gpxpy
import numpy as np
from lxml import etree

from uncramp.activity import gpx, tcx

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "activities"
ROUNDS = 5
TCX = {
    "LatitudeDegrees": 1, "LongitudeDegrees": 2, "AltitudeMeters": 3, "DistanceMeters": 4,
    "Value": 5, "Cadence": 6, "RunCadence": 6,
}  # fmt: skip
GPX = {"ele": 3, "distance": 4, "hr": 5, "cad": 6}


def lxml_tcx(data: bytes) -> np.ndarray:
    return _lxml(data, point="Trackpoint", clock="Time", columns=TCX)


def lxml_gpx(data: bytes) -> np.ndarray:
    return _lxml(data, point="trkpt", clock="time", columns=GPX)


def _lxml(data: bytes, *, point: str, clock: str, columns: dict[str, int]) -> np.ndarray:
    """The usual loop: iterparse, one event a point, children by name, clear."""
    rows = []
    source = io.BytesIO(data.lstrip())
    for _, element in etree.iterparse(source, tag=f"{{*}}{point}", recover=True):
        row = [math.nan] * 7
        if "lat" in element.attrib:
            row[1], row[2] = float(element.attrib["lat"]), float(element.attrib["lon"])
        for child in element.iter():
            name = child.tag.rpartition("}")[2]
            if name == clock:
                row[0] = datetime.fromisoformat(child.text).timestamp()
            elif name in columns and child.text:
                row[columns[name]] = float(child.text)
        rows.append(row)
        element.clear()
    return np.array(rows)


def gpxpy_columns(data: bytes) -> np.ndarray:
    rows = []
    for point, *_ in gpxpy.parse(data).walk():
        row = [point.time and point.time.timestamp(), point.latitude, point.longitude]
        row += [point.elevation, None, None, None]
        for extension in point.extensions:
            for child in extension.iter():
                at = GPX.get(child.tag.rpartition("}")[2])
                if at and child.text:
                    row[at] = float(child.text)
        rows.append(row)
    return np.array(rows, float)


def bytes_only(data: bytes) -> bytes:
    return bytes(memoryview(data))


READERS: dict[str, dict[str, Callable[[bytes], object]]] = {
    "tcx": {"read the bytes": bytes_only, "uncramp": tcx.read, "lxml iterparse": lxml_tcx},
    "gpx": {
        "read the bytes": bytes_only,
        "uncramp": gpx.read,
        "lxml iterparse": lxml_gpx,
        "gpxpy": gpxpy_columns,
    },
}


def made_here(kind: str, points: int = 3600) -> bytes:
    """An hour a second, as Garmin Connect lays it out."""
    if kind == "tcx":
        body = "".join(_trackpoint(i) for i in range(points))
        return (
            '<?xml version="1.0"?><TrainingCenterDatabase><Activities><Activity Sport="Running">'
            f"<Lap><Track>{body}</Track></Lap></Activity></Activities></TrainingCenterDatabase>"
        ).encode()
    body = "".join(_trkpt(i) for i in range(points))
    return f'<gpx xmlns:x="x"><trk><trkseg>{body}</trkseg></trk></gpx>'.encode()


def _clock(i: int) -> str:
    return f"2026-05-03T{7 + i // 3600:02}:{i // 60 % 60:02}:{i % 60:02}.000Z"


def _trackpoint(i: int) -> str:
    return (
        f"\n<Trackpoint>\n<Time>{_clock(i)}</Time>\n<Position>\n<LatitudeDegrees>{47 + i * 2.7e-5}"
        "</LatitudeDegrees>\n<LongitudeDegrees>8.5</LongitudeDegrees>\n</Position>\n"
        f"<AltitudeMeters>{400 + math.sin(i / 60):.1f}</AltitudeMeters>\n<DistanceMeters>{i * 3}"
        "</DistanceMeters>\n<HeartRateBpm>\n<Value>150</Value>\n</HeartRateBpm>\n<Extensions>\n"
        "<TPX>\n<Speed>3.0</Speed>\n<RunCadence>85</RunCadence>\n</TPX>\n</Extensions>\n"
        "</Trackpoint>"
    )


def _trkpt(i: int) -> str:
    return (
        f'\n<trkpt lat="{47 + i * 2.7e-5}" lon="8.5">\n<ele>400</ele>\n<time>{_clock(i)}</time>\n'
        "<extensions>\n<x:TrackPointExtension>\n<x:hr>150</x:hr>\n<x:cad>85</x:cad>\n"
        "</x:TrackPointExtension>\n</extensions>\n</trkpt>"
    )


def files(kind: str) -> list[bytes]:
    found = [x.read_bytes() for x in sorted((SHARED / kind).glob(f"*.{kind}"))]
    return found or [made_here(kind)]


def seconds(readers: dict[str, Callable[[bytes], object]], given: list[bytes]) -> dict[str, float]:
    """The median round of each; the readers take turns, so a busy minute hits them all."""
    rounds: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(ROUNDS):
        for name, read in readers.items():
            began = time.perf_counter()
            for data in given:
                read(data)
            rounds[name].append(time.perf_counter() - began)
    return {name: statistics.median(x) for name, x in rounds.items()}


def peak(read: Callable[[bytes], object], data: bytes) -> float:
    tracemalloc.start()
    read(data)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / len(data)


def main() -> None:
    for kind, readers in READERS.items():
        given = files(kind)
        megabytes = sum(map(len, given)) / 1e6
        points = sum(data.count(b"<Trackpoint>") + data.count(b"<trkpt ") for data in given)
        print(f"{kind.upper()}: {len(given)} files, {megabytes:.1f} MB, {points} points")
        print(f"{'reader':16} {'ms/MB':>8} {'µs/point':>9} {'x uncramp':>9} {'peak, x file':>12}")
        took = seconds(readers, given)
        for name, read in readers.items():
            ratio = took[name] / took["uncramp"]
            print(
                f"{name:16} {took[name] / megabytes * 1e3:8.2f} {took[name] / points * 1e6:9.2f}"
                f" {ratio:9.2f} {peak(read, max(given, key=len)):12.2f}"
            )
        print()


if __name__ == "__main__":
    main()
