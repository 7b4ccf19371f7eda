"""Windows over the days before, against the same by plain loops."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uncramp.exposure.lately import Window, last_before


@st.composite
def diaries(draw):
    days = sorted(draw(st.lists(st.floats(0, 300), max_size=40)))
    values = draw(
        st.lists(
            st.one_of(st.floats(-5, 5), st.just(np.nan)), min_size=len(days), max_size=len(days)
        )
    )
    unclocked = draw(st.integers(0, 2))
    return np.array([*days, *[np.nan] * unclocked]), np.array([*values, *[1.0] * unclocked])


def inside(day, i, days):
    return [j for j in range(i) if day[j] >= day[i] - days]


@given(diaries(), st.floats(0, 120))
def test_every_window_is_that_of_a_plain_loop(diary, days):
    day, values = diary
    window = Window.of(day, days)
    total, mean = window.total(values), window.mean(values)
    least, most = window.least(values), window.most(values)
    for i in range(day.size):
        known = values[inside(day, i, days)]
        known = known[np.isfinite(known)]
        assert window.size[i] == len(inside(day, i, days))
        assert total[i] == pytest.approx(known.sum(), abs=1e-9)
        if known.size:
            assert mean[i] == pytest.approx(known.mean(), abs=1e-9)
            assert (least[i], most[i]) == (known.min(), known.max())
        else:
            assert np.isnan([mean[i], least[i], most[i]]).all()


@given(diaries(), st.floats(1, 120))
def test_columns_side_by_side_are_each_on_its_own(diary, days):
    day, values = diary
    window = Window.of(day, days)
    both = window.least(np.stack([values, -values], axis=1))
    assert np.array_equal(both[:, 0], window.least(values), equal_nan=True)
    assert np.array_equal(both[:, 1], window.least(-values), equal_nan=True)


def test_too_few_are_no_mean():
    window = Window.of(np.array([0.0, 1, 2, 3]), 10)
    assert np.isnan(window.mean(np.ones(4), fewest=3)[:3]).all()
    assert window.mean(np.ones(4), fewest=3)[3] == 1


def test_the_last_before_leaves_the_run_itself_out():
    found = last_before(np.array([1.0, np.nan, 3.0, 2.0]))
    assert found.tolist() == [-np.inf, 1, 1, 3]
