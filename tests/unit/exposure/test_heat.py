"""Heat against what the runner is used to, and the formulas against what is printed of them."""

import numpy as np
import pytest

from histories import history, run
from uncramp.exposure.catalogue import CATALOGUE, exposures
from uncramp.exposure.heat import vapour_pressure, wbgt, wbgt_in_shade, wet_bulb

K = [e.name for e in CATALOGUE].index("heat")


def at(*values):
    return [np.array(v, dtype=float) for v in values]


def heat(*runs, **runner):
    return exposures(history(*runs, **runner)).value[-1, K]


def hot(day, celsius=28, humidity=60, **more):
    return run(day, 8, check_in={"temperature": celsius, "humidity": humidity}, **more)


def test_the_wet_bulb_is_stulls():
    # Stull 2011, doi:10.1175/JAMC-D-11-0143.1: 20 °C and 50 % make 13.7 °C.
    assert wet_bulb(*at(20, 50)) == pytest.approx(13.7, abs=0.05)


@pytest.mark.parametrize(("celsius", "wet"), [(0, 0), (10, 10), (20, 20), (30, 30)])
def test_in_saturated_air_the_wet_bulb_is_the_air(celsius, wet):
    # Stull's stated error: -1 to +0.65 °C.
    assert wet_bulb(*at(celsius, 99)) == pytest.approx(wet, abs=0.65)


@pytest.mark.parametrize(
    ("celsius", "hectopascal"), [(0, 6.11), (10, 12.28), (20, 23.39), (30, 42.47)]
)
def test_saturated_air_holds_what_steam_tables_say(celsius, hectopascal):
    assert vapour_pressure(*at(celsius, 100)) == pytest.approx(hectopascal, rel=0.01)


@pytest.mark.parametrize(
    ("celsius", "humidity", "expected"),
    [(20, 50, 19.9), (30, 50, 29.3), (30, 80, 34.3), (40, 20, 32.4)],
)
def test_the_simple_wbgt_is_that_of_the_printed_formula(celsius, humidity, expected):
    # 0.567 Ta + 0.393 e + 3.94 (Bureau of Meteorology, ACSM 1984), worked out by hand.
    assert wbgt(*at(celsius, humidity)) == pytest.approx(expected, abs=0.1)


def test_shade_is_never_warmer_than_the_simple_formula_that_assumes_sun():
    for celsius in range(5, 41, 5):
        for humidity in range(10, 100, 15):
            assert wbgt_in_shade(*at(celsius, humidity)) < wbgt(*at(celsius, humidity))


def test_a_told_temperature_beats_the_watch_on_the_arm():
    assert heat(run(0, 10, check_in={"temperature": 8}, temperature=31.0)) < 2


def test_heat_is_against_what_the_runner_is_used_to():
    summer = [hot(day) for day in range(0, 28, 4)]
    assert heat(*summer, hot(28)) == pytest.approx(0, abs=0.1)
    assert heat(hot(28)) > 12


def test_a_fortnight_away_from_the_heat_is_long_enough_to_lose_it():
    summer = [hot(day) for day in range(0, 28, 4)]
    assert heat(*summer, hot(40)) > 12


def test_a_cold_day_is_not_hot_for_somebody_used_to_frost():
    winter = [hot(day, celsius=-8) for day in range(0, 28, 4)]
    assert heat(*winter, hot(28, celsius=4)) <= 0


def test_who_says_acclimatised_is_less_surprised():
    assert heat(hot(0), acclimatised=True) < heat(hot(0)) - 5


def test_without_sun_the_same_air_is_less_hot():
    for dark in ({"sun": -20.0}, {"sub_sport": "treadmill"}):
        assert heat(hot(0, **dark)) < heat(hot(0, sun=40.0)) - 1
    assert heat(hot(0, sun=None)) == heat(hot(0, sun=40.0))


def test_an_untold_humidity_or_a_warm_wrist_widens_the_error():
    told = hot(0)
    dry = run(0, 8, check_in={"temperature": 28})
    wrist = run(0, 8, temperature=32.0)
    errors = [exposures(history(r)).sd[-1, K] for r in (told, dry, wrist)]
    assert errors[0] < errors[1] < errors[2]
