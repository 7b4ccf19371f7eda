"""Sweat, and what a run does to body mass.

Without weighing, a sweat rate is ±35 %: enough to warn against drinking more than is
lost, far too little to say that somebody was dehydrated.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uncramp.exposure.air import TYPICAL_HUMIDITY
from uncramp.exposure.wbgt import vapour_pressure
from uncramp.history.check_in import CheckIn
from uncramp.history.run import RunSummary
from uncramp.history.runner import Runner
from uncramp.terms.columns import Column

SWEAT_SD = 0.35  # of the estimate; a judgement near the spread Barnes 2019 measured
MEASURED_SD = 0.1  # of a rate somebody measured
TYPICAL_INTAKE = 0.4  # L/h where untold, and its own spread
TYPICAL_MASS, TYPICAL_HEIGHT = 70.0, 175.0  # kg, cm
SKIN_PRESSURE = 5.62  # kPa of vapour at 35 °C skin
CLOTHING_PERMEABILITY = 0.45  # of a running shirt and shorts; ISO 9920 gives 0.38 to 0.45
MEASURED_RANGE = (0.2, 3.0)  # L/h
TYPICAL_TEMPERATURE = 15.0  # °C where untold
UNTOLD_WIDER = 1.5  # the error of an estimate for a temperature nobody told
FUEL = 0.17  # g a kcal: a mix of carbohydrate (4 kcal/g) and fat (9 kcal/g)


@dataclass(frozen=True, slots=True)
class Sweat:
    """A sweat rate in L/h and its standard error."""

    litres_per_hour: float
    sd: float


def sweat_rate(
    speed: float, temperature: float, humidity: float, *, mass: float, height: float
) -> Sweat:
    """Litres an hour lost while running on the flat, one runner in one weather, ±35 %.

    Parameters
    ----------
    speed : m/s
    temperature : °C
    humidity : %
    mass, height : kg, cm
    """
    given = (np.array([x]) for x in (speed, temperature, humidity))
    rate = float(sweat_litres(*given, mass=mass, height=height)[0])
    return Sweat(rate, SWEAT_SD * rate)


def sweat_litres(
    speed: Column, temperature: Column, humidity: Column, *, mass: float, height: float
) -> Column:
    """Litres an hour lost while running on the flat, for many runs, (n_runs,).

    Notes
    -----
    27.9 Ereq Emax^-0.455 (Shapiro 1982, doi:10.1007/BF00421870), with the wind a runner
    makes; kept within 0.2 to 3 L/h. Of eight models compared it was the one in the measured
    range for runners (0.5 to 2.5 L/h) at 10 to 35 °C and 10 to 15 km/h in 14 of 15 cases;
    those fitted at a walker's wind go negative at a runner's. It over-predicts on the whole.
    """
    area = 0.00718 * mass**0.425 * height**0.725  # m², DuBois 1916
    oxygen = 0.2 * speed * 60 + 3.5  # ml/kg/min, ACSM running equation on the flat
    metabolic = oxygen * mass / 60 * 20.9 / area  # W/m²; 20.9 J a ml of oxygen
    convection = 8.3 * np.maximum(speed, 0.5) ** 0.6  # W/m²/K
    dry = convection * (35.0 - temperature) * 0.7  # clothing of about 0.3 clo in the way
    required = np.maximum(metabolic - dry, 0.3 * metabolic)
    air = vapour_pressure(temperature, humidity) / 10  # kPa
    possible = np.maximum(16.5 * convection * (SKIN_PRESSURE - air) * CLOTHING_PERMEABILITY, 50.0)
    litres = 27.9 * required * possible**-0.455 * area / 1000
    kept: Column = np.clip(litres, *MEASURED_RANGE)
    return kept


@dataclass(frozen=True, slots=True)
class MassChange:
    """Change of body mass over a run in %; negative for a loss."""

    mean: float
    sd: float


def sweat_of(
    summary: RunSummary, runner: Runner, check_in: CheckIn, *, factor: float = 1.0
) -> Sweat:
    """The runner's sweat rate in this run: measured where they weighed, else estimated.

    `factor` is the runner's own against the estimate, as `weighing.personal_factor` finds.
    """
    if runner.sweat_rate is not None:
        return Sweat(runner.sweat_rate, MEASURED_SD * runner.sweat_rate)
    speed = (summary.graded_distance or 0.0) / max(summary.moving_time or 0.0, 1.0)
    told = check_in.temperature
    estimate = sweat_rate(
        speed,
        TYPICAL_TEMPERATURE if told is None else told,
        TYPICAL_HUMIDITY if check_in.humidity is None else check_in.humidity,
        mass=runner.mass or TYPICAL_MASS,
        height=runner.height or TYPICAL_HEIGHT,
    )
    wider = 1.0 if told is not None else UNTOLD_WIDER
    return Sweat(factor * estimate.litres_per_hour, factor * estimate.sd * wider)


def burnt(distance: Column, mass: Column | float) -> Column:
    """Kilograms of fuel burnt over grade-adjusted metres: about 1 kcal a kg and km."""
    kilograms: Column = mass * distance / 1000 * FUEL / 1000
    return kilograms


def mass_change(sweat: Sweat, summary: RunSummary, runner: Runner, check_in: CheckIn) -> MassChange:
    """Sweat and burnt fuel out, drink in; a typical intake where none was told."""
    hours, mass = summary.duration / 3600, runner.mass or TYPICAL_MASS
    told = check_in.fluid
    drunk = TYPICAL_INTAKE * hours if told is None else told
    drunk_sd = TYPICAL_INTAKE * hours / 2 if told is None else 0.1 * told
    fuel = float(burnt(np.array(summary.graded_distance or 0.0), mass))
    lost = sweat.litres_per_hour * hours - drunk + fuel
    spread = np.hypot(sweat.sd * hours, drunk_sd)
    return MassChange(-100 * lost / mass, float(100 * spread / mass))
