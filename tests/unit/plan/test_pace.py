"""A pace cap: from what the runner is ready for, the heat, and where their cramps begin."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning import look
from uncramp.history.check_in import CheckIn
from uncramp.history.episode import Episode
from uncramp.plan.compare import Asked, kept
from uncramp.plan.line import LineKind
from uncramp.plan.pace import line, pace_cap, pacing
from uncramp.terms.muscles import Muscle, Onset

READY = {"recent_bests": "10km/50:00"}  # good for a marathon of about 3:55
COOL, HOT = {"temperature": 10.0}, {"temperature": 27.0, "humidity": 60.0}


def cramped_at(*minutes):
    return tuple(
        Episode(muscle=Muscle.CALF, onset=Onset.DURING, minute=minute) for minute in minutes
    )


def ran(minutes):
    """A cap of 6 min/km, and a run at so many."""
    summary = look(30.0, minutes * 30 / 60).run.summary
    return kept([Asked(LineKind.PACE, 6.0, "min/km")], CheckIn(), summary)


@given(st.floats(2.5, 6.0), st.floats(-5, 40))
@settings(max_examples=60, deadline=None)
def test_a_cap_is_never_faster_than_planned_and_its_cost_is_what_it_takes_longer(hours, warmth):
    seen = look(42.195, hours, check_in={"temperature": warmth}, **READY)
    cap = pace_cap(seen)
    planned = 42_195 / (3600 * hours)
    assert all(stretch.fastest <= planned + 1e-9 for stretch in cap.stretches)
    assert cap.stretches[0].begin == 0
    assert cap.stretches[-1].end == pytest.approx(42.195)
    assert cap.cost == pytest.approx(cap.seconds / 60 - 60 * hours, abs=0.01)


def test_who_plans_beyond_their_bests_is_held_back_at_a_price():
    fast, ready = (pace_cap(look(42.195, h, check_in=COOL, **READY)) for h in (3.25, 4.3))
    assert fast.cost > 20
    assert ready.cost == 0


def test_heat_slows_the_cap():
    cool, hot = (pace_cap(look(42.195, 3.5, check_in=c, **READY)) for c in (COOL, HOT))
    assert hot.first.fastest < cool.first.fastest


def test_an_unknown_ability_caps_at_the_plan_and_asks_for_a_best():
    seen = look(42.195, 3.0, check_in=HOT)
    assert pace_cap(seen).cost == 0
    assert "tell a recent best" in str(line(seen, pace_cap(seen)).because)


def test_a_norm_for_age_and_sex_is_too_rough_to_hold_anybody_back():
    assert pace_cap(look(42.195, 2.6, check_in=COOL, sex="female", age=60)).cost == 0


def test_a_runner_who_cramps_at_two_and_a_half_hours_eases_before_it():
    seen = look(42.195, 4.3, check_in=COOL, episodes=cramped_at(140, 150, 160), **READY)
    cap = pace_cap(seen)
    kilometre = 150 * 60 * 42_195 / (4.3 * 3600) / 1000
    assert cap.onset == pytest.approx(kilometre, rel=0.01)
    assert cap.first.end < cap.onset
    assert cap.stretches[1].fastest < cap.first.fastest
    assert cap.cost > 0
    assert "usually begin near kilometre" in str(line(seen, cap).because)


def test_cramps_at_night_or_after_the_end_move_no_stretch():
    at_night = (Episode(muscle=Muscle.CALF, onset=Onset.NIGHT),)
    assert pace_cap(look(episodes=at_night)).onset is None
    assert pace_cap(look(10.0, 0.9, episodes=cramped_at(150))).onset is None


def test_a_cap_exceeded_last_time_makes_the_first_stretch_slower_within_reason():
    kept, broken, wild = (
        pace_cap(look(42.195, 4.3, check_in=COOL, tried=ran(x), **READY)).first.fastest
        for x in (6.0, 6 / 1.02, 4.0)
    )
    assert broken == pytest.approx(0.98 * kept)
    assert wild == pytest.approx(0.97 * kept)


def test_the_line_gives_the_mean_pace_and_what_it_costs():
    seen = look(42.195, 3.25, check_in=COOL, **READY)
    said = line(seen, pace_cap(seen))
    assert said.unit == "min/km"
    assert said.amount * 42.195 * 60 == pytest.approx(pace_cap(seen).seconds, rel=1e-3)
    assert f"{pace_cap(seen).cost:.0f} min" in str(said.because)


def test_a_short_run_has_no_cap():
    assert pacing(look(5.0, 0.5)) == []


def test_a_hilly_course_is_capped_slower_than_a_flat_one():
    flat = look(42.195, 3.5, check_in=COOL, **READY)
    summary = flat.run.summary.model_copy(update={"graded_distance": 1.1 * 42_195})
    hilly = replace(flat, run=replace(flat.run, summary=summary))
    assert pace_cap(hilly).first.fastest == pytest.approx(pace_cap(flat).first.fastest / 1.1)
