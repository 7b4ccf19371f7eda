"""Sweat estimates stay in the range that was measured in runners, and carry their error."""

import itertools

import numpy as np
import pytest

from histories import run
from uncramp.exposure.fluid import mass_change, sweat_of, sweat_rate
from uncramp.history.check_in import CheckIn
from uncramp.history.runner import Runner


@pytest.mark.parametrize(
    ("kmh", "celsius"), list(itertools.product((10, 12, 15), (10, 15, 20, 28, 35)))
)
def test_runners_sweat_between_half_a_litre_and_two_and_a_half(kmh, celsius):
    rate = sweat_rate(kmh / 3.6, celsius, 50, mass=70, height=175)
    assert 0.5 <= rate.litres_per_hour <= 2.5
    assert rate.sd == pytest.approx(0.35 * rate.litres_per_hour)


def test_over_the_whole_grid_sweat_rises_with_pace_and_with_warmth_and_stays_as_measured():
    grid = np.array([
        [sweat_rate(kmh / 3.6, celsius, 50, mass=70, height=175).litres_per_hour
         for celsius in (10, 15, 20, 28, 35)]
        for kmh in (10, 12, 15)
    ])  # fmt: skip
    assert (np.diff(grid, axis=0) > 0).all()
    assert (np.diff(grid, axis=1) > 0).all()
    assert ((grid >= 0.5) & (grid <= 2.5)).sum() >= 13


def test_a_measured_marathon_winner_is_met():
    # Pugh 1967: 1.8 L/h at 16.1 km/h and 23 °C.
    assert sweat_rate(16.1 / 3.6, 23, 50, mass=70, height=175).litres_per_hour == pytest.approx(
        1.8, rel=0.2
    )


@pytest.mark.parametrize(
    ("less", "more"),
    [((3, 15, 50), (3, 30, 50)), ((2.5, 20, 50), (4, 20, 50)), ((3, 25, 30), (3, 25, 90))],
)
def test_heat_pace_and_damp_air_make_sweat(less, more):
    low, high = (sweat_rate(*case, mass=70, height=175).litres_per_hour for case in (less, more))
    assert low < high


def test_a_measured_rate_wins():
    rate = sweat_of(run(0, 20).summary, Runner(sweat_rate=0.9), CheckIn(temperature=35))
    assert rate.litres_per_hour == 0.9
    assert rate.sd < 0.1


def test_an_untold_temperature_widens_the_error():
    summary = run(0, 20).summary
    told, untold = (sweat_of(summary, Runner(), CheckIn(temperature=t)) for t in (15, None))
    assert untold.sd > told.sd


def test_drinking_more_than_is_lost_shows_as_a_gain():
    summary = run(0, 10).summary
    sweat = sweat_of(summary, Runner(mass=70), CheckIn(temperature=10))
    assert mass_change(sweat, summary, Runner(mass=70), CheckIn(fluid=3)).mean > 0
    assert mass_change(sweat, summary, Runner(mass=70), CheckIn(fluid=0)).mean < -1
