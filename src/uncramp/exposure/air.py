"""The air a run was run in, put together from whoever speaks of it, with each one's error.

What the runner told comes first, then a weather history, then the watch on its warm arm.
Sun and wind are known to a weather history alone.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from uncramp.exposure.columns import column, told
from uncramp.exposure.route import INDOORS
from uncramp.exposure.wbgt import Air, relative_humidity, vapour_pressure
from uncramp.history.history import History
from uncramp.history.weather import WeatherSource
from uncramp.terms.columns import Column

TYPICAL_HUMIDITY = 60.0  # %, where nobody tells
TYPICAL_PRESSURE = 1013.25  # hPa, at sea level; ICAO
FALL_WITH_HEIGHT = 8434.0  # m over which pressure falls by e, in air of 15 °C
ARM_WARMTH = 4.0  # °C a watch reads above the air; a judgement, wide

# Standard errors. Of a weather history: air temperature by "A first assessment of ERA5 and
# ERA5-Land reanalysis air temperature in Portugal", International Journal of Climatology 2023,
# 1.5 to 2 °C at half of 94 stations, by the day; the others are judgements about an hour in a
# cell of 10 km, sheltered roads and broken clouds.
TEMPERATURE_SD = {WeatherSource.TOLD: 1.0, WeatherSource.HISTORY: 1.8, WeatherSource.WATCH: 4.0}
HUMIDITY_SD = {WeatherSource.TOLD: 5.0, WeatherSource.HISTORY: 10.0}  # %
UNTOLD_HUMIDITY_SD = 20.0  # %
WIND_SD = 1.5  # m/s
RADIATION_SD = 0.25  # of it


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """The air of every run of a history; `sd` holds the standard error of each number.

    ``source`` is (n_runs,) of `WeatherSource`, of the temperature; None where there is none.
    """

    air: Air
    sd: Air
    source: np.ndarray

    @property
    def outdoors(self) -> np.ndarray:
        """Runs whose sun and wind are known, (n_runs,) of bool."""
        parts = (self.air.temperature, self.air.humidity, self.air.wind, self.air.radiation)
        return np.asarray(np.isfinite(np.stack([*parts, self.air.sun])).all(axis=0))


def air(history: History) -> Known:
    """What is known of the air of each run; NaN where nobody tells, but for the humidity.

    A temperature the runner told takes the moisture of the weather history with it: the same
    air, warmer, is drier.
    """
    service = _service(history)
    said, watch = told(history, "temperature"), column(history, "temperature") - ARM_WARMTH
    temperature, source = _first(
        (said, WeatherSource.TOLD),
        (service.temperature, WeatherSource.HISTORY),
        (watch, WeatherSource.WATCH),
    )
    humidity, humidity_sd = _humidity(history, service, temperature)
    here = Air(
        temperature=temperature,
        humidity=humidity,
        wind=service.wind,
        radiation=service.radiation,
        direct=service.direct,
        pressure=np.where(np.isfinite(service.pressure), service.pressure, _pressure(history)),
        sun=column(history, "sun"),
    )
    none = np.zeros_like(temperature)
    sd = Air(
        temperature=_of_source(source, TEMPERATURE_SD),
        humidity=humidity_sd,
        wind=none + WIND_SD,
        radiation=RADIATION_SD * service.radiation,
        direct=none,
        pressure=none,
        sun=none,
    )
    return Known(here, sd, source)


def indoors(history: History) -> np.ndarray:
    """Runs under a roof, (n_runs,) of bool."""
    return np.array([run.summary.sub_sport in INDOORS for run in history.runs], dtype=bool)


def _service(history: History) -> Air:
    """The weather history as columns, (n_runs,); none of it holds under a roof."""
    found = [None if run.summary.sub_sport in INDOORS else run.weather for run in history.runs]
    return Air(**{f.name: _numbers([getattr(w, f.name, None) for w in found]) for f in fields(Air)})


def _numbers(values: list[float | None]) -> Column:
    return np.array([np.nan if value is None else value for value in values], dtype=float)


def _first(*offers: tuple[Column, WeatherSource]) -> tuple[Column, np.ndarray]:
    """The first that is known, row by row, and whose it is."""
    value = np.full(offers[0][0].shape, np.nan)
    source = np.full(value.shape, None, dtype=object)
    for offered, by in reversed(offers):
        known = np.isfinite(offered)
        value, source = np.where(known, offered, value), np.where(known, by, source)
    return value, source


def _humidity(history: History, service: Air, temperature: Column) -> tuple[Column, Column]:
    said = told(history, "humidity")
    moisture = vapour_pressure(service.temperature, service.humidity)
    warmed = relative_humidity(temperature, moisture)
    value, source = _first((said, WeatherSource.TOLD), (warmed, WeatherSource.HISTORY))
    known = np.isfinite(value)
    sd = np.where(known, _of_source(source, HUMIDITY_SD), UNTOLD_HUMIDITY_SD)
    return np.where(known, value, TYPICAL_HUMIDITY), sd


def _of_source(source: np.ndarray, sd: dict[WeatherSource, float]) -> Column:
    return np.array([sd.get(by, np.nan) for by in source])


def _pressure(history: History) -> Column:
    height = np.nan_to_num(column(history, "altitude"))
    return np.asarray(TYPICAL_PRESSURE * np.exp(-height / FALL_WITH_HEIGHT))
