"""How warm each run was, as WBGT, by the best formula that what is known of it allows.

A weather history that knows sun and wind gives the balance of a globe and a wet wick; night
and a roof give shade; anything else a simple formula, with the error that clouds make.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from uncramp.exposure.air import Known, air, indoors
from uncramp.exposure.wbgt import (
    Air,
    sunlit,
    vapour_pressure,
    wbgt,
    wbgt_in_shade,
    wbgt_outdoors,
    wbgt_under_some_sky,
)
from uncramp.history.history import History
from uncramp.history.weather import WeatherSource
from uncramp.terms.columns import Column
from uncramp.terms.sentences import Sentence, sentence

NIGHT = -6.0  # degrees of the sun below the horizon; civil dusk
SUN_SD, SHADE_SD = 2.0, 0.5  # °C WBGT; by day nobody told whether the sun shone
BALANCE_SD = 1.0  # °C WBGT; what Liljegren 2008 set out to reach
MEASURED_PARTS = ("temperature", "humidity", "wind", "radiation")

AIR_OF = {
    WeatherSource.TOLD: sentence("The temperature is what you told."),
    WeatherSource.HISTORY: sentence("The temperature is that of a weather history."),
    WeatherSource.WATCH: sentence("The temperature is your watch's, less 4 °C for the warm arm."),
}
FORMULA = {
    "balance": sentence("Sun and wind are those of a weather history (Liljegren 2008)."),
    "shade": sentence("Without sun: it was night, or under a roof."),
    "some_sky": sentence(
        "Nobody told of clouds and wind: a simple formula, by how high the sun stood."
    ),
    "simple": sentence(
        "Nobody told of sun and wind: the simple formula, for high sun and a light wind."
    ),
}


@dataclass(frozen=True, slots=True, eq=False)
class Warmth:
    """WBGT of each run and its standard error, °C, (n_runs,), and the formula it is by."""

    value: Column
    sd: Column
    formula: np.ndarray  # of str, a key of FORMULA
    source: np.ndarray  # of WeatherSource, whose the temperature is; None without one

    @property
    def notes(self) -> tuple[Sentence | None, ...]:
        """How each came about, in words; None where there is none."""
        return tuple(map(_note, self.source, self.formula))


def warmth(history: History) -> Warmth:
    """WBGT of every run of a history."""
    known = air(history)
    dark = indoors(history) | (known.air.sun < NIGHT)
    value, sd = _by_simple_formulas(known, dark)
    formula = np.where(np.isnan(known.air.sun), "simple", "some_sky")
    formula = np.where(dark, "shade", formula)
    rows = np.flatnonzero(known.outdoors)
    if rows.size:  # the library is imported only where it has something to do
        balance, error = _by_balance(_rows(known.air, rows), _rows(known.sd, rows))
        solved = rows[np.isfinite(balance)]
        value[solved], sd[solved] = balance[np.isfinite(balance)], error[np.isfinite(balance)]
        formula[solved] = "balance"
    return Warmth(value, sd, formula, known.source)


def _by_simple_formulas(known: Known, dark: np.ndarray) -> tuple[Column, Column]:
    here, sd = known.air, known.sd
    shade = wbgt_in_shade(here.temperature, here.humidity)
    value = np.where(dark, shade, wbgt_under_some_sky(here))
    degree = wbgt(here.temperature + 0.5, here.humidity) - wbgt(
        here.temperature - 0.5, here.humidity
    )
    percent = 0.393 * vapour_pressure(here.temperature, np.ones_like(here.temperature))
    sky = np.where(dark, SHADE_SD, np.hypot(SHADE_SD, SUN_SD * sunlit(here.sun)))
    parts = (degree * sd.temperature, percent * sd.humidity, sky)
    return value, np.sqrt(sum(part**2 for part in parts))


def _by_balance(here: Air, sd: Air) -> tuple[Column, Column]:
    """Liljegren's, and what the errors of what goes in do to it: half of up less down."""
    shifted = [here]
    for name in MEASURED_PARTS:
        value, error = getattr(here, name), getattr(sd, name)
        shifted += [replace(here, **{name: np.maximum(value + error, _least(name))})]
        shifted += [replace(here, **{name: np.maximum(value - error, _least(name))})]
    found = wbgt_outdoors(_stacked(shifted)).reshape(len(shifted), -1)
    halves = (found[1::2] - found[2::2]) / 2
    return found[0], np.sqrt(np.nansum(halves**2, axis=0) + BALANCE_SD**2)


def _least(name: str) -> float:
    return -np.inf if name == "temperature" else 0.0


def _rows(here: Air, rows: np.ndarray) -> Air:
    return Air(**{f.name: getattr(here, f.name)[rows] for f in fields(Air)})


def _stacked(many: list[Air]) -> Air:
    return Air(**{f.name: np.concatenate([getattr(a, f.name) for a in many]) for f in fields(Air)})


def _note(source: WeatherSource | None, formula: str) -> Sentence | None:
    if source is None:
        return None
    return sentence("{air} {formula}", air=AIR_OF[source], formula=FORMULA[formula])
