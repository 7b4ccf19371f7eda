"""Wet-bulb globe temperature, °C: what heat does to somebody who sweats in it.

Three formulas for three states of knowledge. Where sun and wind are known, the balance of a
globe and a wet wick; in the shade, the wet bulb; and where nobody knows the clouds, the simple
formula, scaled by how high the sun stood.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uncramp.terms.columns import Column

ZERO = 273.15  # K at 0 °C
HIGH_SUN = 45.0  # degrees; from here the "fairly high sun" of the simple formula shines
LOWEST_BEAM = 0.1  # sine of the sun's height under which a beam is not followed further
BRIGHTEST = 1000.0  # W/m² straight from the sun, about what reaches the ground at noon
SOLAR_CONSTANT = 1367.0  # W/m²


@dataclass(frozen=True, slots=True, eq=False)
class Air:
    """Air and sun, one row a run, (n_runs,), NaN where unknown."""

    temperature: Column  # °C
    humidity: Column  # %, relative
    wind: Column  # m/s, at 10 m
    radiation: Column  # W/m², on level ground
    direct: Column  # share of the radiation straight from the sun, 0 to 1
    pressure: Column  # hPa
    sun: Column  # degrees above the horizon


def vapour_pressure(temperature: Column, humidity: Column) -> Column:
    """Water vapour pressure in hPa from air temperature in °C and relative humidity in %.

    Source: Bureau of Meteorology, as in the simplified WBGT below.
    """
    return humidity / 100 * 6.105 * np.exp(17.27 * temperature / (237.7 + temperature))


def relative_humidity(temperature: Column, moisture: Column) -> Column:
    """% from air temperature in °C and vapour pressure in hPa; never above 100."""
    whole = vapour_pressure(temperature, np.full_like(temperature, 100.0))
    return np.minimum(100 * moisture / whole, 100.0)


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


def sunlit(sun: Column) -> Column:
    """How much of the simple formula's sun there can be: 0 at the horizon, 1 from 45° up.

    Straight with the sine of the height, as sunlight on level ground is. 1 where the height is
    unknown. At 2° the simple formula alone is 4 °C above Liljegren's in the clearest air.
    """
    share = np.sin(np.radians(sun)) / np.sin(np.radians(HIGH_SUN))
    return np.where(np.isnan(sun), 1.0, np.clip(share, 0.0, 1.0))


def wbgt_under_some_sky(air: Air) -> Column:
    """°C for a run of which nobody knows sun and wind: between shade and the simple formula."""
    share = sunlit(air.sun)
    lit, dark = (f(air.temperature, air.humidity) for f in (wbgt, wbgt_in_shade))
    return share * lit + (1 - share) * dark


def wbgt_outdoors(air: Air) -> Column:
    """WBGT with sun and wind, °C, 0.7 natural wet bulb + 0.2 globe + 0.1 air.

    Source: Liljegren 2008, doi:10.1080/15459620802310770, by the library thermofeel, which
    brings the wind down to 2 m. Made to be right within 1 °C. NaN where a row has no balance,
    or where one of its numbers is unknown.

    A mean over hours is put in as a moment: the beam is kept to what the sun can give.
    """
    from thermofeel import calculate_wbgt_liljegren

    height = np.sin(np.radians(air.sun))
    direct = np.where(np.isnan(air.direct), direct_share(air.radiation, height), air.direct)
    beam = np.maximum(LOWEST_BEAM, air.radiation * direct / BRIGHTEST)
    steep = np.where(height > 0, np.maximum(height, beam), height)
    with np.errstate(all="ignore"):  # rows without a number, and those that do not converge
        kelvin = calculate_wbgt_liljegren(
            air.temperature + ZERO,
            np.clip(air.humidity, 1.0, 100.0),
            air.pressure,
            air.wind,
            air.radiation,
            direct,
            steep,
        )
    found: Column = kelvin - ZERO
    return found


def direct_share(radiation: Column, height: Column) -> Column:
    """The share of sunlight that is beam, from how much of the possible there was.

    Parameters
    ----------
    height : sine of the sun's height

    Source: Liljegren 2008, exp(3 - 1.34 S - 1.65 / S), at most 0.9, with S the radiation over
    that above the air, at most 0.85.
    """
    above = SOLAR_CONSTANT * np.maximum(height, 1e-3)
    clear = np.clip(radiation / above, 1e-3, 0.85)
    share = np.clip(np.exp(3 - 1.34 * clear - 1.65 / clear), 0.0, 0.9)
    return np.where(height > 0, share, 0.0)
