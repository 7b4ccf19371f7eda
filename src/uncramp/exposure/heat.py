"""Heat: the wet-bulb globe temperature of a run against what the runner is used to."""

from __future__ import annotations

import numpy as np

from uncramp.exposure.columns import column, starts, told
from uncramp.exposure.lately import Window
from uncramp.exposure.measured import Measured
from uncramp.exposure.row import Exposure, Group, Kind
from uncramp.history.history import History
from uncramp.terms.columns import Column
from uncramp.terms.sentences import sentence

COOL = 12.0  # °C WBGT; below it nobody runs hot, and it is the model's reference
LATELY = 14.0  # days over which a runner gets used to heat
FEWEST = 3  # runs with a temperature before "used to" is the runner's own
ACCLIMATISED = 22.0  # °C WBGT that somebody who says so is used to; a judgement
TYPICAL_HUMIDITY, HUMIDITY_SD, TOLD_HUMIDITY_SD = 60.0, 20.0, 5.0  # %
ARM_WARMTH, ARM_SD = 4.0, 4.0  # °C a watch reads above the air; a judgement, wide
TOLD_SD = 1.0  # °C
NIGHT = -6.0  # degrees of the sun below the horizon; civil dusk
SUN_SD, SHADE_SD = 2.0, 0.5  # °C WBGT; by day nobody told whether the sun shone
INDOORS = frozenset({"treadmill", "indoor_running", "virtual_activity"})


def vapour_pressure(temperature: Column, humidity: Column) -> Column:
    """Water vapour pressure in hPa from air temperature in °C and relative humidity in %.

    Source: Bureau of Meteorology, as in the simplified WBGT below.
    """
    return humidity / 100 * 6.105 * np.exp(17.27 * temperature / (237.7 + temperature))


def wet_bulb(temperature: Column, humidity: Column) -> Column:
    """Wet-bulb temperature, °C, from air °C and relative humidity %.

    Source: Stull 2011, doi:10.1175/JAMC-D-11-0143.1; valid for 5 to 99 % and -20 to 50 °C,
    within 1 °C.
    """
    damp = np.clip(humidity, 5.0, 99.0)
    return (
        temperature * np.arctan(0.151977 * np.sqrt(damp + 8.313659))
        + np.arctan(temperature + damp)
        - np.arctan(damp - 1.676331)
        + 0.00391838 * damp**1.5 * np.arctan(0.023101 * damp)
        - 4.686035
    )


def wbgt(temperature: Column, humidity: Column) -> Column:
    """Simplified wet-bulb globe temperature, °C, from air °C and relative humidity %.

    Assumes fairly high sun and a light wind: too high when cloudy, windy or at night.
    Source: Bureau of Meteorology / ACSM 1984, 0.567 Ta + 0.393 e + 3.94.
    """
    return 0.567 * temperature + 0.393 * vapour_pressure(temperature, humidity) + 3.94


def wbgt_in_shade(temperature: Column, humidity: Column) -> Column:
    """WBGT without sun, °C: 0.7 of the wet bulb and 0.3 of the air, whose globe is as warm.

    Source: ISO 7243 for indoors and without solar load.
    """
    return 0.7 * wet_bulb(temperature, humidity) + 0.3 * temperature


def weather(history: History) -> tuple[Column, Column, Column, Column]:
    """Air temperature and its error (°C), humidity and its error (%), each (n_runs,)."""
    said, damp = told(history, "temperature"), told(history, "humidity")
    watch = column(history, "temperature") - ARM_WARMTH
    known, known_damp = np.isfinite(said), np.isfinite(damp)
    return (
        np.where(known, said, watch),
        np.where(known, TOLD_SD, ARM_SD),
        np.where(known_damp, damp, TYPICAL_HUMIDITY),
        np.where(known_damp, TOLD_HUMIDITY_SD, HUMIDITY_SD),
    )


def without_sun(history: History) -> np.ndarray:
    """Runs the sun cannot have warmed, (n_runs,) of bool: indoors, or at night."""
    indoors = np.array([run.summary.sub_sport in INDOORS for run in history.runs], dtype=bool)
    return indoors | (column(history, "sun") < NIGHT)


def heat(history: History) -> Measured:
    """°C WBGT above what the runner is used to, itself never taken below 12 °C.

    The simple formula by day, since nobody knows the clouds; without sun at night and
    indoors. Used to is the mean over the runs of the last 14 days.
    """
    air, air_sd, humidity, humidity_sd = weather(history)
    dark = without_sun(history)
    now = np.where(dark, wbgt_in_shade(air, humidity), wbgt(air, humidity))
    per_degree = (wbgt(air + 0.5, humidity) - wbgt(air - 0.5, humidity)) * air_sd
    per_percent = 0.393 * vapour_pressure(air, np.ones_like(air)) * humidity_sd
    formula = np.where(dark, SHADE_SD, SUN_SD)
    said = sentence("The temperature is unknown: the watch recorded none and none was told.")
    return Measured.of(
        now - used_to(history, now),
        sd=np.sqrt(per_degree**2 + per_percent**2 + formula**2),
        expected=(np.array(0.0), np.array(4.0)),
        missing=said,
    )


def used_to(history: History, now: Column) -> Column:
    """°C WBGT each runner was used to when they set out, (n_runs,); `now` is (n_runs,)."""
    lately = Window.of(starts(history), LATELY).mean(now, fewest=FEWEST)
    says = ACCLIMATISED if history.runner.acclimatised else COOL
    return np.maximum(says, np.where(np.isnan(lately), COOL, lately))


ROWS = (
    Exposure(
        "heat",
        "°C",
        sentence("heat beyond what you are used to"),
        Kind.FACTOR,
        Group.CHANGE,
        heat,
        (-20, 15),
        "doi:10.4085/1062-6050-51.8.08",
        digits=1,
        question=sentence("How warm was it, in degrees?"),
        question_key="temperature",
    ),
)
