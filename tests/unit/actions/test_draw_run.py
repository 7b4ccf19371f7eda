"""What is drawn of a run stands where it was measured, and nothing else is drawn."""

import numpy as np
import pytest

from recording import recorded
from uncramp.actions.draw_run import draw_run
from uncramp.activity.activity import Activity, Columns
from uncramp.history.episode import Episode


def test_a_heart_rate_that_came_late_is_drawn_when_it_came():
    beats = np.r_[np.full(600, np.nan), np.full(601, 120.0)]
    beats[900:] = 160.0
    drawn = draw_run(recorded(np.full(1200, 3.0), heart_rate=beats))
    at = np.searchsorted(drawn.minutes, [12.0, 18.0])
    assert drawn.heart_rate[at] == pytest.approx([120.0, 160.0])


def test_without_a_distance_the_rest_is_drawn():
    time = np.arange(301.0)
    bare = Columns.of(301, time=time, heart_rate=np.linspace(100, 160, 301))
    drawn = draw_run(Activity("running", "", None, bare))
    assert np.isnan(drawn.pace).all()
    assert drawn.heart_rate[[0, -1]] == pytest.approx([100, 160])
    assert drawn.minutes[-1] == pytest.approx(5.0)
    assert not drawn.route.size


@pytest.mark.parametrize("seconds", [1, 6 * 24 * 3600])
def test_a_clock_that_cannot_be_draws_nothing(seconds):
    time = np.array([0.0, seconds])
    bare = Columns.of(2, time=time, heart_rate=np.array([100.0, 101.0]))
    assert draw_run(Activity("running", "", None, bare)) is None


def test_a_last_minute_that_was_rounded_up_is_marked_at_the_end():
    run = recorded(np.full(3570, 3.0))
    drawn = draw_run(run, Episode(muscle="calf", onset="during", minute=60))
    assert drawn.cramp == pytest.approx(59.5)
    assert draw_run(run, Episode(muscle="calf", onset="during", minute=75)).cramp is None
