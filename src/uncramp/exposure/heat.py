"""Heat: the wet-bulb globe temperature of a run against what the runner is used to."""

from __future__ import annotations

import numpy as np

from uncramp.activity.activity import Column
from uncramp.exposure.load import column, starts
from uncramp.exposure.measured import Measured
from uncramp.history.history import History
from uncramp.terms.sentences import sentence

COOL = 12.0  # °C WBGT; below it nobody runs hot, and it is the model's reference
LATELY = 28.0  # days over which a runner gets used to heat
FEWEST = 3  # runs with a temperature before "used to" is the runner's own
TYPICAL_HUMIDITY, HUMIDITY_SD = 60.0, 20.0  # %
ARM_WARMTH, ARM_SD = 4.0, 4.0  # °C a watch reads above the air; a judgement, wide
TOLD_SD = 1.0  # °C


def vapour_pressure(temperature: Column, humidity: Column) -> Column:
    """Water vapour pressure in hPa from air temperature in °C and relative humidity in %.

    Source: Bureau of Meteorology, as in the simplified WBGT below.
    """
    return humidity / 100 * 6.105 * np.exp(17.27 * temperature / (237.7 + temperature))


def wbgt(temperature: Column, humidity: Column) -> Column:
    """Simplified wet-bulb globe temperature, °C, from air °C and relative humidity %.

    Assumes fairly high sun and a light wind: too high when cloudy, windy or at night.
    Source: Bureau of Meteorology / ACSM 1984, 0.567 Ta + 0.393 e + 3.94.
    """
    return 0.567 * temperature + 0.393 * vapour_pressure(temperature, humidity) + 3.94


def weather(history: History) -> tuple[Column, Column, Column, Column]:
    """Air temperature and its error (°C), humidity and its error (%), each (n_runs,)."""
    told = _told(history, "temperature")
    watch = column(history, "temperature") - ARM_WARMTH
    air = np.where(np.isfinite(told), told, watch)
    air_sd = np.where(np.isfinite(told), TOLD_SD, ARM_SD)
    said = _told(history, "humidity")
    humidity = np.where(np.isfinite(said), said, TYPICAL_HUMIDITY)
    return air, air_sd, humidity, np.where(np.isfinite(said), 5.0, HUMIDITY_SD)


def _told(history: History, name: str) -> Column:
    found = (getattr(run.check_in, name) for run in history.runs)
    return np.array([np.nan if value is None else value for value in found])


def heat(history: History) -> Measured:
    """°C WBGT above what the runner is used to, itself never taken below 12 °C."""
    air, air_sd, humidity, humidity_sd = weather(history)
    now, day = wbgt(air, humidity), starts(history)
    used_to = np.array([_used_to(now, day, i) for i in range(day.size)])
    per_degree = (wbgt(air + 0.5, humidity) - wbgt(air - 0.5, humidity)) * air_sd
    per_percent = 0.393 * vapour_pressure(air, np.ones_like(air)) * humidity_sd
    said = sentence("The temperature is unknown: the watch recorded none and none was told.")
    expected = np.array(0.0), np.array(4.0)
    return Measured.of(
        now - used_to,
        sd=np.hypot(per_degree, per_percent),
        expected=expected,
        missing=said,
    )


def _used_to(now: Column, day: Column, i: int) -> float:
    """°C WBGT; runs are in time order."""
    lately = now[np.searchsorted(day[:i], day[i] - LATELY) : i]
    known = lately[np.isfinite(lately)]
    return max(COOL, float(known.mean())) if known.size >= FEWEST else COOL
