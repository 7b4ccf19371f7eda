"""Before hearing a runner the model must say what is known of runs in general.

The bands are the design's: per run, the predictive mean over everything uncertain.
"""

import pytest

from histories import history, run
from modelling import modelled
from uncramp.model.prior import Outcome

FIELD = {"cramped_before": None}


def chance(km, hours, *, race, outcome=Outcome.RUN, **runner):
    check_in = {} if race is None else {"race": race}
    asked = run(0, km, 1000 * km / (3600 * hours), check_in=check_in)
    return 100 * modelled(history(asked, **runner), outcome=outcome).risk


@pytest.mark.parametrize(
    ("name", "km", "hours", "race", "runner", "low", "high"),
    [
        ("easy 45 min", 8, 0.75, False, {}, 0.02, 0.4),
        ("easy 45 min, race untold", 8, 0.75, None, {}, 0.02, 0.4),
        ("easy 45 min, cramped before", 8, 0.75, False, {"cramped_before": True}, 0.02, 0.4),
        ("easy 45 min, never cramped", 8, 0.75, False, {"cramped_before": False}, 0.02, 0.4),
        ("long run of 2.5 h", 25, 2.5, False, {}, 0.15, 2.5),
        ("long run of 2.5 h, race untold", 25, 2.5, None, {}, 0.15, 2.5),
        ("half marathon raced", 21.1, 1.85, True, {}, 2, 9),
        ("half marathon raced by a woman", 21.1, 2.0, True, {"sex": "female"}, 2, 9),
        ("marathon raced", 42.2, 4.0, True, {}, 7, 25),
        ("marathon raced fast", 42.2, 3.25, True, {}, 7, 25),
        ("marathon, race untold", 42.2, 4.0, None, {}, 7, 25),
        ("marathon, never cramped", 42.2, 4.0, True, {"cramped_before": False}, 4, 15),
        ("marathon, cramped before", 42.2, 4.0, True, {"cramped_before": True}, 15, 40),
        ("56 km", 56, 6.3, True, {}, 9, 35),
        ("161 km", 161, 27, True, {}, 10, 40),
    ],
)
def test_the_prior_keeps_to_what_was_counted(name, km, hours, race, runner, low, high):
    assert low <= chance(km, hours, race=race, **runner) <= high, name


def test_a_year_of_ordinary_training_is_not_full_of_cramps():
    # 150 easy runs and 40 long ones. Of entrants who trained for years 13 to 39 % ever cramped
    # (SAFER XXII, Manjra 1996), so training alone must expect well under one a year.
    cramps = 150 * chance(8, 0.75, race=False) + 40 * chance(22, 2.1, race=False)
    assert 0.02 < cramps / 100 < 0.4


def test_a_night_cramp_is_rare_after_an_easy_run_and_less_so_after_a_marathon():
    easy = chance(8, 0.75, race=False, outcome=Outcome.NIGHT)
    raced = chance(42.2, 4, race=True, outcome=Outcome.NIGHT)
    assert 0.1 < easy < 1.5
    assert easy < raced < 15


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ({"race": False}, {"race": True}),
        ({"hours": 3.5}, {"hours": 5.5}),
        ({"cramped_before": False}, {"cramped_before": True}),
        ({"chronic_diseases": 0, "regular_medicine": False}, {"chronic_diseases": 2}),
        ({"injury_last_12_months": False}, {"injury_last_12_months": True}),
        ({"family_history": False}, {"family_history": True}),
        ({"years_running": 8}, {"years_running": 1}),
        ({"low_back_pain": False}, {"low_back_pain": True}),
        ({"calf_strain_history": False}, {"calf_strain_history": True}),
        (
            {"sex": "female", "recent_bests": [["10 km", "50:00"]]},
            {"sex": "male", "recent_bests": [["10 km", "50:00"]]},
        ),
    ],
)
def test_what_studies_say_raises_the_risk_raises_it(less, more):
    base = {"km": 42.2, "hours": 4.0, "race": True}
    assert chance(**(base | less)) < chance(**(base | more))
