"""WBGT, formula by formula, against what is printed of each."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uncramp.exposure.wbgt import (
    Air,
    relative_humidity,
    sunlit,
    vapour_pressure,
    wbgt,
    wbgt_in_shade,
    wbgt_outdoors,
    wbgt_under_some_sky,
    wet_bulb,
)


def at(*values):
    return [np.array(v, dtype=float) for v in values]


def air(**known):
    usual = {"temperature": 25.0, "humidity": 50.0, "wind": 3.0, "radiation": 600.0,
             "direct": 0.7, "pressure": 1013.0, "sun": 45.0}  # fmt: skip
    return Air(**{name: np.array([value], dtype=float) for name, value in (usual | known).items()})


def outdoors(**known):
    return float(wbgt_outdoors(air(**known))[0])


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


@given(st.floats(-20, 45), st.floats(1, 100))
def test_humidity_comes_back_from_its_moisture(celsius, humidity):
    temperature, percent = at(celsius, humidity)
    back = relative_humidity(temperature, vapour_pressure(temperature, percent))
    assert back == pytest.approx(humidity)


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


def test_liljegrens_own_program_gives_the_same():
    # Singapore, 15 April 2024, 13:30 to 14:30: 32.1 °C, 68 %, 2.8 m/s at 10 m in town, 742 W/m²,
    # 1008.4 hPa. Argonne's program for Liljegren 2008, doi:10.1080/15459620802310770, as kept
    # bit for bit in the package lwbgt 1.0.1: 32.502 °C. It works out the beam by itself.
    found = outdoors(temperature=32.1, humidity=68, wind=2.8, radiation=742, direct=np.nan,
                     pressure=1008.4, sun=73.83)  # fmt: skip
    assert found == pytest.approx(32.502, abs=0.05)


@pytest.mark.parametrize(("celsius", "humidity"), [(5, 80), (15, 70), (28, 50), (35, 30)])
def test_without_sun_and_with_wind_the_balance_is_that_of_shade(celsius, humidity):
    # The globe is then as warm as the air, and the natural wet bulb a little above Stull's.
    dark = outdoors(temperature=celsius, humidity=humidity, wind=6, radiation=0, direct=0, sun=-20)
    assert dark == pytest.approx(float(wbgt_in_shade(*at(celsius, humidity))), abs=0.8)


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ({"radiation": 100}, {"radiation": 800}),
        ({"temperature": 20}, {"temperature": 30}),
        ({"humidity": 30}, {"humidity": 90}),
        ({"wind": 8}, {"wind": 1}),
    ],
)
def test_sun_warmth_damp_and_still_air_make_it_hotter(less, more):
    assert outdoors(**less) + 0.5 < outdoors(**more)


def test_the_simple_formula_fits_clear_sky_and_light_wind_and_is_too_high_under_cloud():
    clear = outdoors(temperature=28, humidity=50, wind=3, radiation=720, direct=0.75, sun=45)
    cloudy = outdoors(temperature=28, humidity=50, wind=3, radiation=200, direct=0, sun=45)
    simple = float(wbgt(*at(28, 50)))
    assert clear == pytest.approx(simple, abs=1)
    assert cloudy < simple - 2


@pytest.mark.parametrize(
    ("sun", "clear", "cloudy"),
    [(2, 20, 6), (10, 140, 40), (20, 330, 100), (30, 500, 150), (45, 720, 215)],
)
def test_under_some_sky_lies_between_a_clear_and_a_cloudy_one(sun, clear, cloudy):
    # W/m² of a clear sky by the sun's height, about; a cloudy one lets three tenths through.
    some = float(wbgt_under_some_sky(air(sun=sun, temperature=15, humidity=70))[0])
    bright, dull = (
        outdoors(sun=sun, temperature=15, humidity=70, radiation=w, direct=share)
        for w, share in ((clear, 0.6), (cloudy, 0.0))
    )
    assert dull - 0.5 < some < bright + 0.6


def test_at_dawn_the_sun_of_the_simple_formula_has_not_risen():
    low = air(sun=1.0, temperature=15, humidity=70)
    assert wbgt_under_some_sky(low)[0] < float(wbgt(*at(15, 70))) - 3
    assert sunlit(np.array([-10.0, 0.0, 45.0, 70.0, np.nan])).tolist() == [0, 0, 1, 1, 1]


@pytest.mark.parametrize("sun", [0.01, 0.5, 1.0, 3.0])
def test_a_mean_over_hours_at_a_low_sun_does_not_burn(sun):
    # Two hours around dawn: 60 W/m² in the mean, and the sun hardly up half-way through.
    low = outdoors(sun=sun, radiation=60, direct=0.5, temperature=10, humidity=80)
    assert low < outdoors(sun=30.0, radiation=400, direct=0.7, temperature=10, humidity=80)


ANY_WEATHER = st.fixed_dictionaries(
    {
        "temperature": st.floats(-40, 50),
        "humidity": st.floats(0, 105),
        "wind": st.floats(0, 40),
        "radiation": st.floats(0, 1200),
        "direct": st.floats(0, 1),
        "pressure": st.floats(500, 1080),
        "sun": st.floats(-90, 90),
    }
)


@given(ANY_WEATHER)
def test_in_any_weather_it_is_a_number_near_the_air_or_honestly_none(weather):
    found = outdoors(**weather)
    assert np.isnan(found) or -45 <= found - weather["temperature"] <= 40


def test_an_unknown_number_gives_none_and_spoils_no_other_row():
    rows = Air(*(np.array([v, v]) for v in (25.0, 50.0, 3.0, 600.0, 0.7, 1013.0, 45.0)))
    rows.wind[0] = np.nan
    found = wbgt_outdoors(rows)
    assert np.isnan(found[0])
    assert found[1] == pytest.approx(outdoors(), abs=0.05)
