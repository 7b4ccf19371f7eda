"""The table of exposures, and each against a runner's own history."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from histories import history, run
from uncramp.exposure.catalogue import BY_NAME, CATALOGUE, Group, Kind, exposures
from uncramp.exposure.usual import usual
from uncramp.history.check_in import CheckIn
from uncramp.history.run import Label
from uncramp.history.runner import Runner
from uncramp.model.reference import EFFECTS
from uncramp.terms.muscles import Muscle

NAMES = [e.name for e in CATALOGUE]
FACTORS = [e for e in CATALOGUE if e.kind == Kind.FACTOR]
DESIGN = """
race duration effort_above_ability surges descent distance_spike recovery days_since_last_cramp
heat fluid_deficit sodium_deficit carbohydrate_before_gap carbohydrate_gap drop_change new_shoes
forefoot_load step_rate_change abrupt_stop sudden_movement warm_up cool_down stretching
strength_training sleep_short recent_illness
late_fade heart_rate_drift balance_drift soreness symptom_quality over_drinking
cramped_before sex age years_running injury_last_12_months calf_strain_history low_back_pain
chronic_diseases regular_medicine family_history
"""


def last(runs, name, **runner):
    found = exposures(history(*runs, **runner))
    return found.value[-1, NAMES.index(name)]


def test_the_whole_catalogue_of_the_design_is_there_once():
    assert set(DESIGN.split()) <= set(NAMES)
    assert len(NAMES) == len(set(NAMES)) >= 25


def test_every_row_has_a_unit_a_source_and_a_range():
    for exposure in CATALOGUE:
        assert exposure.unit, exposure.name
        assert exposure.source.startswith("doi:10."), exposure.name
        assert exposure.valid[0] < exposure.valid[1], exposure.name


def test_factors_are_in_a_group_and_signs_and_facts_in_none():
    for exposure in CATALOGUE:
        assert (exposure.group is not None) == (exposure.kind == Kind.FACTOR), exposure.name
    assert {e.name for e in FACTORS if e.group == Group.RACE} == {"race", "duration"}


def test_every_factor_has_its_effect_in_the_same_order_and_no_sign_has_one():
    assert [e.exposure for e in EFFECTS] == [e.name for e in FACTORS]


def test_every_effect_is_nothing_for_the_reference_run():
    nothing = {"duration": 1.0, "distance_spike": 1.0, "weekly_build": 1.0, "recovery": 168.0,
               "days_since_last_cramp": 7.0}  # fmt: skip
    for effect in EFFECTS:
        at = np.array(nothing.get(effect.exposure, 0.0))
        assert effect.against_reference(at) == 0, effect.exposure


def test_a_question_is_answered_by_a_key_that_exists():
    keys = Runner.model_fields.keys() | CheckIn.model_fields.keys()
    for exposure in CATALOGUE:
        assert (exposure.question is None) == (exposure.question_key is None), exposure.name
        assert exposure.question_key is None or exposure.question_key in keys, exposure.name


def test_shoes_and_landing_touch_the_calf_and_the_foot_only():
    for exposure in CATALOGUE:
        touches = {muscle for muscle in Muscle if exposure.touches(muscle)}
        lower = exposure.name in ("drop_change", "new_shoes", "forefoot_load")
        assert (Muscle.HAMSTRING not in touches) == lower, exposure.name
        assert {Muscle.CALF, Muscle.SOLEUS, Muscle.FOOT, Muscle.TOES} <= touches, exposure.name
        assert exposure.touches(None)


def any_check_in():
    def numbers(low, high):
        return st.none() | st.floats(low, high)

    return st.fixed_dictionaries(
        {
            "race": st.none() | st.booleans(),
            "effort": numbers(0, 10),
            "fluid": numbers(0, 30),
            "drink_sodium": numbers(0, 10),
            "sodium": numbers(0, 20),
            "carbohydrate": numbers(0, 2000),
            "meal_before": numbers(0, 1440),
            "meal_carbohydrate": numbers(0, 2000),
            "mass_before": numbers(25, 300),
            "mass_after": numbers(25, 300),
            "temperature": numbers(-40, 55),
            "humidity": numbers(0, 100),
            "shoe_drop": numbers(-5, 25),
            "shoe_distance": numbers(0, 1000),
            "sleep": numbers(0, 24),
            "cool_down": numbers(0, 1440),
        }
    )


@given(
    st.lists(
        st.tuples(
            st.none() | st.integers(0, 500),
            st.floats(0.5, 170),
            any_check_in(),
            st.sampled_from(Label),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_whatever_is_told_every_number_is_finite_or_missing_and_inside_its_range(told):
    found = exposures(
        history(
            *(run(day, km, check_in=check_in, label=label) for day, km, check_in, label in told)
        )
    )
    low, high = np.array([e.valid for e in CATALOGUE]).T
    known = np.isfinite(found.value)
    assert not np.isinf(found.value).any()
    assert ((found.value >= low) & (found.value <= high))[known].all()
    assert (found.sd[known] >= 0).all()
    assert np.isfinite(found.expected).all()
    assert (np.isfinite(found.expected_sd) & (found.expected_sd >= 0)).all()


def test_a_run_without_anything_says_what_each_exposure_needs():
    bare = run(0, 5, distance=None, moving_time=None, graded_distance=None)
    found = exposures(history(bare))
    for cell in found.cells(0, usual(found, 0).values):
        assert (cell.value is None) == (cell.missing is not None), cell.exposure.name
        assert cell.missing is None or len(str(cell.missing)) > 20


def test_values_outside_the_valid_range_are_clamped_and_said():
    assert last([run(0, 1), run(1, 40)], "distance_spike") == BY_NAME["distance_spike"].valid[1]
    found = exposures(history(run(0, 1), run(1, 40), run(2, 1)))
    assert found.beyond[:, NAMES.index("distance_spike")].tolist() == [False, True, False]


def test_a_spike_is_against_the_longest_run_of_thirty_days():
    assert last([run(0, 30), run(5, 12), run(33, 24)], "distance_spike") == pytest.approx(2.0)


def test_the_first_run_of_all_has_no_spike():
    assert np.isnan(last([run(0, 30)], "distance_spike"))


@pytest.mark.parametrize(
    ("km", "chance"), [(21.1, 0.9), (42.2, 0.9), (10.0, 0.3), (7.3, 0.03), (80, 0.9)]
)
def test_a_race_untold_is_likely_by_its_distance(km, chance):
    found = exposures(history(run(0, km)))
    assert np.isnan(found.value[0, 0])
    assert found.expected[0, 0] == chance


def test_the_first_runs_do_not_make_usual_jump():
    short = [run(day, 5, check_in={"race": False}) for day in range(4)]
    k = NAMES.index("duration")
    values = [usual(exposures(history(*short[:n], run(9, 20))), n).values[k] for n in range(5)]
    steps = np.abs(np.diff(values))
    assert steps.max() < 0.1
    assert values[-1] < values[0]


def test_usual_says_whose_it_is():
    many = [run(day, 8) for day in range(20)]
    assert usual(exposures(history(*many, run(30, 8))), 20).source == "own"
    assert usual(exposures(history(*many[:3], run(30, 8))), 3).source == "mixed"
    assert usual(exposures(history(run(30, 8))), 0).source == "typical"


def test_usual_is_that_of_the_same_kind_of_run():
    k = NAMES.index("warm_up")
    easy = [run(day, 8, check_in={"race": False, "effort": 3, "warm_up": 0}) for day in range(40)]
    hard = [
        run(day, 9, check_in={"race": False, "effort": 8, "warm_up": 20}) for day in range(40, 80)
    ]
    asked = run(90, 8, check_in={"race": False, "effort": 8})
    assert usual(exposures(history(*easy, *hard, asked)), 80).values[k] > 15


def test_a_fact_has_no_usual():
    found = exposures(history(run(0, 8), run(1, 8), sex="male"))
    values = usual(found, 1).values
    for exposure, value in zip(CATALOGUE, values, strict=True):
        assert np.isnan(value) == (exposure.kind == Kind.FACT), exposure.name


def test_races_are_not_part_of_the_ordinary_run():
    raced = [run(day, 42.2, check_in={"race": True}) for day in range(10)]
    found = usual(exposures(history(*raced, run(30, 8))), 10)
    assert found.values[0] == 0
    assert found.n_own == 0


def test_a_run_without_a_clock_comes_last():
    found = history(run(None, 5), run(0, 9), run(3, 7))
    assert [r.summary.distance for r in found.runs] == [9000, 7000, 5000]
