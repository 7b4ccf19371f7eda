from __future__ import annotations

import pytest

from uncramp.triage.durations import days


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("30 seconds", 30 / 86400),
        ("1 minute", 1 / 1440),
        ("45 min", 45 / 1440),
        ("5 h", 5 / 24),
        ("36 hours", 1.5),
        ("2 h after race", 2 / 24),
        ("1 day", 1),
        ("6 days", 6),
        ("3 nights", 3),
        ("a week", 7),
        ("2 weeks", 14),
        ("5 wks", 35),
        ("4 months", 120),
        ("10 mos", None),
        ("1,5 years", 547.5),
        ("one year", 365),
        ("two days", 2),
        ("three weeks", 21),
        ("four days", 4),
        ("five days", 5),
        ("six weeks", 42),
        ("a few days", 3),
        ("several weeks", 28),
        ("a couple of weeks", 14),
        ("couple of days", 2),
        ("an hour", 1 / 24),
        ("3 weeks, worse for 2 days", 21),
        ("since yesterday", 1),
        ("last night", 1),
        ("since this morning", 0.2),
        ("since last week", 7),
        ("for months", 60),
        ("weeks", 14),
        ("years", 3650),
        ("lifelong", 3650),
        ("days", 3),
        ("hours", 0.2),
        ("Since Spring", None),
        ("5 marathons", None),
        ("", None),
    ],
)
def test_a_duration_is_read_in_days(written, expected):
    assert days(written) == (expected if expected is None else pytest.approx(expected))
