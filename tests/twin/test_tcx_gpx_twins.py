"""The readers against lxml and gpxpy, which share no line with them, and against FIT.

Known differences, all of them told in `notes` or `dropped`: samples of one moment are one,
a heart rate of 0 is missing, and impossible readings are missing.
"""

from __future__ import annotations

from datetime import datetime

import gpxpy
import numpy as np
import pytest
from lxml import etree
from numpy.testing import assert_allclose

from uncramp.activity import file
from uncramp.terms.errors import InputError
from xml_samples import SHARED, activity, gpx, lap, real_files, steady, tcx, track

POINTS = "Trackpoint", "trkpt"
NAMES = {
    "Time": "clock", "time": "clock",
    "LatitudeDegrees": "latitude", "LongitudeDegrees": "longitude",
    "AltitudeMeters": "altitude", "ele": "altitude",
    "Value": "heart_rate", "hr": "heart_rate", "heartrate": "heart_rate",
    "DistanceMeters": "distance", "distance": "distance",
    "Speed": "speed", "speed": "speed",
}  # fmt: skip
COLUMNS = ("latitude", "longitude", "altitude", "heart_rate", "speed")


def local(element):
    """The name without namespace, or without a prefix that nothing declares."""
    if not isinstance(element.tag, str):  # a comment
        return ""
    return element.tag.rpartition("}")[2].rpartition(":")[2]


def efforts_by_lxml(data):
    """For each effort with points: a dict by time of {column: value}, in order of time."""
    root = etree.fromstring(data.lstrip(b" \n\xef\xbb\xbf"), etree.XMLParser(recover=True))
    named = [x for x in root.iter() if local(x) in ("Activity", "trk")]
    found = []
    for effort in named:
        rows = {}
        for point in (x for x in effort.iter() if local(x) in POINTS):
            row = row_by_lxml(point)
            earlier = rows.setdefault(row.pop("clock", len(rows)), {})
            earlier.update(row)
        if len(rows) > 1:
            found.append(dict(sorted(rows.items())))
    return found


def row_by_lxml(point):
    row = {}
    if "lat" in point.attrib:
        row = {"latitude": float(point.attrib["lat"]), "longitude": float(point.attrib["lon"])}
    for leaf in point.iter():
        name, text = NAMES.get(local(leaf)), (leaf.text or "").strip()
        if name == "clock":
            row[name] = datetime.fromisoformat(text).timestamp()
        elif name and text and not (name == "heart_rate" and float(text) == 0):
            row[name] = float(text)
    return row


def own_samples():
    points = [p | {"speed": 3.0} for p in steady(90)]
    two_laps = lap([points[:50]], timer=50) + lap([points[50:80], points[80:]], start=50)
    other = activity(lap([steady(20)]), sport="Biking")
    far = [p | {"time": p["time"] + 9000} for p in points]
    return {
        "tcx of our own": tcx(activity(two_laps), other),
        "gpx of our own": gpx(track(points[:50], points[50:]), track(far)),
    }


OWN = own_samples()


def agrees(data):
    """Ours and lxml's, effort by effort, sample by sample; how many efforts."""
    theirs, ours = efforts_by_lxml(data), file.read(data)
    assert len(ours) == len(theirs)
    for run, rows in zip(ours, theirs, strict=True):
        times, columns = list(rows), run.columns
        assert len(columns) == len(rows)
        if run.started_at is not None:
            assert_allclose(columns.time + run.started_at.timestamp(), times, atol=1e-5)
        for name in COLUMNS:
            same_column(getattr(columns, name), [r.get(name, np.nan) for r in rows.values()], run)
        same_distance(columns.distance, [r.get("distance", np.nan) for r in rows.values()])
    return len(ours)


def same_column(ours, theirs, run):
    """Equal where both have a value; where only they have one it was left out and told."""
    theirs = np.array(theirs)
    assert not (np.isnan(theirs) & np.isfinite(ours)).any()
    left_out = np.isfinite(theirs) & np.isnan(ours)
    assert left_out.mean() < 0.01
    assert run.dropped or not left_out.any()
    both = np.isfinite(ours) & np.isfinite(theirs)
    assert_allclose(ours[both], theirs[both], rtol=1e-12)
    if both.any():
        assert_allclose(np.nanmean(ours), np.nanmean(theirs), rtol=0.01)


def same_distance(ours, theirs):
    """Readings that fall are left out: an old Forerunner counts 4 m back at the end of 7,655."""
    theirs = np.array(theirs)
    if np.isfinite(theirs).any():
        both = np.isfinite(ours) & np.isfinite(theirs)
        assert both.sum() >= 0.95 * np.isfinite(theirs).sum()
        assert_allclose(ours[both], theirs[both], rtol=1e-12)
        assert np.nanmax(ours) == pytest.approx(np.nanmax(theirs), rel=0.001)


@pytest.mark.parametrize("name", OWN)
def test_our_own_files_read_as_lxml_reads_them(name):
    assert agrees(OWN[name]) == 2


def test_every_real_file_reads_as_lxml_reads_it():
    read = 0
    for path in real_files("tcx", "gpx"):
        data = path.read_bytes()
        if b"Trackpoint" in data or b"<trkpt" in data:
            agrees(data)
            read += 1
        else:
            with pytest.raises(InputError):
                file.read(data)
    assert read >= 28


def gpxpy_agrees(data):
    theirs = gpxpy.parse(data)
    ours = file.read(data)
    tracks = [x for x in theirs.tracks if x.get_points_no()]
    assert len(ours) == len(tracks)
    for run, other in zip(ours, tracks, strict=True):
        if "samples had the same time" not in " ".join(map(str, run.notes)):
            assert len(run.columns) == other.get_points_no()
        start, end = other.get_time_bounds()
        if start is not None and run.started_at is not None:
            assert abs((run.started_at - start).total_seconds()) < 1e-3
            assert run.columns.time[-1] == pytest.approx((end - start).total_seconds(), abs=1e-3)
        counted = "counts no distance" not in " ".join(map(str, run.notes))
        if not counted and len(other.segments) == 1:
            assert run.columns.distance[-1] == pytest.approx(other.length_2d(), rel=0.005)


def test_our_own_gpx_has_gpxpys_start_duration_and_length():
    gpxpy_agrees(OWN["gpx of our own"])


def test_every_real_gpx_has_gpxpys_start_duration_and_length():
    """But the one whose prefix is undeclared, which gpxpy refuses."""
    for path in real_files("gpx"):
        data = path.read_bytes()
        if b"<trkpt" in data and "6037744996" not in path.name:
            gpxpy_agrees(data)


PAIRS = {  # the same run as two files: tolerances of start s, duration s, distance, heart rate
    "sports-lib__6860622783": ("tcx", 0, 0, 1e-5),
    "goldencheetah__10kUNLP2014-Garmin15": ("tcx", 0, 0, 1e-5),
    # Garmin's GPX leaves out the samples without a fix; its distance is ours, from the places.
    "sports-lib__6782987395": ("gpx", 0, 0, 0.02),
    "sports-lib__2067489619": ("gpx", 0, 8, 0.025),
}


@pytest.mark.parametrize("stem", PAIRS)
def test_a_run_as_fit_and_as_xml_is_the_same_run(stem):
    kind, start, lasted, distance = PAIRS[stem]
    if not (SHARED / "fit" / f"{stem}.fit").exists():
        pytest.skip(f"shared/data is absent: no {stem}.fit under {SHARED}")
    (fit,) = file.read((SHARED / "fit" / f"{stem}.fit").read_bytes())
    (xml,) = file.read((SHARED / kind / f"{stem}.{kind}").read_bytes())
    assert xml.sport == fit.sport == "running"
    assert abs((xml.started_at - fit.started_at).total_seconds()) <= start
    assert abs(xml.columns.time[-1] - fit.columns.time[-1]) <= lasted
    assert np.nanmax(xml.columns.distance) == pytest.approx(
        np.nanmax(fit.columns.distance), rel=distance
    )
    for name in ("heart_rate", "step_rate"):
        ours, theirs = getattr(xml.columns, name), getattr(fit.columns, name)
        if np.isfinite(theirs).any():
            assert np.nanmean(ours) == pytest.approx(np.nanmean(theirs), rel=0.001)
    if kind == "tcx":
        assert len(xml.laps) == len(fit.laps)
        assert xml.pauses == fit.pauses
