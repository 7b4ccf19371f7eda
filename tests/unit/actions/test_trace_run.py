"""A run's series as a browser draws them: thin, and with every peak."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from recording import NOW, recorded
from uncramp.actions.trace_run import MOST, extremes, thinned, trace_run
from uncramp.activity import fit_writer
from uncramp.history.episode import Episode
from uncramp.history.run import Run
from uncramp.store.kept import KeptRun
from uncramp.store.shelf import FolderShelf


@given(
    column=arrays(
        float,
        st.integers(1, 400),
        elements=st.floats(-1e6, 1e6) | st.just(np.nan),
    ),
    most=st.integers(8, 60),
)
def test_thinning_keeps_the_extremes_the_ends_and_the_promise(column, most):
    trace = thinned({"one": column}, most)
    at = trace.seconds.astype(int)
    assert at.size <= most
    assert (np.diff(at) > 0).all()
    assert at[0] == 0
    assert at[-1] == column.size - 1
    np.testing.assert_array_equal(trace.lines["one"], column[at])
    if np.isfinite(column).any():
        assert np.nanmin(trace.lines["one"]) == np.nanmin(column)
        assert np.nanmax(trace.lines["one"]) == np.nanmax(column)


def test_each_stretch_keeps_its_own_peak():
    column = np.zeros(1000)
    column[::100] = 1.0
    assert set(np.arange(0, 1000, 100)) <= set(extremes(column, 10).tolist())


def test_a_long_gap_stays_a_gap():
    column = np.ones(10_000)
    column[4000:6000] = np.nan
    trace = thinned({"one": column}, 500)
    inside = (trace.seconds > 4030) & (trace.seconds < 5970)
    assert inside.any()
    assert np.isnan(trace.lines["one"][inside]).all()


def test_two_lines_share_their_seconds_and_keep_both_their_peaks():
    one, other = np.zeros(9000), np.zeros(9000)
    one[1234], other[5678] = 9.0, -9.0
    trace = thinned({"one": one, "other": other})
    assert trace.seconds.size <= MOST
    assert trace.lines["one"].max() == 9.0
    assert trace.lines["other"].min() == -9.0


def traced(tmp_path, activity, episode=None):
    shelf = FolderShelf(tmp_path)
    digest = shelf.put(fit_writer.write(activity))
    from uncramp.exposure.summary import summarise

    kept = KeptRun(digest, 0, Run(summarise(activity)), episode)
    return trace_run(kept, shelf=shelf, now=NOW)


def run(minutes, **columns):
    speed = np.full(60 * minutes, 3.0)
    speed[600:660] = 0.0  # a traffic light
    return recorded(speed, **columns)


def test_a_run_has_its_charts_its_cramp_and_its_last_half_hour(tmp_path):
    activity = run(90, heart_rate=150.0, altitude=400.0)
    found = traced(tmp_path, activity, Episode(muscle="calf", onset="during", minute=80))
    assert [tuple(trace.lines) for trace in found.traces] == [
        ("pace", "graded_pace"),
        ("heart_rate",),
        ("altitude",),
    ]
    assert found.cramp == 80
    assert found.final == pytest.approx(found.end - 30)
    pace = found.traces[0].lines["pace"]
    assert np.nanmedian(pace) == pytest.approx(1000 / 3 / 60, rel=0.02)
    standing = (found.traces[0].seconds > 615) & (found.traces[0].seconds < 645)
    assert np.isnan(pace[standing]).all()


def test_without_hills_there_is_one_line_of_pace(tmp_path):
    found = traced(tmp_path, run(20))
    assert [tuple(trace.lines) for trace in found.traces] == [("pace",)]
    assert found.cramp is None
    assert found.final is None


def test_where_a_sensor_was_silent_nothing_is_drawn(tmp_path):
    beats = np.full(3601, 150.0)
    beats[1000:2000] = np.nan
    found = traced(tmp_path, run(60, heart_rate=beats))
    trace = next(t for t in found.traces if "heart_rate" in t.lines)
    silent = (trace.seconds > 1005) & (trace.seconds < 1995)
    assert np.isnan(trace.lines["heart_rate"][silent]).all()
    assert np.isfinite(trace.lines["heart_rate"][~silent & (trace.seconds > 10)]).mean() > 0.95
