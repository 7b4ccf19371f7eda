from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from uncramp.activity import gpx as reader
from uncramp.activity.running import is_run
from uncramp.terms.errors import InputError
from xml_samples import BEGAN, gpx, steady, track, trkpt


def read_one(data):
    (found,) = reader.read(data)
    return found


def said(sentences):
    return " ".join(map(str, sentences))


def later(points, seconds):
    return [p | {"time": p["time"] + seconds} for p in points]


def without(points, *names):
    return [{k: v for k, v in p.items() if k not in names} for p in points]


def test_a_run_is_read_with_the_readings_of_its_extensions():
    more = {"temperature": 21.0, "cadence": 84.0, "power": 250.0, "speed": 3.0}
    run = read_one(gpx(track([p | more for p in steady(60)])))
    assert (run.sport, run.device, run.started_at) == ("running", "Our Watch", BEGAN)
    assert_allclose(run.columns.heart_rate, 150.0)
    assert_allclose(run.columns.step_rate, 168.0)
    assert_allclose(run.columns.temperature, 21.0)
    assert_allclose(run.columns.power, 250.0)
    assert_allclose(run.columns.speed, 3.0)
    assert_allclose(run.columns.distance, 3.0 * np.arange(60))
    assert run.dropped == ()


def test_the_distance_is_the_way_through_the_places_and_that_is_told():
    run = read_one(gpx(track(without(steady(601), "distance"))))
    assert_allclose(run.columns.distance[-1], 1800.0, rtol=1e-3)
    assert "worked out from the places" in said(run.notes)


def test_a_quarter_of_the_equator_is_ten_thousand_kilometres():
    points = [{"latitude": 0.0, "longitude": x} for x in (10.0, 40.0, 70.0, 100.0)]
    run = read_one(gpx(track(points)))
    assert_allclose(run.columns.distance[-1], 10_007_557, rtol=1e-6)


def test_the_date_line_is_no_journey_around_the_world():
    points = [
        {"latitude": -17.0, "longitude": x, "time": i}
        for i, x in enumerate((179.99998, -179.99998))
    ]
    assert read_one(gpx(track(points))).columns.distance[-1] < 10


def test_a_sample_without_a_place_neither_adds_nor_loses_a_metre():
    points = without(steady(101), "distance")
    points[50] = {"time": 50.0, "heart_rate": 150.0}
    run = read_one(gpx(track(points)))
    assert len(run.columns) == 101
    assert_allclose(run.columns.distance[-1], 300.0, rtol=1e-3)
    assert np.isnan(run.columns.latitude[50])


def test_a_stop_between_segments_is_a_pause_and_the_way_in_it_is_not_run():
    points = without(steady(200), "distance")
    run = read_one(gpx(track(points[:100], later(points[150:], 600))))
    assert [(p.start, p.end) for p in run.pauses] == [(99, 750)]
    assert_allclose(run.columns.distance[-1], (99 + 49) * 3, rtol=1e-3)


def test_segments_that_follow_at_once_are_one_run_without_a_pause():
    points = without(steady(200), "distance")
    run = read_one(gpx(track(points[:100], points[100:])))
    assert run.pauses == ()
    assert_allclose(run.columns.distance[-1], 199 * 3, rtol=1e-3)


def test_tracks_of_one_run_are_joined_and_tracks_of_other_hours_are_not():
    points = steady(100)
    near = reader.read(gpx(track(points[:50]), track(later(points[50:], 300))))
    far = reader.read(gpx(track(points[:50]), track(later(points[50:], 3600))))
    other = reader.read(gpx(track(points[:50]), track(points[50:], sport="cycling")))
    assert [len(x.columns) for x in near] == [100]
    assert [(p.start, p.end) for p in near[0].pauses] == [(49, 350)]
    assert "one run" in said(near[0].notes)
    assert [len(x.columns) for x in far] == [50, 50]
    assert [x.sport for x in other] == ["running", "cycling"]


def test_a_planned_route_has_places_and_no_clock():
    points = "".join(map(trkpt, without(steady(10), "time", "distance"))).replace("trkpt", "rtept")
    route = read_one(gpx(f"<rte><name>Plan</name>{points}</rte>"))
    assert route.started_at is None
    assert np.isnan(route.columns.time).all()
    assert_allclose(route.columns.distance[-1], 27.0, rtol=1e-3)
    assert not is_run(route)


def test_beside_a_recording_the_plan_and_the_waypoints_are_left_out():
    points = "".join(map(trkpt, without(steady(10), "time"))).replace("trkpt", "rtept")
    way = '<wpt lat="1" lon="2"><ele>3</ele><time>2020-01-01T00:00:00Z</time></wpt>'
    run = read_one(gpx(way, f"<rte>{points}</rte>", track(steady(30))))
    assert len(run.columns) == 30
    assert run.started_at == BEGAN


def test_a_track_without_times_that_says_it_is_a_run_is_one_without_a_clock():
    run = read_one(gpx(track(without(steady(30), "time"))))
    assert is_run(run)
    assert run.started_at is None
    assert "no clock" in said(run.notes)


@pytest.mark.parametrize("kind", ["running", "Run", "9", "trail_running", "TrailRun", "Laufen"])
def test_many_words_mean_running(kind):
    assert read_one(gpx(track(steady(30), sport=kind))).sport == "running"


@pytest.mark.parametrize(
    ("kind", "sport"),
    [
        ("1", "cycling"),
        ("road_biking", "cycling"),
        ("4", "hiking"),
        ("16", "swimming"),
        ("Walk", "walking"),
        ("run_to_bike_transition", "transition"),
        ("wheelchair push run", "wheelchair_push_run"),
        ("Kayaking", "kayaking"),
    ],
)
def test_other_words_do_not(kind, sport):
    assert read_one(gpx(track(steady(30), sport=kind))).sport == sport


def test_the_sub_sport_is_kept():
    assert read_one(gpx(track(steady(30), sport="trail_running"))).sub_sport == "trail"
    assert read_one(gpx(track(steady(30), sport="Treadmill Running"))).sub_sport == "treadmill"


def test_undeclared_prefixes_and_other_writers_extensions_are_read():
    data = gpx(track([p | {"cadence": 84.0} for p in steady(30)]))
    data = data.replace(b"gpxtpx:cad>", b"undeclared:cadence>").replace(
        b"gpxtpx:hr>", b"heartrate>"
    )
    run = read_one(data)
    assert_allclose(run.columns.step_rate, 168.0)
    assert_allclose(run.columns.heart_rate, 150.0)


def test_an_unescaped_ampersand_in_the_name_does_not_lose_the_run():
    run = read_one(gpx(track(steady(30))).replace(b"A run", b"Ann & Bob"))
    assert len(run.columns) == 30
    assert "damaged" in said(run.dropped)


def test_no_track_at_all_is_refused_in_words():
    with pytest.raises(InputError, match="holds no track"):
        reader.read(gpx())


moves = st.lists(
    st.tuples(st.floats(-1e-5, 1e-5), st.floats(-1e-5, 1e-5), st.integers(1, 20)),
    min_size=2,
    max_size=40,
)


@given(st.floats(-60, 60), st.floats(-179, 179), moves)
def test_what_is_written_is_what_is_read(latitude, longitude, moved):
    points, time = [], 0.0
    for north, east, seconds in moved:
        latitude, longitude, time = latitude + north, longitude + east, time + seconds
        points.append({"latitude": latitude, "longitude": longitude, "time": time})
    run = read_one(gpx(track(points)))
    assert_allclose(run.columns.latitude, [p["latitude"] for p in points], rtol=0, atol=0)
    assert_allclose(run.columns.longitude, [p["longitude"] for p in points], rtol=0, atol=0)
    assert_allclose(run.columns.time, [p["time"] - points[0]["time"] for p in points])


def test_distances_from_point_to_point_are_no_count_and_the_places_give_the_way():
    points = [p | {"distance": 3.0 + 0.1 * (i % 5)} for i, p in enumerate(steady(101))]
    run = read_one(gpx(track(points)))
    assert_allclose(run.columns.distance[-1], 300.0, rtol=1e-3)
    assert "do not add up" in said(run.dropped)
