"""What a run took out of the body and what was put back: water and salt.

A deficit nobody weighed or told is only duration times heat times pace again, so it is
unknown as a factor and teaches nothing.
"""

from __future__ import annotations

import numpy as np

from uncramp.exposure.columns import hours, told
from uncramp.exposure.fluid import TYPICAL_INTAKE
from uncramp.exposure.measured import Measured
from uncramp.exposure.row import Exposure, Group, Kind
from uncramp.exposure.weighing import Estimate, mass, sweat, water_lost
from uncramp.history.history import History
from uncramp.terms.sentences import sentence

SODIUM = 0.02299  # g a mmol
SWEAT_SODIUM, SWEAT_SODIUM_SD = 35.9, 10.4  # mmol/L, Baker 2016, doi:10.1080/02640414.2015.1055291
MEASURED_SODIUM_SD = 0.1  # of a concentration somebody measured
DRINK_SODIUM, DRINK_SODIUM_SD = 0.25, 0.25  # g/L where untold: from water to a sports drink
TABLETS_SD = 0.3  # g, where nobody said that none were taken
INTAKE_SD = 0.1  # of what was told
UNTOLD_MASS_SD = 0.15  # of a typical runner's mass
MOST_SODIUM = 4.0  # g, of an untold deficit
MOST_EXPECTED, EXPECTED_SD = 4.0, 2.0  # % of body mass, of an untold deficit


def fluid_deficit(history: History) -> Measured:
    """Water lost and not drunk back, % of body mass, burnt fuel not counted.

    Weighed before and after, or told intake against the sweat estimate; else missing.
    """
    untold = sweat(history)
    found = _water(history, untold)
    kilograms = mass(history)
    told_mass = history.runner.mass is not None or np.isfinite(told(history, "mass_before"))
    error = np.hypot(found.sd, np.where(told_mass, 0.0, UNTOLD_MASS_SD * found.value))
    typical = untold.value - TYPICAL_INTAKE * hours(history)
    expected = np.clip(100 * typical / kilograms, 0.0, MOST_EXPECTED)
    spread = 100 * np.hypot(untold.sd, TYPICAL_INTAKE * hours(history) / 2) / kilograms
    said = sentence(
        "How much fluid you lost is unknown: weigh yourself before and after, or tell what you "
        "drank. Without that it is only duration, heat and pace once more."
    )
    return Measured.of(
        100 * found.value / kilograms,
        sd=np.nan_to_num(100 * error / kilograms),
        expected=(
            np.nan_to_num(expected, nan=1.0),
            np.clip(np.nan_to_num(spread, nan=1.0), 0, EXPECTED_SD),
        ),
        missing=said,
    )


def _water(history: History, sweated: Estimate) -> Estimate:
    """Kilograms of water lost and not drunk back, NaN where neither weighed nor told."""
    weighed, drunk = water_lost(history), told(history, "fluid")
    known = np.isfinite(weighed.value)
    error = np.hypot(sweated.sd, INTAKE_SD * drunk)
    return Estimate(
        np.where(known, weighed.value, sweated.value - drunk), np.where(known, weighed.sd, error)
    )


def over_drinking(history: History) -> Measured:
    """Body water gained over the run, % of body mass: more was drunk than was lost.

    0 where nothing was gained. Gaining goes with low blood sodium (Almond 2005,
    doi:10.1056/NEJMoa043901), which is dangerous.
    """
    lost = fluid_deficit(history)
    said = sentence("Needs your weight before and after, or what you drank.")
    expected = np.array(0.0), np.array(0.3)
    return Measured.of(np.maximum(-lost.value, 0.0), sd=lost.sd, expected=expected, missing=said)


def sodium_deficit(history: History) -> Measured:
    """Grams of sodium sweated out and not taken in.

    Sweat times its concentration, measured or that of 506 athletes, 35.9 ± 10.4 mmol/L (Baker
    2016), less what was drunk and taken. Missing until what was in the drink is known.
    """
    sweated, taken = sweat(history), _sodium_taken(history)
    concentration, spread = _concentration(history)
    lost = sweated.value * concentration * SODIUM
    share = np.hypot(sweated.sd / np.maximum(sweated.value, 1e-9), spread / concentration)
    said = sentence("Needs what you drank and how much sodium was in it, or that you drank none.")
    typical = lost - TYPICAL_INTAKE * DRINK_SODIUM * hours(history)
    typical = np.clip(np.nan_to_num(typical, nan=0.5), 0.0, MOST_SODIUM)
    return Measured.of(
        lost - taken.value,
        sd=np.nan_to_num(np.hypot(lost * share, taken.sd)),
        expected=(typical, 0.2 + 0.4 * typical),
        missing=said,
    )


def _concentration(history: History) -> tuple[float, float]:
    """Sodium in sweat and its error, mmol/L."""
    measured = history.runner.sweat_sodium
    if measured is None:
        return SWEAT_SODIUM, SWEAT_SODIUM_SD
    return measured, MEASURED_SODIUM_SD * measured


def _sodium_taken(history: History) -> Estimate:
    """Grams taken in during each run; NaN where the drink, or what was in it, is unknown."""
    drunk, within, tablets = (told(history, n) for n in ("fluid", "drink_sodium", "sodium"))
    known = np.isfinite(drunk) & (np.isfinite(within) | np.isfinite(tablets) | (drunk == 0))
    said, said_tablets = np.isfinite(within), np.isfinite(tablets)
    grams = drunk * np.where(said, within, DRINK_SODIUM) + np.nan_to_num(tablets)
    of_drink = drunk * np.where(said, INTAKE_SD * np.nan_to_num(within), DRINK_SODIUM_SD)
    error = np.hypot(of_drink, np.where(said_tablets, 0.0, TABLETS_SD))
    return Estimate(np.where(known, grams, np.nan), np.where(known, error, np.nan))


ROWS = (
    Exposure(
        "fluid_deficit",
        "%",
        sentence("fluid lost and not drunk back"),
        Kind.FACTOR,
        Group.CHANGE,
        fluid_deficit,
        (-5, 8),
        "doi:10.1136/bjsm.2010.078535",
        digits=1,
        question=sentence("How much did you drink during the run?"),
        question_key="fluid",
        told_by=("mass_after",),
    ),
    Exposure(
        "sodium_deficit",
        "g",
        sentence("salt lost and not replaced"),
        Kind.FACTOR,
        Group.CHANGE,
        sodium_deficit,
        (-5, 12),
        "doi:10.1080/02640414.2015.1055291",
        digits=1,
        question=sentence("How much sodium was in what you drank, in grams a litre?"),
        question_key="drink_sodium",
        told_by=("fluid", "sodium"),
    ),
)
SIGNS = (
    Exposure(
        "over_drinking",
        "%",
        sentence("body water gained"),
        Kind.SIGN,
        None,
        over_drinking,
        (0, 10),
        "doi:10.1056/NEJMoa043901",
        digits=1,
        question=sentence("What did you weigh before and after?"),
        question_key="mass_after",
        told_by=("fluid",),
    ),
)
