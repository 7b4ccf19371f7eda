"""Water, salt and carbohydrate: weighed, told, or honestly missing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from histories import history, run
from uncramp.exposure.catalogue import CATALOGUE, exposures
from uncramp.exposure.weighing import personal_factor, sweat

NAMES = [e.name for e in CATALOGUE]


def cell(name, *runs, **runner):
    found = exposures(history(*runs, **runner))
    return found.value[-1, NAMES.index(name)], found.sd[-1, NAMES.index(name)]


def told(name, **check_in):
    return cell(name, run(0, 20, check_in=check_in), mass=70)[0]


def test_without_scales_or_intake_the_deficit_is_missing_however_hot_and_long():
    assert np.isnan(told("fluid_deficit", temperature=35, humidity=80, race=True))
    found = exposures(history(run(0, 42), mass=70))
    assert "weigh yourself" in str(found.missing[NAMES.index("fluid_deficit")])


def test_the_scales_count_burnt_fuel_apart():
    # 20 km of 70 kg burn about 1400 kcal, which is .24 kg of the 1.64 lost.
    assert told("fluid_deficit", mass_before=70, mass_after=68.36) == pytest.approx(2.0, abs=0.05)


def test_what_was_drunk_against_the_estimate_is_wider_than_the_scales():
    by_scales = cell("fluid_deficit", run(0, 20, check_in={"mass_before": 70, "mass_after": 69}))
    by_intake = cell("fluid_deficit", run(0, 20, check_in={"fluid": 0.3, "temperature": 20}))
    assert by_intake[1] > 2 * by_scales[1]


@given(st.floats(0, 4), st.floats(0.1, 4))
def test_drinking_more_leaves_less_deficit(drunk, more):
    less = told("fluid_deficit", fluid=drunk, temperature=20)
    assert told("fluid_deficit", fluid=drunk + more, temperature=20) < less


def test_gaining_water_is_a_sign_and_never_a_deficit():
    gained = {"mass_before": 70, "mass_after": 71}
    assert told("over_drinking", **gained) > 1
    assert told("fluid_deficit", **gained) < -1
    assert told("over_drinking", mass_before=70, mass_after=69) == 0
    assert np.isnan(told("over_drinking"))


def test_weigh_ins_teach_the_runners_own_rate_and_narrow_it():
    def weighed(day):
        return run(day, 15, check_in={"mass_before": 70, "mass_after": 67.6, "fluid": 0.0,
                                      "temperature": 15, "humidity": 60})  # fmt: skip

    asked = run(50, 15, check_in={"fluid": 0.5, "temperature": 15, "humidity": 60})
    runs = [weighed(day) for day in range(8)]
    before, after = (history(*r, asked, mass=70, height=175) for r in ([], runs))
    factor = personal_factor(after)
    assert factor.value[0] == 1
    assert factor.sd[0] == pytest.approx(0.35, abs=0.001)
    assert (np.diff(factor.sd[:9]) < 0).all()
    assert factor.sd[-1] < 0.2
    # They sweat about 1.6 L/h where the estimate says about 1.1.
    rate = sweat(after).value[-1] / (asked.summary.duration / 3600)
    assert rate == pytest.approx(2.4 / (15 / 10.8) - 0.13, abs=0.12)
    assert rate > 1.15 * sweat(before).value[-1] / (asked.summary.duration / 3600)


def test_a_slip_of_the_pen_on_the_scales_teaches_nothing():
    slip = run(0, 10, check_in={"mass_before": 70, "mass_after": 50, "fluid": 0.0})
    factor = personal_factor(history(slip, run(3, 10)))
    assert factor.value[-1] == 1


def test_salt_needs_to_know_what_was_in_the_drink():
    assert np.isnan(told("sodium_deficit", temperature=25))
    assert np.isnan(told("sodium_deficit", fluid=1.0))
    plain = told("sodium_deficit", fluid=1.0, drink_sodium=0.0, sodium=0.0)
    salty = told("sodium_deficit", fluid=1.0, drink_sodium=0.8, sodium=0.5)
    assert plain - salty == pytest.approx(1.3)
    assert told("sodium_deficit", fluid=0.0) == pytest.approx(plain, abs=0.01)


def test_salt_lost_is_sweat_times_the_published_concentration():
    asked = run(0, 20, check_in={"fluid": 0.0, "temperature": 20})
    known = history(asked, mass=70)
    lost = sweat(known).value[-1] * 35.9 * 0.02299  # Baker 2016, doi:10.1080/02640414.2015.1055291
    assert cell("sodium_deficit", asked, mass=70)[0] == pytest.approx(lost)
    assert cell("sodium_deficit", asked, mass=70, sweat_sodium=80)[0] > 2 * lost


def test_a_short_run_lacks_no_carbohydrate_whatever_was_eaten():
    short = run(0, 8, check_in={"race": False})
    assert cell("carbohydrate_before_gap", short) == (0, 0)
    assert cell("carbohydrate_gap", short) == (0, 0)


@pytest.mark.parametrize(
    ("minutes", "grams", "gap"),
    [(90, 70, 0.0), (90, 35, 0.5), (230, 70, 0.0), (30, 70, 1.0), (400, 70, 1.0), (90, None, None)],
)
def test_the_meal_counts_in_the_hours_that_are_recommended(minutes, grams, gap):
    found = told("carbohydrate_before_gap", meal_before=minutes, meal_carbohydrate=grams)
    assert np.isnan(found) if gap is None else found == pytest.approx(gap)


@pytest.mark.parametrize(
    ("km", "grams", "gap"), [(20, 0, 30), (20, 60, 0), (32.4, 90, 30), (32.4, 0, 60)]
)
def test_carbohydrate_on_the_way_is_against_the_length(km, grams, gap):
    asked = run(0, km, check_in={"carbohydrate": grams})
    assert cell("carbohydrate_gap", asked)[0] == pytest.approx(gap, abs=3)


def test_an_untold_drink_is_expected_like_the_run_it_was():
    found = exposures(history(run(0, 8), run(1, 42.2), run(2, 160), mass=70))
    k = NAMES.index("fluid_deficit")
    short, marathon, ultra = found.expected[:, k]
    assert 0 <= short < 1 < marathon < 4
    assert marathon <= ultra <= 4
    assert (found.expected_sd[:, k] <= 2).all()
