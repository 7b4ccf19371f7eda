import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as nps

from recording import recorded
from uncramp.activity import fit_writer
from uncramp.activity.activity import Activity, Columns, Lap, Pause
from uncramp.activity.fit import read

# What FIT can tell apart in each column: half a step of its field.
HALF_STEPS = {
    "distance": 0.005,
    "speed": 0.0005,
    "altitude": 0.1,
    "heart_rate": 0.5,
    "step_rate": 1 / 128,
    "power": 0.5,
    "temperature": 0.5,
    "ground_contact_time": 0.05,
    "ground_contact_balance": 0.005,
    "vertical_oscillation": 0.05,
    "step_length": 0.05,
    "latitude": 90 / 2**31,
    "longitude": 90 / 2**31,
}
# Ranges in which a run lies, with steps small enough to be no spike.
RANGES = {
    "distance": (0, 30),
    "speed": (0, 4),
    "altitude": (400, 419),
    "heart_rate": (40, 220),
    "step_rate": (0, 240),
    "power": (0, 900),
    "temperature": (-30, 45),
    "ground_contact_time": (100, 600),
    "ground_contact_balance": (40, 60),
    "vertical_oscillation": (20, 200),
    "step_length": (200, 2000),
    "latitude": (46.9999, 47),
    "longitude": (-0.0001, 0.0001),
}


def floats(name, count):
    low, high = RANGES[name]
    values = st.floats(low, high, width=64)
    return nps.arrays(np.float64, count, elements=st.one_of(st.just(np.nan), values))


@st.composite
def activities(draw):
    """A run of any subset of columns with gaps, laps, pauses, in any zone."""
    gaps = draw(st.lists(st.integers(1, 90), min_size=1, max_size=60))
    time = np.r_[0.0, np.cumsum(gaps)]
    names = draw(st.lists(st.sampled_from(sorted(RANGES)), unique=True))
    columns = {name: draw(floats(name, time.size)) for name in names}
    if "distance" in columns:
        columns["distance"] = np.sort(columns["distance"])
    edges = sorted(draw(st.sets(st.integers(0, int(time[-1])), max_size=6)))
    pauses = tuple(Pause(a, b) for a, b in zip(edges[0::2], edges[1::2], strict=False))
    return Activity(
        draw(st.sampled_from(["running", "walking", "hiking", ""])),
        draw(st.sampled_from(["trail", "treadmill", "generic", ""])),
        dt.datetime(2012, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=draw(st.integers(0, 6e8))),
        Columns.of(time.size, time=time, **columns),
        (Lap(0.0, float(time[-1]), 1234.5),),
        pauses,
        draw(st.sampled_from(["", "Uncramp sample", "Läufer"])),
        draw(st.sampled_from([None, 0, 7200, -12600, 45900])),
    )


def one(activity):
    (back,) = read(fit_writer.write(activity))
    return back


def assert_same_columns(back, activity):
    assert len(back.columns) == len(activity.columns)
    for name, half_step in {"time": 0, **HALF_STEPS}.items():
        ours, theirs = getattr(back.columns, name), getattr(activity.columns, name)
        if name == "heart_rate":
            assert (np.isnan(ours) == np.isnan(theirs)).all()
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=half_step + 1e-9, err_msg=name)


@settings(max_examples=150)
@given(activities())
def test_what_is_written_is_read_again(activity):
    back = one(activity)
    assert_same_columns(back, activity)
    assert (back.sport, back.sub_sport) == (activity.sport, activity.sub_sport)
    assert back.started_at == activity.started_at
    assert back.utc_offset == activity.utc_offset
    assert back.device == activity.device
    assert back.pauses == activity.pauses
    assert back.laps[0].distance == 1234.5
    assert not back.dropped


@settings(max_examples=60)
@given(activities(), st.data())
def test_a_run_split_in_two_files_joins_to_the_same(activity, data):
    if len(activity.columns) < 4:
        return
    at = data.draw(st.integers(2, len(activity.columns) - 2))
    plain = replace(activity, laps=(), pauses=())
    halves = [part(plain, 0, at), part(plain, at, len(plain.columns))]
    first, second = read(b"".join(fit_writer.write(x) for x in halves))
    whole = one(plain)
    apart = (second.started_at - first.started_at).total_seconds()
    for name in HALF_STEPS:
        joined = np.r_[getattr(first.columns, name), getattr(second.columns, name)]
        np.testing.assert_array_equal(joined, getattr(whole.columns, name), err_msg=name)
    joined = np.r_[first.columns.time, second.columns.time + apart]
    np.testing.assert_array_equal(joined, whole.columns.time)


def part(activity, begin, end):
    columns = activity.columns
    cut = {name: getattr(columns, name)[begin:end] for name in columns.__slots__}
    start = cut["time"][0]
    return replace(
        activity,
        started_at=activity.started_at + dt.timedelta(seconds=float(start)),
        columns=Columns(**cut | {"time": cut["time"] - start}),
    )


def test_several_sessions_come_back_as_several_activities():
    run = recorded(np.full(600, 3.0), heart_rate=150.0)
    ride = recorded(
        np.full(900, 8.0), sport="cycling", started_at=run.started_at + dt.timedelta(hours=1)
    )
    back = read(fit_writer.write(run, ride))
    assert [x.sport for x in back] == ["running", "cycling"]
    assert [len(x.columns) for x in back] == [601, 901]
    assert back[1].columns.distance[-1] == 7200


def test_an_activity_without_laps_comes_back_with_one_of_its_timer_time():
    run = replace(recorded(np.full(600, 3.0)), pauses=(Pause(100, 160),))
    assert one(run).laps == (Lap(0, 540, 1800),)


def test_a_run_without_a_clock_keeps_its_columns():
    run = recorded(np.full(600, 3.0), heart_rate=150.0)
    missing = np.full(len(run.columns), np.nan)
    run = replace(run, started_at=None, columns=replace(run.columns, time=missing))
    back = one(run)
    assert back.started_at is None
    assert np.isnan(back.columns.time).all()
    assert back.columns.distance[-1] == 1800


def test_a_run_of_a_device_whose_clock_was_never_set_keeps_its_time():
    back = one(replace(recorded(np.full(600, 3.0)), started_at=None))
    assert back.started_at is None
    assert back.columns.time[-1] == 600


def test_what_does_not_fit_is_refused_and_never_written_wrong():
    with pytest.raises(ValueError, match="heart_rate"):
        fit_writer.write(recorded(np.full(9, 3.0), heart_rate=300.0))
    with pytest.raises(ValueError, match="altitude"):
        fit_writer.write(recorded(np.full(9, 3.0), altitude=-600.0))
    with pytest.raises(ValueError, match="at least one"):
        fit_writer.write()
