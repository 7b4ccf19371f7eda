"""How much a runner sweated, run by run: weighed, or estimated with what weighing taught.

An estimate is ±35 %, most of it the difference between people. Each weigh-in says how this
runner compares with the estimate, and narrows the next one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uncramp.exposure.air import air
from uncramp.exposure.columns import column, hours, speed, told
from uncramp.exposure.fluid import (
    MEASURED_SD,
    SWEAT_SD,
    TYPICAL_HEIGHT,
    TYPICAL_MASS,
    TYPICAL_TEMPERATURE,
    UNTOLD_WIDER,
    burnt,
    sweat_litres,
)
from uncramp.history.history import History
from uncramp.terms.columns import Column

DAY_TO_DAY = 0.15  # of one runner's rate from one run to the next; a judgement
UNTOLD_SD = SWEAT_SD * float(np.sqrt(UNTOLD_WIDER**2 - 1))  # of a rate in an air nobody knows
BETWEEN_RUNNERS = float(np.sqrt(SWEAT_SD**2 - DAY_TO_DAY**2))
SCALE = 0.2  # kg, of the difference of two weighings, with what was passed in between
INTAKE = 0.1  # of what was told to be drunk
SHORTEST = 0.5  # h; in less a scale cannot tell
LEAST, MOST = 0.1, 5.0  # L/h; what comes out elsewhere is a slip of the pen


@dataclass(frozen=True, slots=True, eq=False)
class Estimate:
    """A column and its standard error, each (n_runs,), NaN where unknown."""

    value: Column
    sd: Column


def mass(history: History) -> Column:
    """Kilograms at the start of each run: weighed, told, or a typical runner's, (n_runs,)."""
    weighed = told(history, "mass_before")
    return np.where(np.isfinite(weighed), weighed, history.runner.mass or TYPICAL_MASS)


def fuel(history: History) -> Column:
    """Kilograms of fuel burnt in each run, (n_runs,); 0 where the distance is unknown."""
    return burnt(np.nan_to_num(column(history, "graded_distance")), mass(history))


def water_lost(history: History) -> Estimate:
    """Kilograms of water lost and not drunk back in each run, by the scales; negative is gained.

    The two weighings less the fuel that was burnt.
    """
    lost = told(history, "mass_before") - told(history, "mass_after") - fuel(history)
    return Estimate(lost, np.hypot(SCALE, 0.3 * fuel(history)))


def weighed_rate(history: History) -> Estimate:
    """Litres of sweat an hour in each run by the scales; NaN without weighing and intake."""
    drunk, long, lost = told(history, "fluid"), hours(history), water_lost(history)
    rate = (lost.value + drunk) / long
    usable = (long >= SHORTEST) & (rate >= LEAST) & (rate <= MOST)
    error = np.hypot(lost.sd, INTAKE * drunk) / long
    return Estimate(np.where(usable, rate, np.nan), np.where(usable, error, np.nan))


def estimated_rate(history: History) -> Estimate:
    """Litres of sweat an hour in each run from pace and weather, for a runner like this.

    ``sd`` is relative, and what an air known badly or not at all adds to the 35 % of the
    estimate: nearly nothing for what was told, a tenth for a watch on a warm arm.
    """
    known = air(history)
    heard = np.isfinite(known.air.temperature)
    temperature = np.where(heard, known.air.temperature, TYPICAL_TEMPERATURE)
    error = np.where(heard, known.sd.temperature, 0.0)
    pace = speed(history)
    rate, warmer, cooler = (
        sweat_litres(
            np.nan_to_num(pace),
            temperature + off,
            known.air.humidity,
            mass=history.runner.mass or TYPICAL_MASS,
            height=history.runner.height or TYPICAL_HEIGHT,
        )
        for off in (0.0, error, -error)
    )
    spread = np.where(heard, (warmer - cooler) / 2 / rate, UNTOLD_SD)
    return Estimate(np.where(np.isfinite(pace), rate, np.nan), spread)


def personal_factor(history: History) -> Estimate:
    """This runner's sweat over the estimate, as far as the weigh-ins before each run tell.

    Log-normal: 1 with a spread of about a third before any weighing, then the mean weighted
    by precision of every earlier weigh-in. ``sd`` is relative, day to day included.
    """
    return _factor(weighed_rate(history), estimated_rate(history))


def _factor(weighed: Estimate, estimated: Estimate) -> Estimate:
    ratio = np.log(weighed.value / estimated.value)
    error = np.hypot(weighed.sd / weighed.value, np.hypot(DAY_TO_DAY, estimated.sd))
    heard = np.isfinite(ratio) & np.isfinite(error)
    weight = np.where(heard, 1 / np.where(heard, error, 1.0) ** 2, 0.0)
    before = np.r_[0.0, np.cumsum(weight)[:-1]]
    pulled = np.r_[0.0, np.cumsum(weight * np.nan_to_num(ratio))[:-1]]
    precision = 1 / BETWEEN_RUNNERS**2 + before
    return Estimate(np.exp(pulled / precision), np.sqrt(1 / precision + DAY_TO_DAY**2))


def sweat(history: History) -> Estimate:
    """Litres sweated in each whole run, (n_runs,): weighed, measured earlier, or estimated."""
    estimated, weighed = estimated_rate(history), weighed_rate(history)
    factor = _factor(weighed, estimated)
    rate, error = estimated.value * factor.value, np.hypot(factor.sd, estimated.sd)
    measured = history.runner.sweat_rate
    if measured is not None:
        rate, error = np.full_like(rate, measured), np.full_like(rate, MEASURED_SD)
    known = np.isfinite(weighed.value)
    litres = np.where(known, weighed.value, rate) * hours(history)
    share = np.where(known, weighed.sd / np.where(known, weighed.value, 1.0), error)
    return Estimate(litres, litres * share)
