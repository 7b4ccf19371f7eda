"""What a line buys is what `risk` says of the run with the line followed."""

import numpy as np
import pytest
from hypothesis import given, settings

from modelling import modelled
from planning import look, looks, prospect_of
from uncramp.answer.shapley import chance
from uncramp.evidence.claim import Certainty
from uncramp.plan.line import Line, LineKind
from uncramp.plan.plan import for_the_run, plan
from uncramp.plan.prospect import changed, in_place
from uncramp.terms.sentences import sentence

WARM = {"temperature": 26.0, "humidity": 50.0}
READY = {"recent_bests": "10km/50:00", "mass": 70.0}


def line(kind, amount, unit):
    said = sentence("Do it.")
    return Line(kind, said, said, Certainty.LOW, amount, unit)


DRINK = line(LineKind.DRINK, (600.0, 700.0), "ml/h")
SALTY, WATERY = (line(LineKind.SALT, x, "mg/L") for x in ((460.0, 690.0), (0.0, 1.0)))
FOOD = line(LineKind.CARBOHYDRATE, (60.0, 90.0), "g/h")
MEAL = line(LineKind.CARBOHYDRATE, (70.0, 105.0), "g")
PACE = line(LineKind.PACE, 5.6, "min/km")


def chance_of(found):
    return chance(found.draws.log_odds(found.draws.here))


@given(looks())
@settings(max_examples=12, deadline=None)
def test_the_risk_with_lines_is_the_risk_of_the_changed_run(seen):
    prospect, lines = prospect_of(seen), tuple(for_the_run(seen))
    at = seen.history.place_of(seen.run)
    afresh = modelled(in_place(seen.history, at, changed(seen, lines)), at)
    assert np.allclose(prospect.chances(seen, lines), chance_of(afresh), rtol=0, atol=1e-12)


def test_a_line_becomes_an_answer_and_a_time():
    seen = look(42.195, 3.5, check_in=WARM, **READY)
    run = changed(seen, [DRINK, SALTY, FOOD, MEAL, PACE])
    hours = 5.6 * 42.195 / 60
    told = run.check_in
    assert run.summary.duration == pytest.approx(3600 * hours)
    assert told.fluid == pytest.approx(0.6 * hours)  # from 400, the nearer end of the range
    assert told.drink_sodium == pytest.approx(0.46)
    assert told.carbohydrate == pytest.approx(60 * hours)
    assert (told.meal_before, told.meal_carbohydrate) == (90, 70)


def test_a_range_that_holds_what_is_done_anyway_changes_nothing():
    seen = look(42.195, 3.5, check_in=WARM | {"fluid": 0.65 * 3.5})
    assert changed(seen, [DRINK]) is seen.run
    assert prospect_of(seen).bought(seen, DRINK) is None


def test_lines_without_an_amount_change_nothing():
    seen = look(42.195, 3.5)
    assert changed(seen, [line(LineKind.DRINK, None, ""), line(LineKind.SAFETY, None, "")]) is (
        seen.run
    )


def test_each_line_moves_its_own_exposure_alone():
    seen = look(42.195, 3.5, check_in=WARM, **READY)
    drink = prospect_of(seen).bought(seen, DRINK)
    assert drink.interval[0] < drink.change < 0 < drink.interval[1]


def test_slowing_to_what_one_is_ready_for_buys_the_most():
    seen = look(42.195, 3.3, check_in=WARM, **READY)
    prospect = prospect_of(seen)
    pace = prospect.bought(seen, PACE).change
    assert pace < min(prospect.bought(seen, x).change for x in (DRINK, SALTY, FOOD, MEAL)) < 0


@pytest.mark.parametrize("warmth", [22.0, 27.0, 33.0])
def test_a_sodium_drink_ranks_above_as_much_plain_water_on_long_hot_runs(warmth):
    seen = look(42.195, 4.5, check_in={"temperature": warmth, "humidity": 60.0, "fluid": 2.5})
    prospect = prospect_of(seen)
    salty, watery = (prospect.chances(seen, [DRINK, x]).mean() for x in (SALTY, WATERY))
    assert salty < watery


@given(looks())
@settings(max_examples=12, deadline=None)
def test_a_plan_never_raises_the_risk(seen):
    made = plan(prospect_of(seen), seen)
    assert made.risk_with_plan.probability <= made.risk_now.probability
