"""Around a run: rest, easing off, sleep, massage; each says that cramp was not studied."""

from histories import history, run
from uncramp.evidence.claim import Certainty
from uncramp.plan.recovery import recovery_lines

LONG = 25  # km at 3 m/s, 139 min


def lines(planned, *before):
    known = history(*before, planned)
    return recovery_lines(known, known.runs[-1])


def done(found):
    return " ".join(str(line.do) for line in found)


def test_a_hard_run_the_day_before_asks_for_rest():
    rested = lines(run(20, LONG), *(run(day, 8) for day in range(0, 14, 2)))
    tired = lines(run(20, LONG), *(run(day, 8) for day in range(0, 14, 2)), run(19, LONG))
    assert "rest two days" in done(tired)
    assert "rest two days" not in done(rested)


def test_an_easy_run_after_a_hard_one_is_left_alone():
    assert "rest two days" not in done(lines(run(20, 6), run(5, 6), run(19, LONG)))


def test_stopping_dead_is_replaced_by_easing_off_unless_it_is_habit():
    assert "instead of stopping dead" in done(lines(run(20, 8)))
    assert "instead of stopping dead" not in done(lines(run(20, 8, check_in={"cool_down": 10})))


def test_short_sleep_is_named_only_where_it_was_told():
    assert "Sleep longer" in done(lines(run(20, 8, check_in={"sleep": 5.5})))
    assert "Sleep longer" not in done(lines(run(20, 8, check_in={"sleep": 7.5})))
    assert "Sleep longer" not in done(lines(run(20, 8)))


def test_massage_and_rolling_follow_hard_runs_only():
    assert "Massage" in done(lines(run(20, LONG)))
    assert "Roll" in done(lines(run(20, LONG)))
    assert "Massage" not in done(lines(run(20, 6)))


def test_no_line_claims_to_prevent_a_cramp():
    tired = run(19, LONG)
    for line in lines(run(20, LONG, check_in={"sleep": 5}), run(2, 5), tired):
        assert line.certainty is Certainty.VERY_LOW
        assert "no evidence for cramp" in str(line.because) or "nobody counted" in str(line.because)
