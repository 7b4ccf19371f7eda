"""The exposures as the model meets them: signs stay out, shoes touch the calf, silence is nothing."""

import numpy as np
import pytest

from histories import history, run
from uncramp.answer.reasons import in_favour
from uncramp.answer.shares import shares
from uncramp.exposure.catalogue import CATALOGUE, Kind, exposures
from uncramp.exposure.usual import usual
from uncramp.model.risk import draws, fit
from uncramp.store.registry import registry
from uncramp.terms.muscles import Muscle

FACTORS = [e.name for e in CATALOGUE if e.kind == Kind.FACTOR]
SHOD = {"race": True, "shoe_drop": 0, "shoe_distance": 0, "strike": "forefoot"}


def drawn(check_in, muscle=None, **more):
    asked = history(run(0, 21.1, 3.4, check_in=check_in, **more), habitual_drop=10, mass=70)
    found = exposures(asked)
    model = fit(registry(), asked, found)
    return draws(model, found, 0, usual(found, 0), np.random.default_rng(1), muscle=muscle)


def share(found, name):
    return shares(found).share[FACTORS.index(name)]


def risk(found):
    return float(shares(found).risk.mean())


@pytest.mark.parametrize("name", ["drop_change", "new_shoes", "forefoot_load"])
def test_shoes_and_landing_have_no_share_in_a_hamstring(name):
    assert share(drawn(SHOD, Muscle.CALF), name) != 0
    assert share(drawn(SHOD, Muscle.SEVERAL), name) == share(drawn(SHOD, Muscle.CALF), name)
    assert share(drawn(SHOD, Muscle.HAMSTRING), name) == 0


def test_what_touches_every_muscle_is_there_for_each():
    assert share(drawn(SHOD, Muscle.HAMSTRING), "race") > 0.3


def test_a_calf_in_new_flat_shoes_is_at_more_risk_and_a_hamstring_is_not():
    plain = {"race": True, "shoe_drop": 10, "shoe_distance": 300, "strike": "rearfoot"}
    assert risk(drawn(SHOD, Muscle.CALF)) > risk(drawn(plain, Muscle.CALF))
    assert risk(drawn(SHOD, Muscle.HAMSTRING)) == pytest.approx(
        risk(drawn(plain, Muscle.HAMSTRING))
    )


def test_what_nobody_told_has_no_share():
    found = shares(drawn({"race": True}))
    silent = exposures(history(run(0, 21.1, 3.4, check_in={"race": True}))).only(Kind.FACTOR)
    for k, name in enumerate(FACTORS):
        if np.isnan(silent.value[0, k]):
            assert found.share[k] == 0, name


def test_signs_change_no_risk():
    plain = drawn({"race": True})
    with_signs = drawn(
        {"race": True, "soreness": 10, "symptoms": ["flicker", "pulsating"]},
        late_fade=40.0, late_fade_sd=1.0, heart_rate_drift=30.0, heart_rate_drift_sd=1.0,
        balance_drift=9.0, balance_drift_sd=0.1,
    )  # fmt: skip
    assert np.array_equal(plain.here, with_signs.here)
    assert risk(plain) == risk(with_signs)


@pytest.mark.parametrize(
    "check_in",
    [
        {"mass_before": 70, "mass_after": 67},
        {"fluid": 0.0, "temperature": 28},
        {"fluid": 0.5, "drink_sodium": 0, "sodium": 0},
    ],
)
def test_water_and_salt_are_small_and_not_sure_to_be_anything(check_in):
    found = shares(drawn({"race": True} | check_in))
    for name in ("fluid_deficit", "sodium_deficit"):
        k = FACTORS.index(name)
        assert abs(found.share[k]) < 0.1
        low, high = np.percentile(found.drawn[k], [5, 95])
        assert low <= 0 <= high


def test_habits_untold_hardly_widen_the_risk():
    told = {"race": True, "warm_up": 5, "cool_down": 2, "stretching": 3, "strength_training": 0.8,
            "sleep": 6.5, "recent_illness": False, "sudden_movement": False, "shoe_drop": 10,
            "shoe_distance": 500, "strike": "rearfoot", "fluid": 0.8, "drink_sodium": 0.25,
            "sodium": 0, "carbohydrate": 45, "meal_before": 120, "meal_carbohydrate": 70}  # fmt: skip
    known, silent = drawn(told), drawn({"race": True})
    width = [np.std(d.log_odds(d.here)) for d in (known, silent)]
    assert width[1] < 1.1 * width[0]


def test_a_wide_guess_of_ability_is_as_wide_in_the_usual_run_and_explains_nothing():
    asked = history(run(0, 21.1, 2.7, check_in={"race": True}), sex="male", age=40)
    found = exposures(asked)
    k = [e.name for e in CATALOGUE].index("effort_above_ability")
    assert found.sd[0, k] >= 20
    assert found.value[0, k] < 0
    model = fit(registry(), asked, found)
    guessed = draws(model, found, 0, usual(found, 0), np.random.default_rng(1))
    assert share(guessed, "effort_above_ability") <= 0


@pytest.mark.parametrize(("speed", "word"), [(2.5, "below"), (4.5, "above")])
def test_pace_is_said_to_be_above_or_below_and_never_minus(speed, word):
    asked = history(run(0, 10, speed), recent_bests=[["10 km", "50:00"]])
    cells = exposures(asked).cells(0, usual(exposures(asked), 0).values)
    cell = next(c for c in cells if c.exposure.name == "effort_above_ability")
    (said,) = in_favour(cell, cell.value)
    assert word in str(said)
    assert not str(said).startswith("-")
