"""Sodium in what is drunk: how much a litre should hold.

For cramp the studies disagree: the largest comparison finds no link with salt in sweat, a
small crossover found that after sweating plain water makes a cramp easier to bring on and a
salty drink harder. What is certain is that plain water alone in quantity thins the blood.
"""

from __future__ import annotations

from uncramp.evidence.claim import Certainty
from uncramp.exposure.deficits import SODIUM, SWEAT_SODIUM
from uncramp.plan.ahead import Ahead
from uncramp.plan.ceilings import SALTIEST
from uncramp.plan.line import Line, LineKind
from uncramp.terms.sentences import Amount, sentence

LOW, HIGH = 20.0, 30.0  # mmol/L of a drink (ACSM 2007, doi:10.1249/mss.0b013e31802ca597)
WEAKEST = 200.0  # mg/L; less cannot be told from tap water
STEP = 10.0  # mg/L
WITHOUT_HEAT = 2.5  # h from which salt is advised in any weather


def is_advised(ahead: Ahead) -> bool:
    """On long hot runs, and on very long ones in any weather."""
    return ahead.is_long_and_hot or ahead.hours >= WITHOUT_HEAT


def sodium_per_litre(ahead: Ahead) -> tuple[float, float]:
    """Milligrams of sodium a litre, from and to.

    20 to 30 mmol/L for sweat of 35.9 mmol/L, the mean of 506 athletes (Baker 2016,
    doi:10.1080/02640414.2015.1055291); in proportion where the runner's own was measured.
    """
    own = ahead.runner.sweat_sodium
    scale = 1.0 if own is None else own / SWEAT_SODIUM
    low, high = (1000 * SODIUM * mmol * scale for mmol in (LOW, HIGH))
    return _rounded(low), _rounded(high)


def _rounded(milligrams: float) -> float:
    return min(max(round(milligrams / STEP) * STEP, WEAKEST), SALTIEST)


def salt(ahead: Ahead) -> Line:
    """How salty the drink should be."""
    low, high = sodium_per_litre(ahead)
    lost = ahead.sweat.litres_per_hour * ahead.hours * SODIUM
    lost *= ahead.runner.sweat_sodium or SWEAT_SODIUM
    return Line(
        LineKind.SALT,
        do=sentence(
            "Choose a drink with {low} to {high} of sodium, or salty food beside the water.",
            low=Amount(low),
            high=Amount(high, "mg/L"),
        ),
        because=sentence(
            "You will sweat out about {lost} of sodium{from_whom}. After sweating, plain water "
            "made a cramp easier to bring on and a salty drink harder (10 men); larger studies "
            "of salt and cramp find no link.",
            lost=Amount(lost, "g", 1),
            from_whom=sentence("")
            if ahead.runner.sweat_sodium
            else sentence(", taking sweat as salty as most people's"),
        ),
        certainty=Certainty.LOW,
        amount=(low, high),
        unit="mg/L",
        when=sentence("in everything you drink during the run"),
        claims=("sodium_deficit/lau-2019", "sodium_deficit/miller-2020"),
        effort=2,
    )
