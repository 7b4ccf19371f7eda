"""Heat against what the runner is used to, by whoever speaks of the weather."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from histories import history, run
from uncramp.exposure.catalogue import CATALOGUE, exposures
from uncramp.exposure.warmth import warmth
from uncramp.exposure.weighing import sweat
from uncramp.history.weather import Weather

K = [e.name for e in CATALOGUE].index("heat")


def heat(*runs, **runner):
    return exposures(history(*runs, **runner)).value[-1, K]


def hot(day, celsius=28, humidity=60, **more):
    return run(day, 8, check_in={"temperature": celsius, "humidity": humidity}, **more)


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
        assert heat(hot(0, **dark)) < heat(hot(0, sun=50.0)) - 1
    assert heat(hot(0, sun=None)) == heat(hot(0, sun=50.0))


def test_at_dawn_it_is_hardly_hotter_than_at_night():
    night, dawn, noon = (heat(hot(0, sun=degrees)) for degrees in (-20.0, 2.0, 60.0))
    assert dawn - night < 0.5
    assert noon - dawn > 2


def test_an_untold_humidity_or_a_warm_wrist_widens_the_error():
    told = hot(0)
    dry = run(0, 8, check_in={"temperature": 28})
    wrist = run(0, 8, temperature=32.0)
    errors = [exposures(history(r)).sd[-1, K] for r in (told, dry, wrist)]
    assert errors[0] < errors[1] < errors[2]


SUNNY = {"temperature": 22, "humidity": 50, "wind": 2, "radiation": 700, "direct": 0.75,
         "pressure": 960}  # fmt: skip


def looked_up(day=0, weather=None, **more):
    return with_weather(run(day, 8, **{"sun": 50.0, "temperature": 36.0} | more), weather)


def with_weather(made, weather=None):
    return replace(made, weather=Weather(**SUNNY | (weather or {})))


def test_sun_and_wind_of_a_weather_history_are_felt():
    calm, breezy = (heat(looked_up(weather={"wind": wind})) for wind in (0.5, 8))
    bright, dull = (
        heat(looked_up(weather={"radiation": w, "direct": d})) for w, d in ((850, 0.8), (150, 0))
    )
    assert calm > breezy + 1
    assert bright > dull + 1


def test_a_weather_history_knows_more_than_the_watch_and_less_than_who_was_there():
    plain = run(0, 8, sun=50.0, temperature=36.0)
    there = run(0, 8, sun=50.0, check_in={"temperature": 28, "humidity": 50})
    wrist, history_, told = (
        exposures(history(made)).sd[-1, K]
        for made in (plain, with_weather(plain), with_weather(there))
    )
    assert told < history_ < wrist


def test_what_the_runner_told_wins_over_the_history_and_that_over_the_watch():
    wrist = run(0, 8, sun=50.0, temperature=19.0)
    told = run(0, 8, sun=50.0, temperature=19.0, check_in={"temperature": 30, "humidity": 30})
    source = [warmth(history(made)).source[0] for made in (wrist, with_weather(wrist), told)]
    assert source == ["watch", "history", "told"]
    assert warmth(history(with_weather(told))).source[0] == "told"
    assert heat(wrist) + 2 < heat(with_weather(wrist)) < heat(with_weather(told)) - 1


def test_the_same_air_told_to_be_warmer_is_not_damper():
    told = run(0, 8, sun=50.0, check_in={"temperature": 27})
    told_damp = run(0, 8, sun=50.0, check_in={"temperature": 27, "humidity": 50})
    assert heat(with_weather(told)) < heat(with_weather(told_damp)) - 0.5


def test_under_a_roof_the_weather_outside_is_nobodys():
    inside = run(0, 8, sub_sport="treadmill", temperature=26.0)
    assert heat(with_weather(inside)) == heat(inside)


def test_without_sun_or_wind_a_history_still_gives_its_air():
    part = looked_up(weather={"radiation": None, "wind": None})
    found = warmth(history(part))
    assert found.formula.tolist() == ["some_sky"]
    same = warmth(history(hot(0, 22, 50, sun=50.0)))
    assert found.value == pytest.approx(same.value)
    assert found.sd > same.sd


def test_every_run_says_how_its_heat_came_about():
    runs = (
        looked_up(0),
        run(1, 8, sun=-20.0, check_in={"temperature": 20}),
        run(2, 8, sun=40.0, temperature=24.0),
        run(3, 8, check_in={"temperature": 20}),
        run(4, 8),
    )
    notes = exposures(history(*runs)).notes[K]
    said = [str(note) for note in notes[:4]]
    assert "Liljegren" in said[0]
    assert "weather history" in said[0]
    assert "night" in said[1]
    assert "watch" in said[2]
    assert "clouds" in said[2]
    assert "high sun" in said[3]
    assert notes[4] is None


def test_runs_without_any_weather_do_not_count_for_what_one_is_used_to():
    summer = [hot(day) for day in range(0, 12, 4)]
    silent = [run(day, 8) for day in (1, 5, 9)]
    assert heat(*summer, *silent, hot(12)) == pytest.approx(heat(*summer, hot(12)))


def test_what_one_is_used_to_is_known_the_better_the_more_runs_there_were():
    few, many = (
        exposures(history(*(hot(day) for day in range(n)), hot(13))).sd[-1, K] for n in (3, 12)
    )
    alone = exposures(history(hot(13))).sd[-1, K]
    assert alone < many < few


def test_a_weather_history_narrows_the_sweat_estimate_too():
    def share(made):
        found = sweat(history(made, mass=70))
        return found.sd[0] / found.value[0]

    nothing = share(run(0, 10))
    wrist = share(run(0, 10, temperature=30.0))
    looked = share(with_weather(run(0, 10, temperature=30.0)))
    assert 0.35 <= looked < wrist < nothing
    assert nothing == pytest.approx(1.5 * 0.35, rel=0.01)


def test_the_library_for_sun_and_wind_is_not_loaded_where_neither_is_known():
    code = (
        "import sys; from histories import history, run; "
        "from uncramp.exposure.catalogue import exposures; "
        "exposures(history(run(0, 8, temperature=24.0))); "
        "print('thermofeel' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                          cwd=Path(__file__).parents[2])  # fmt: skip
    assert done.stdout.strip() == "False"
