"""What to drink: more for who sweats more, never above the ceiling, one step at a time."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from histories import run
from planning import look, looks
from uncramp.exposure.fluid import Sweat
from uncramp.plan.drink import during, wanted
from uncramp.plan.salt import is_advised, sodium_per_litre
from uncramp.plan.sweat_test import STEPS, after_one, sweat_test

WARM = {"temperature": 26.0, "humidity": 50.0}


@given(looks(), st.floats(1.0, 3.0))
@settings(max_examples=80, deadline=None)
def test_a_heavier_sweater_never_drinks_less(seen, times):
    sweat = Sweat(times * seen.sweat.litres_per_hour, times * seen.sweat.sd)
    less, more = wanted(seen), wanted(replace(seen, sweat=sweat))
    assert more[0] >= less[0]
    assert more[1] >= less[1]


@given(looks(), st.floats(0.1, 20))
@settings(max_examples=80, deadline=None)
def test_hotter_never_means_less_salt(seen, degrees):
    warmth = seen.told.temperature
    assume(warmth is not None and warmth + degrees <= 55)
    answers = seen.told.model_dump() | {"temperature": warmth + degrees}
    hotter = look(
        seen.kilometres, seen.hours, *seen.history.runs[:-1], check_in=answers,
        **dict(seen.runner),
    )  # fmt: skip
    assert is_advised(hotter) >= is_advised(seen)
    assert sodium_per_litre(hotter) >= sodium_per_litre(seen)
    if seen.weighed == hotter.weighed:
        assert wanted(hotter)[1] >= wanted(seen)[1] or seen.habit != hotter.habit


def test_a_warm_marathon_comes_in_bottles_and_stops():
    said = during(look(check_in=WARM, mass=70.0))
    assert said.unit == "ml/h"
    low, high = said.amount
    assert 0 < low < high <= 800
    assert f"{high * 4 / 500:.1f} bottles" in str(said.when)
    assert "8 stops" in str(said.when)


def test_over_four_hours_it_is_to_thirst_with_a_limit():
    said = during(look(42.195, 4.1, check_in=WARM, mass=70.0))
    assert said.amount[0] == 0
    assert str(said.do) == f"Drink to thirst, up to {said.amount[1]:.0f} ml/h."


def test_who_never_drank_much_gets_a_step_and_not_the_ideal():
    shy = [run(day, 20, 2.8, check_in={"fluid": 0.3 * 20 / (2.8 * 3.6)}) for day in (60, 70, 80)]
    seen = look(42.195, 3.8, *shy, check_in=WARM, mass=70.0)
    assert seen.habit.most_drunk == pytest.approx(0.3)
    assert wanted(seen)[1] == 450
    assert wanted(look(check_in=WARM, mass=70.0))[1] > 450


def test_one_answered_run_is_no_habit():
    seen = look(42.195, 3.8, run(60, 20, 2.8, check_in={"fluid": 0.1}), check_in=WARM)
    assert seen.habit.most_drunk is None


def test_a_sweat_test_is_offered_until_there_was_one():
    weighed = {"mass_before": 70.0, "mass_after": 69.0, "fluid": 0.5, "temperature": 20.0}
    assert list(sweat_test(look(check_in=WARM)))
    assert not list(sweat_test(look(42.2, 4, run(60, 15, check_in=weighed), check_in=WARM)))
    assert not list(sweat_test(look(5, 0.5, check_in=WARM)))
    assert "weight before, weight after and what you drank" in str(STEPS[6])


def test_a_weigh_in_narrows_the_estimate_about_as_much_as_was_promised():
    hours = 15 / (2.8 * 3.6)
    fuel = 70 * 15 * 0.00017
    before = look(42.2, 4.0, check_in=WARM, mass=70.0)
    answers = WARM | {
        "mass_before": 70.0,
        "mass_after": 70.0 + 0.4 * hours - before.sweat.litres_per_hour * hours - fuel,
        "fluid": 0.4 * hours,
    }
    after = look(42.2, 4.0, run(60, 15, 2.8, check_in=answers), check_in=WARM, mass=70.0)
    relative = after.sweat.sd / after.sweat.litres_per_hour
    assert relative < before.sweat.sd / before.sweat.litres_per_hour
    assert relative == pytest.approx(after_one(before), abs=0.03)
    assert wanted(after)[1] > wanted(before)[1]
