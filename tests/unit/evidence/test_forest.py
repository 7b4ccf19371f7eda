"""A plot that a person reads off: points, intervals, and the bar of no effect."""

from hypothesis import given
from hypothesis import strategies as st

from uncramp.cli.forest import WIDTH, Row, forest

ratio = st.floats(0.05, 40)


def test_no_rows_no_plot():
    assert forest([]) == []


def test_a_protective_study_stands_left_of_the_bar_and_a_harmful_one_right():
    left, right, _ = forest([Row("a", 0.5, 0.3, 0.9), Row("b", 2.0, 1.5, 3.0)])
    assert left.index("●") < left.index("│") == right.index("│") < right.index("●")
    assert left.endswith("0.50 (0.30 to 0.90)")


def test_the_axis_has_its_one_under_the_bar():
    row, axis = forest([Row("study", 4.0, 2.0, 9.0)])
    assert axis[row.index("│")] == "1"


@given(st.lists(st.tuples(ratio, ratio, ratio), min_size=1, max_size=6))
def test_every_row_shows_its_point_within_its_interval(studies):
    rows = [Row(str(k), *(sorted(s)[i] for i in (1, 0, 2))) for k, s in enumerate(studies)]
    for row, line in zip(rows, forest(rows), strict=False):
        at = line.index("●")
        whiskers = [i for i, mark in enumerate(line) if mark == "─"]
        assert not whiskers or whiskers[0] - 2 <= at <= whiskers[-1] + 2
        assert len(line) < WIDTH + 40 + len(row.name)
