"""Whatever unit a person writes, the exposure is the same."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from histories import history, run
from uncramp.exposure.catalogue import CATALOGUE, exposures
from uncramp.exposure.usual import usual
from uncramp.terms import quantities
from uncramp.terms.quantities import Unit

UNITS = {name: unit for name, unit in vars(quantities).items() if isinstance(unit, Unit)}
WRITTEN = [(name, other) for name, unit in UNITS.items() for other in unit.others]


@pytest.mark.parametrize(("name", "other"), WRITTEN)
@given(number=st.floats(-40, 5000).map(lambda x: round(x, 3)))
def test_a_number_written_in_another_unit_is_read_back(name, other, number):
    unit = UNITS[name]
    linear = unit.others[other]
    theirs = (number - linear.offset) / linear.factor
    read = unit.read(f"{theirs:.9f} {other}")
    assert read == pytest.approx(number, abs=max(1e-6, 1e-8 * linear.factor))


SAME = [
    ({"temperature": 24.0}, {"temperature": "75.2 F"}),
    ({"fluid": 0.75}, {"fluid": "750 ml"}),
    (
        {"mass_before": 72.57, "mass_after": 71.67},
        {"mass_before": "160 lb", "mass_after": "158 lb"},
    ),
    ({"shoe_distance": 50.0}, {"shoe_distance": "31.0686 mi"}),
    ({"shoe_drop": 4.0}, {"shoe_drop": "0.4 cm"}),
    ({"sleep": 5.5}, {"sleep": "5:30:00"}),
    ({"warm_up": 15.0}, {"warm_up": "0.25 h"}),
    ({"fluid": 1.0, "drink_sodium": 0.46}, {"fluid": 1.0, "drink_sodium": "460 mg/L"}),
]


@pytest.mark.parametrize(("ours", "theirs"), SAME)
def test_an_exposure_is_the_same_in_whatever_unit_it_was_told(ours, theirs):
    found = [exposures(history(run(0, 16, check_in=c), habitual_drop=10)) for c in (ours, theirs)]
    silent = exposures(history(run(0, 16), habitual_drop=10))
    assert np.isfinite(found[0].value).sum() > np.isfinite(silent.value).sum()
    np.testing.assert_allclose(found[0].value, found[1].value, rtol=2e-2, atol=2e-2)
    np.testing.assert_allclose(found[0].sd, found[1].sd, rtol=2e-2, atol=2e-2)


def test_every_row_has_a_unit_an_error_a_usual_and_muscles():
    told = {
        "race": True, "fluid": 0.4, "drink_sodium": 0.5, "sodium": 0.2, "carbohydrate": 20,
        "meal_before": 100, "meal_carbohydrate": 60, "temperature": 24, "humidity": 60,
        "soreness": 4, "sleep": 6, "recent_illness": True, "stretching": 5, "warm_up": 5,
        "cool_down": 3, "strength_training": 1, "shoe_drop": 4, "shoe_distance": 30,
        "strike": "midfoot", "sudden_movement": True, "symptoms": ["flicker"],
    }  # fmt: skip
    streams = {
        "late_fade": 6.0, "late_fade_sd": 2.0, "heart_rate_drift": 4.0, "heart_rate_drift_sd": 2.0,
        "balance_drift": 1.0, "balance_drift_sd": 0.5, "step_rate": 172.0, "descent": 120.0,
        "finishing_speed": 0.9, "time_at_speed": (0,) * 30 + (2700,),
    }  # fmt: skip
    earlier = [run(day, 10, check_in=told, label="no", **streams) for day in range(0, 40, 4)]
    me = {
        "sex": "male", "age": 40, "mass": 70, "habitual_drop": 10, "cramped_before": True,
        "years_running": 5, "injury_last_12_months": False, "calf_strain_history": False,
        "low_back_pain": False, "chronic_diseases": 0, "regular_medicine": False,
        "family_history": False,
    }  # fmt: skip
    asked = history(*earlier, run(44, 16, check_in=told, label="no", **streams), **me)
    found = exposures(asked)
    silent = [e.name for k, e in enumerate(CATALOGUE) if not np.isfinite(found.value[-1, k])]
    assert silent == []
    ordinary = usual(found, len(earlier)).values
    for k, exposure in enumerate(CATALOGUE):
        assert np.isfinite(found.sd[-1, k]), exposure.name
        assert exposure.muscles, exposure.name
        assert exposure.unit, exposure.name
        assert np.isfinite(ordinary[k]) == (exposure.kind != "fact"), exposure.name
