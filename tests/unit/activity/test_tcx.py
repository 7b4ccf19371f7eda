from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from uncramp.activity import tcx as reader
from uncramp.terms.errors import InputError
from xml_samples import BEGAN, activity, clock, lap, steady, tcx, tcx_of, trackpoint


def read_one(data):
    (found,) = reader.read(data)
    return found


def said(sentences):
    return " ".join(map(str, sentences))


def test_a_run_is_read_with_its_clock_sport_device_and_columns():
    run = read_one(tcx_of(steady(60)))
    assert (run.sport, run.device, run.started_at) == ("running", "Our Watch", BEGAN)
    assert_allclose(run.columns.time, np.arange(60))
    assert_allclose(run.columns.distance, 3.0 * np.arange(60))
    assert_allclose(run.columns.heart_rate, 150.0)
    assert_allclose(run.columns.latitude[-1], 47 + 59 * 3 / 111_195)
    assert np.isnan(run.columns.power).all()
    assert np.isnan(run.columns.speed).all()
    assert run.dropped == ()


def test_speed_cadence_and_power_are_found_whatever_their_prefix_and_even_if_it_is_undeclared():
    points = [p | {"speed": 3.0, "cadence": 85.0, "power": 240.0} for p in steady(30)]
    written = tcx_of(points)
    for prefix in (b"ns3:", b"", b"undeclared:"):
        run = read_one(written.replace(b"ns3:", prefix))
        assert_allclose(run.columns.speed, 3.0)
        assert_allclose(run.columns.step_rate, 170.0)
        assert_allclose(run.columns.power, 240.0)


def test_strides_are_doubled_and_steps_are_not():
    strides = read_one(tcx_of([p | {"cadence": 86.0} for p in steady(30)]))
    steps = read_one(tcx_of([p | {"cadence": 172.0} for p in steady(30)]))
    assert_allclose(strides.columns.step_rate, 172.0)
    assert_allclose(steps.columns.step_rate, 172.0)
    assert "read as steps" in said(steps.notes)


def test_the_pedals_of_a_ride_are_no_steps():
    ride = read_one(tcx_of([p | {"cadence": 90.0} for p in steady(30)], sport="Biking"))
    assert ride.sport == "cycling"
    assert np.isnan(ride.columns.step_rate).all()


def test_a_run_on_the_equator_at_greenwich_keeps_its_places():
    points = [p | {"latitude": i * 2e-5, "longitude": 0.0} for i, p in enumerate(steady(30))]
    assert_allclose(read_one(tcx_of(points)).columns.latitude, 2e-5 * np.arange(30))


def test_zeros_among_other_places_are_no_satellite_fix():
    points = steady(200)
    for p in points[50:120]:
        p.update(latitude=0.0, longitude=0.0)
    run = read_one(tcx_of(points))
    assert np.isnan(run.columns.latitude[50:120]).all()
    assert np.isfinite(run.columns.latitude).sum() == 130
    assert "70 places" in said(run.dropped)


@pytest.mark.parametrize(
    "without", [("latitude", "longitude"), ("heart_rate",), ("distance", "latitude", "longitude")]
)
def test_what_the_watch_did_not_measure_is_missing_and_the_run_is_still_there(without):
    points = [{k: v for k, v in p.items() if k not in without} for p in steady(30)]
    run = read_one(tcx_of(points))
    assert len(run.columns) == 30
    for name in without:
        assert np.isnan(getattr(run.columns, name)).all()


def test_without_a_counted_distance_it_is_the_way_through_the_places_and_that_is_told():
    points = [{k: v for k, v in p.items() if k != "distance"} for p in steady(61)]
    run = read_one(tcx_of(points))
    assert_allclose(run.columns.distance[-1], 180.0, rtol=1e-3)
    assert "worked out from the places" in said(run.notes)


def test_laps_are_told_from_the_first_sample_on():
    points = steady(40)
    laps = lap([points[:20]], start=0, timer=20) + lap([points[20:]], start=20, timer=20)
    run = read_one(tcx(activity(laps)))
    assert [(x.start, x.duration, x.distance) for x in run.laps] == [(0, 20, 9), (20, 20, 9)]
    assert run.pauses == ()


def test_a_lap_shorter_than_the_clock_says_is_a_pause_where_the_samples_have_a_gap():
    points = steady(100)
    for p in points[60:]:
        p["time"] += 240
    run = read_one(tcx(activity(lap([points], timer=100))))
    assert [(p.start, p.end) for p in run.pauses] == [(59, 300)]


def test_a_late_new_track_is_a_pause_where_laps_do_not_tell():
    points = steady(100)
    for p in points[60:]:
        p["time"] += 90
    run = read_one(tcx(activity(lap([points[:60], points[60:]]))))
    assert [(p.start, p.end) for p in run.pauses] == [(59, 150)]


def test_a_gap_without_any_word_of_it_is_no_pause():
    points = steady(100)
    for p in points[60:]:
        p["time"] += 90
    assert read_one(tcx_of(points)).pauses == ()


def test_a_multisport_session_gives_an_activity_for_each_sport():
    first, second = steady(30), [p | {"time": p["time"] + 900} for p in steady(40)]
    body = (
        "<MultiSportSession><FirstSport>"
        + activity(lap([first]), sport="Running", device="A")
        + "</FirstSport><NextSport><Transition>"
        + lap([[{"time": 850}, {"time": 860}]])
        + "</Transition>"
        + activity(lap([second]), sport="Biking", device="B")
        + "</NextSport></MultiSportSession>"
    )
    run, change, ride = reader.read(tcx(body))
    assert [x.sport for x in (run, change, ride)] == ["running", "transition", "cycling"]
    assert [len(x.columns) for x in (run, change, ride)] == [30, 2, 40]
    assert (run.device, ride.device) == ("A", "B")
    assert ride.started_at == BEGAN + timedelta(seconds=900)


def test_a_run_typed_in_without_samples_has_the_time_and_distance_of_its_laps():
    written = tcx(
        activity(lap([[]], timer=1800).replace("<DistanceMeters>9", "<DistanceMeters>5000"))
    )
    run = read_one(written)
    assert_allclose(run.columns.time, [0, 1800])
    assert_allclose(run.columns.distance, [0, 5000])
    assert "no samples" in said(run.notes)


def test_a_distance_that_begins_anew_with_each_lap_is_counted_through():
    points = steady(100)
    for p in points[50:]:
        p["distance"] -= 150
    written = tcx(activity(lap([points[:50]]) + lap([points[50:]], start=50)))
    run = read_one(written)
    assert np.all(np.diff(run.columns.distance) >= 0)
    assert_allclose(run.columns.distance[-1], 297, atol=3)
    assert "counted through" in said(run.notes)


@pytest.mark.parametrize(
    ("offset", "seconds"), [("+02:00", 7200), ("-09:30", -34_200), ("+05:45", 20_700)]
)
def test_local_times_give_the_instant_and_the_offset(offset, seconds):
    written = tcx_of(steady(30)).replace(b"Z</Time>", offset.encode() + b"</Time>")
    run = read_one(written)
    assert run.utc_offset == seconds
    assert run.started_at == BEGAN - timedelta(seconds=seconds)


def test_times_without_a_zone_are_read_as_utc_and_that_is_told():
    run = read_one(tcx_of(steady(30)).replace(b"Z</Time>", b"</Time>"))
    assert run.started_at == BEGAN
    assert run.utc_offset is None
    assert "no zone" in said(run.notes)


@pytest.mark.parametrize("fraction", ["", ".5", ".500", ".5000000"])
def test_fractions_of_a_second_count_however_many_digits_they_have(fraction):
    written = tcx_of(steady(30)).replace(b"Z</Time>", f"{fraction}Z</Time>".encode())
    run = read_one(written)
    assert_allclose(run.columns.time, np.arange(30))
    assert run.started_at == BEGAN + timedelta(seconds=float(fraction or 0))


def test_a_run_over_midnight_and_a_leap_day_goes_on():
    written = tcx_of(steady(120)).replace(b"2026-05-03T07:00", b"2028-02-29T23:59")
    written = written.replace(b"2026-05-03T07:01", b"2028-03-01T00:00")
    assert_allclose(read_one(written).columns.time, np.arange(120))


def test_a_planned_course_is_refused_in_words():
    course = (
        f"<Courses><Course><Track>{''.join(map(trackpoint, steady(5)))}</Track></Course></Courses>"
    )
    with pytest.raises(InputError, match="planned course"):
        reader.read(f"<TrainingCenterDatabase>{course}</TrainingCenterDatabase>".encode())


def test_a_file_without_any_sample_is_refused_in_words():
    with pytest.raises(InputError, match="no samples"):
        reader.read(tcx())


def test_leading_blanks_a_byte_order_mark_comments_and_cdata_change_nothing():
    plain = tcx_of(steady(30))
    strange = plain.replace(b"<Value>150.0</Value>", b"<Value><![CDATA[15]]><!-- x -->0</Value>")
    for data in (b"          " + plain, b"\n\xef\xbb\xbf" + plain, strange):
        assert_allclose(read_one(data).columns.heart_rate, 150.0)
        assert read_one(data).dropped == ()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "latin-1", "cp1252"])
def test_other_encodings_are_read(encoding):
    text = tcx_of(steady(30), device="vívoactive 3").decode().replace("UTF-8", encoding[:6])
    if encoding in ("latin-1", "cp1252"):
        text = text.replace(
            encoding[:6], {"latin-1": "ISO-8859-1", "cp1252": "windows-1252"}[encoding]
        )
    run = read_one(text.encode(encoding))
    assert run.device == "vívoactive 3"
    assert len(run.columns) == 30


@pytest.mark.parametrize("declared", ["UTF-16", "GB2312", "no-such-encoding"])
def test_a_wrongly_declared_encoding_does_not_lose_the_run(declared):
    data = tcx_of(steady(30)).replace(b'"UTF-8"', f'"{declared}"'.encode())
    assert len(read_one(data).columns) == 30


columns = {
    "latitude": st.floats(-80, 80),
    "altitude": st.floats(-400, 8000),
    "heart_rate": st.integers(25, 250).map(float),
    "power": st.integers(0, 3000).map(float),
}


@given(
    st.lists(st.fixed_dictionaries({}, optional=columns), min_size=2, max_size=30),
    st.integers(1, 30),
)
def test_what_is_written_is_what_is_read(points, every):
    """Held still but for what has no bound on its change, so that nothing is a spike."""
    latitude = next((p["latitude"] for p in points if "latitude" in p), 1.0)
    altitude = next((p["altitude"] for p in points if "altitude" in p), 0.0)
    written = []
    for i, p in enumerate(points):
        same = {"latitude": latitude, "longitude": 5.0} if "latitude" in p else {}
        level = {"altitude": altitude} if "altitude" in p else {}
        written.append(p | same | level | {"time": float(i * every)})
    run = read_one(tcx_of(written))
    assert_allclose(run.columns.time, [p["time"] for p in written])
    for name in columns:
        expected = [p.get(name, np.nan) for p in written]
        assert_allclose(getattr(run.columns, name), expected, rtol=1e-12)
    assert run.dropped == ()


def test_the_first_sample_of_a_lap_start_is_not_needed_to_be_on_it():
    run = read_one(tcx(activity(lap([steady(30)], start=-12, timer=42))))
    assert run.laps[0].start == -12
    assert run.started_at == BEGAN


def test_clock_writes_what_watches_write():
    assert clock(0) == "2026-05-03T07:00:00Z"
