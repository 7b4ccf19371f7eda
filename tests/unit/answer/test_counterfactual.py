"""A change is counted draw for draw: the same runner, the same luck, one thing different."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from histories import history, run
from modelling import modelled
from uncramp.answer.counterfactual import PLACE, as_usual, buys, with_exposure
from uncramp.answer.shapley import chance
from uncramp.history.run import Label
from uncramp.model.reference import EFFECTS

TOLD = {
    "race": True,
    "sleep": 5,
    "warm_up": 0,
    "stretching": 0,
    "strength_training": 0,
    "recent_illness": True,
    "shoe_distance": 0,
    "shoe_drop": 0,
}


def answered(**told):
    earlier = [run(3 * day, 8, check_in={"race": False}, label=Label.NO) for day in range(30)]
    asked = run(100, 21.1, 3.4, check_in=TOLD | told)
    return modelled(history(*earlier, asked, habitual_drop=8))


@pytest.fixture(scope="module")
def drawn():
    return answered().draws


def risk(draws):
    return chance(draws.log_odds(draws.here)).mean()


@pytest.mark.parametrize(
    ("key", "told", "exposure", "value"),
    [
        ("warm_up", 15, "warm_up", 15),
        ("stretching", 10, "stretching", 10),
        ("strength_training", 2, "strength_training", 2),
        ("sleep", 8, "sleep_short", 0),
        ("recent_illness", False, "recent_illness", 0),
        ("shoe_drop", 8, "drop_change", 0),
    ],
)
def test_the_risk_with_a_change_is_that_of_the_changed_run_to_the_last_digit(
    drawn, key, told, exposure, value
):
    again = answered(**{key: told})
    assert risk(with_exposure(drawn, exposure, value)) == risk(again.draws)
    assert risk(again.draws) != risk(drawn)


def test_so_it_is_where_the_error_grows_with_the_amount(drawn):
    again = answered(carbohydrate=40)
    k = [e.name for e in again.exposures.catalogue].index("carbohydrate_gap")
    value, sd = again.exposures.value[again.at, k], again.exposures.sd[again.at, k]
    assert sd > 0
    changed = with_exposure(drawn, "carbohydrate_gap", value, sd=sd)
    assert risk(changed) == risk(again.draws)


@pytest.mark.parametrize("exposure", list(PLACE))
@settings(max_examples=8)
@given(value=st.floats(-5, 40))
def test_only_the_changed_exposure_moves(drawn, exposure, value):
    changed = with_exposure(drawn, exposure, value)
    others = [k for k in range(len(EFFECTS)) if k != PLACE[exposure]]
    assert (changed.here[:, others] == drawn.here[:, others]).all()
    assert changed.usual is drawn.usual
    assert changed.effects is drawn.effects


@pytest.mark.parametrize(
    ("exposure", "value"), [("race", 1), ("stretching", 0), ("sleep_short", 2)]
)
def test_a_change_to_what_is_there_already_buys_nothing(drawn, exposure, value):
    assert buys(drawn, with_exposure(drawn, exposure, value)) == (0.0, (0.0, 0.0))


def test_what_a_change_buys_is_the_difference_of_the_two_risks(drawn):
    changed = with_exposure(drawn, "race", 0)
    change, (low, high) = buys(drawn, changed)
    assert change == pytest.approx(risk(changed) - risk(drawn), abs=1e-12)
    assert low <= change <= high
    assert change < -0.01, "not racing lowers the risk of a race"


def test_the_changes_of_a_plan_may_be_made_in_any_order(drawn):
    one = with_exposure(with_exposure(drawn, "race", 0), "strength_training", 2)
    other = with_exposure(with_exposure(drawn, "strength_training", 2), "race", 0)
    assert (one.here == other.here).all()


def test_everything_as_usual_is_the_usual_risk(drawn):
    assert risk(as_usual(drawn, *PLACE)) == chance(drawn.log_odds(drawn.usual)).mean()


def test_what_is_unknown_stays_as_it_is(drawn):
    assert buys(drawn, as_usual(drawn, "fluid_deficit"))[0] == 0


def test_what_has_no_effect_on_the_muscle_buys_nothing_for_it(drawn):
    effects = drawn.effects.copy()
    effects[:, PLACE["drop_change"]] = 0.0
    elsewhere = replace(drawn, effects=effects)
    assert buys(drawn, with_exposure(drawn, "drop_change", 0.0))[0] < 0
    assert buys(elsewhere, with_exposure(elsewhere, "drop_change", 0.0))[0] == 0


def test_draws_made_by_hand_are_exact(drawn):
    changed = with_exposure(replace(drawn, errors=None), "stretching", 10)
    assert np.ptp(changed.here[:, PLACE["stretching"]]) == 0


def test_a_name_that_is_no_effect_is_an_error_and_not_a_silent_nothing(drawn):
    with pytest.raises(KeyError, match="late_fade"):
        with_exposure(drawn, "late_fade", 0.0)
