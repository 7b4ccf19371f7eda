"""What is whole is kept, what is not is told, and what is hostile is refused in words."""

from __future__ import annotations

import subprocess
import sys
import time
import tracemalloc
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from uncramp.activity import file
from uncramp.terms.errors import InputError
from xml_samples import BEGAN, activity, gpx, lap, steady, tcx, tcx_of, track

TCX = tcx_of(steady(40))
GPX = gpx(track(steady(40)))
ENDS = {"tcx": (TCX, b"</Trackpoint>"), "gpx": (GPX, b"</trkpt>")}


def read_one(data):
    (found,) = file.read(data)
    return found


def read_or_refused(data):
    try:
        return file.read(data)
    except InputError:
        return ()


def said(sentences):
    return " ".join(map(str, sentences))


@pytest.mark.parametrize("kind", ENDS)
@given(st.data())
def test_cut_anywhere_every_whole_point_before_is_kept(kind, data):
    whole, end = ENDS[kind]
    at = data.draw(st.integers(whole.index(end), len(whole) - 1))
    points = whole[:at].count(end)
    if points < 2:
        with pytest.raises(InputError):
            file.read(whole[:at])
        return
    run = read_one(whole[:at])
    assert len(run.columns) == points
    assert_allclose(run.columns.heart_rate, 150.0)
    if whole[at:].strip():
        assert f"the {points} samples before were kept" in said(run.dropped)


@pytest.mark.parametrize("kind", ENDS)
@given(st.data())
def test_flipped_bytes_raise_nothing_but_a_sentence(kind, data):
    broken = bytearray(ENDS[kind][0])
    for at in data.draw(st.lists(st.integers(0, len(broken) - 1), max_size=20)):
        broken[at] = data.draw(st.integers(0, 255))
    for run in read_or_refused(bytes(broken)):
        timed = run.columns.time[np.isfinite(run.columns.time)]
        assert np.all(np.diff(timed) > 0)
        assert all(map(str, run.dropped))


@pytest.mark.parametrize("kind", ENDS)
def test_one_broken_place_costs_one_point(kind):
    whole, end = ENDS[kind]
    middle = whole.index(end, len(whole) // 2)
    broken = whole[:middle] + b"<" + whole[middle + 1 + len(end) :]
    run = read_one(broken)
    assert len(run.columns) >= 38
    assert "Damaged places in the file: 1" in said(run.dropped)
    assert run.columns.time[-1] == 39


@pytest.mark.parametrize("kind", ENDS)
def test_a_hole_of_zeros_loses_only_what_was_in_it(kind):
    whole, _ = ENDS[kind]
    middle = len(whole) // 2
    run = read_one(whole[:middle] + bytes(512) + whole[middle + 512 :])
    assert len(run.columns) >= 34
    assert (run.columns.time[0], run.columns.time[-1]) == (0, 39)
    assert run.dropped


def test_damage_between_laps_does_not_lose_the_laps_and_the_device_after_it():
    points = steady(40)
    laps = lap([points[:20]], start=0, timer=20) + lap([points[20:]], start=20, timer=20)
    whole = tcx(activity(laps))
    at = whole.index(b"</Track></Lap>")
    run = read_one(whole[:at] + b"\0" + whole[at + 1 :])
    assert len(run.columns) == 40
    assert len(run.laps) == 2
    assert run.device == "Our Watch"


@pytest.mark.parametrize("kind", ENDS)
def test_a_file_whose_beginning_is_lost_still_gives_its_points(kind):
    whole, end = ENDS[kind]
    run = read_one(whole[whole.index(end) + 5 :])
    assert len(run.columns) == 39


def test_two_files_joined_are_two_activities():
    found = file.read(GPX + gpx(track([p | {"time": p["time"] + 7200} for p in steady(30)])))
    assert [len(x.columns) for x in found] == [40, 30]


@pytest.mark.parametrize("kind", ENDS)
@pytest.mark.parametrize("after", [bytes(100), b"<more/>", b"garbage", b"  \n"])
def test_what_follows_the_end_changes_nothing(kind, after):
    run = read_one(ENDS[kind][0] + after)
    assert len(run.columns) == 40


def test_a_value_that_is_no_number_is_missing_and_told():
    run = read_one(TCX.replace(b"<Value>150.0</Value>", b"<Value>null</Value>", 3))
    assert np.isnan(run.columns.heart_rate).sum() == 3
    assert "no numbers and were left out: 3." in said(run.dropped)


def test_an_empty_element_is_missing_and_nothing_to_tell():
    run = read_one(TCX.replace(b"<Value>150.0</Value>", b"<Value></Value>", 3))
    assert np.isnan(run.columns.heart_rate).sum() == 3
    assert run.dropped == ()


@pytest.mark.parametrize("value", ["inf", "-inf", "1e400", "-5", "999"])
def test_a_heart_rate_no_heart_has_is_missing_and_told(value):
    run = read_one(TCX.replace(b"<Value>150.0<", f"<Value>{value}<".encode(), 1))
    assert np.isnan(run.columns.heart_rate[0])
    assert "1 readings of heart rate" in said(run.dropped)


def test_a_heart_rate_of_zero_is_a_strap_without_contact():
    run = read_one(TCX.replace(b"<Value>150.0<", b"<Value>0<", 5))
    assert np.isnan(run.columns.heart_rate).sum() == 5
    assert run.dropped == ()


def test_a_clock_that_ran_backwards_loses_only_what_does_not_fit():
    points = steady(100)
    for i in range(40, 45):
        points[i]["time"] -= 30.5
    run = read_one(tcx_of(points))
    assert len(run.columns) == 95
    assert np.all(np.diff(run.columns.time) > 0)
    assert "5 samples that do not fit" in said(run.dropped)


def test_one_sample_from_next_year_does_not_cost_the_rest():
    points = steady(100)
    points[50]["time"] += 366 * 86_400
    run = read_one(tcx_of(points))
    assert len(run.columns) == 99
    assert run.columns.time[-1] == 99
    assert "1 samples whose time is more than a day away" in said(run.dropped)


def test_tracks_in_the_wrong_order_are_put_right():
    points = steady(100)
    run = read_one(tcx(activity(lap([points[60:], points[:60]]))))
    assert_allclose(run.columns.time, np.arange(100))
    assert_allclose(run.columns.distance, 3.0 * np.arange(100))
    assert "put in order" in said(run.notes)


def test_a_file_with_every_sample_twice_is_read_once():
    points = steady(60)
    for written in (points + points, [p for p in points for _ in range(2)]):
        run = read_one(tcx_of(written))
        assert_allclose(run.columns.time, np.arange(60))
        assert "60 samples had the same time" in said(run.notes)


def test_two_samples_of_one_moment_complete_each_other():
    points = steady(30)
    points.insert(10, {"time": points[9]["time"], "power": 300.0})
    run = read_one(tcx_of(points))
    assert len(run.columns) == 30
    assert run.columns.power[9] == 300.0
    assert run.columns.heart_rate[9] == 150.0


def test_a_clock_set_under_way_gives_one_run_on_the_right_day():
    points = steady(100)
    lost = (BEGAN.timestamp() - 631_065_600) - 77  # so far behind is a clock that woke up in 1989
    for p in points[:20]:
        p["time"] -= lost
    run = read_one(tcx_of(points))
    assert_allclose(run.columns.time, np.arange(100), atol=1e-6)
    assert abs(run.started_at - BEGAN) < timedelta(milliseconds=1)
    assert "clock was set after 20 samples" in said(run.notes)


def test_a_clock_that_was_never_set_gives_a_run_without_a_day():
    points = [p | {"time": p["time"] - (BEGAN.timestamp() - 631_065_677)} for p in steady(100)]
    run = read_one(tcx_of(points))
    assert run.started_at is None
    assert_allclose(run.columns.time, np.arange(100), atol=1e-6)
    assert "never set" in said(run.notes)


def test_laps_of_a_clock_that_was_set_under_way_are_only_those_after_it():
    points = steady(100)
    for p in points[:20]:
        p["time"] -= 1e9
    laps = lap([points[:20]], start=-1e9, timer=20) + lap([points[20:]], start=20, timer=80)
    run = read_one(tcx(activity(laps)))
    assert [x.start for x in run.laps] == [pytest.approx(20)]


@pytest.mark.parametrize("wrong", ["99", "1e300", "nan", "-5", "60"])
def test_seconds_that_no_clock_shows_are_told_as_no_time(wrong):
    run = read_one(TCX.replace(b"07:00:09Z", f"07:00:{wrong}Z".encode()))
    assert len(run.columns) == 39
    assert "Values that are no numbers" in said(run.dropped)


@pytest.mark.parametrize("edge", ["9999-12-31T23:59:5", "0001-01-01T00:00:0"])
def test_times_at_the_edge_of_the_calendar_do_not_stop_the_reader(edge):
    written = TCX.replace(b"2026-05-03T07:00:0", edge.encode()).replace(b"Z<", b"-14:00<")
    assert len(read_one(written).columns) == 30


@pytest.mark.parametrize("kind", ENDS)
def test_a_point_in_a_point_does_not_confuse_what_follows(kind):
    whole, end = ENDS[kind]
    first = (
        whole.rindex(b"<", 0, whole.index(end)) if kind == "gpx" else whole.index(b"<Trackpoint")
    )
    point = whole[whole.index(b"<tr" + b"kpt") if kind == "gpx" else first : whole.index(end)] + end
    within = point.replace(end, b"<extensions>" + point + b"</extensions>" + end)
    run = read_one(whole.replace(point, within, 1))
    assert len(run.columns) >= 38
    assert run.columns.time[-1] == 39


def test_a_file_with_one_moment_only_is_refused():
    with pytest.raises(InputError, match="no samples"):
        file.read(tcx_of([{"time": 0.0, "heart_rate": 150.0}] * 5))


def test_samples_without_a_time_are_told():
    points = steady(40)
    del points[7]["time"]
    run = read_one(tcx_of(points))
    assert len(run.columns) == 39
    assert "without a time that were left out: 1." in said(run.dropped)


@pytest.mark.parametrize(
    ("column", "spike"), [("altitude", 4000.0), ("distance", 90_000.0), ("speed", 900.0)]
)
def test_a_spike_is_missing_and_told(column, spike):
    points = [p | {"speed": 3.0} for p in steady(100)]
    points[50][column] = spike
    run = read_one(tcx_of(points))
    values = getattr(run.columns, column)
    assert np.isnan(values[50])
    assert np.isfinite(values).sum() == 99
    assert column in said(run.dropped)


def test_a_place_far_away_for_a_second_is_missing_and_adds_no_way():
    points = [{k: v for k, v in p.items() if k != "distance"} for p in steady(100)]
    points[50].update(latitude=48.0, longitude=9.0)
    run = read_one(gpx(track(points)))
    assert np.isnan(run.columns.latitude[50])
    assert_allclose(run.columns.distance[-1], 297.0, rtol=1e-3)
    assert "place" in said(run.dropped)


def test_a_distance_never_falls():
    points = steady(100)
    for p in points[60:]:
        p["distance"] -= 100
    run = read_one(tcx_of(points))
    known = run.columns.distance[np.isfinite(run.columns.distance)]
    assert np.all(np.diff(known) >= 0)
    assert "cannot fall" in said(run.dropped)


BILLION = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))


def nested(depth, around=("", "")):
    return (around[0] + "<a>" * depth + "</a>" * depth + around[1]).encode()


ATTACKS = {
    "a DOCTYPE": b'<!DOCTYPE gpx SYSTEM "http://example.invalid/x.dtd">' + GPX[39:],
    "a billion laughs": f'<!DOCTYPE gpx [<!ENTITY l0 "ha">{BILLION}]><gpx>&l9;</gpx>'.encode(),
    "an external entity": b'<!DOCTYPE gpx [<!ENTITY x SYSTEM "file:///etc/passwd">]><gpx>&x;</gpx>',
    "200,000 deep": nested(200_000, ("<gpx>", "</gpx>")),
    "200,000 deep in a point": nested(200_000, ('<gpx><trk><trkseg><trkpt lat="1" lon="1">', "")),
    "an attribute of 12 MB": b'<gpx creator="' + b"x" * 12_000_000 + b'"></gpx>',
    "an attribute of 12 MB in a point": b'<gpx><trk><trkpt lat="' + b"1" * 12_000_000 + b'"/></trk>',
    "a tag that never ends": b"<gpx " + b"x" * 12_000_000,
    "a comment that never ends": b"<gpx><!--" + b"x" * 12_000_000,
    "a text of 12 MB": b"<gpx><metadata><name>" + b"x" * 12_000_000 + b"</name></metadata></gpx>",
    "a text of 12 MB in a point": b"<gpx><trk><trkpt><ele>" + b"1" * 12_000_000 + b"</ele></trkpt>",
    "endless new names": b"<gpx>" + b"".join(b"<e%d/>" % i for i in range(200_000)) + b"</gpx>",
    "damage without end": b"<gpx><trk>" + b"<trkpt><</trkpt>" * 500_000,
    "5,000 activities": gpx(*(track(steady(2), sport=f"s{i}") for i in range(5000))),
    "only openings": b"<gpx>" + b"<trk>" * 2_000_000,
}  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_hostile_file_is_refused_in_words_within_seconds_and_little_memory(attack):
    began = time.process_time()
    with pytest.raises(InputError) as refused:
        file.read(ATTACKS[attack])
    assert time.process_time() - began < 5
    assert len(str(refused.value)) > 40
    assert taken_by_a_fresh_process(ATTACKS[attack]) < 200_000  # kB, what expat takes among it
    assert peak_of_reading(ATTACKS[attack]) < 120_000_000


FRESH = """
import resource, sys
from uncramp.activity import file
from uncramp.terms.errors import InputError
data = sys.stdin.buffer.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    file.read(data)
except InputError:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def taken_by_a_fresh_process(data):
    """kB that reading adds to a process that has done nothing else."""
    words = [sys.executable, "-c", FRESH]
    return int(subprocess.run(words, input=data, capture_output=True, check=True).stdout)


def peak_of_reading(data):
    """Bytes that Python holds at most, beside the file."""
    tracemalloc.start()
    try:
        read_or_refused(data)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("starts", [(0, 0), (0, 4000)])
def test_a_hundred_thousand_laps_do_not_hold_up_the_reader(starts):
    began = time.process_time()
    laps = "".join(lap([], start=starts[i % 2], timer=1) for i in range(100_000))
    run = read_one(tcx(activity(lap([steady(5000)], timer=1) + laps)))
    assert len(run.columns) == 5000
    assert time.process_time() - began < 10


def test_a_billion_laughs_is_refused_for_its_doctype():
    with pytest.raises(InputError, match="DOCTYPE"):
        file.read(ATTACKS["a billion laughs"])


def test_500_000_samples_are_read_and_no_more():
    point = b'<trkpt lat="1" lon="1"/>'
    with pytest.raises(InputError, match="more than 500000 samples"):
        file.read(b"<gpx><trk>" + point * 510_000 + b"</trk></gpx>")
