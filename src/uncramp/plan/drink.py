"""What to drink before, during and after: how much, how often, and where the ceiling is.

The aim on the way is to lose no more than 2 % of body mass and never to gain any (ACSM 2007,
doi:10.1249/mss.0b013e31802ca597). For cramp itself four field studies find no link with mass
lost, so a drinking line is mostly about not drinking too much.
"""

from __future__ import annotations

from collections.abc import Iterator

from uncramp.evidence.claim import Certainty
from uncramp.plan.ahead import Ahead
from uncramp.plan.ceilings import SIP, is_to_thirst, most_drinking, sips
from uncramp.plan.fuel import during_grams
from uncramp.plan.line import Line, LineKind
from uncramp.plan.said_instead import ALMOND, thirst_alone
from uncramp.terms.sentences import Amount, Sentence, sentence

TOLERABLE = 0.02  # of body mass lost
ROOM = 0.75  # of the upper end; between it and the lower one thirst decides
BEFORE = 5.0, 7.0  # ml/kg in the 4 h before (ACSM 2007)
BOTTLE = 500.0  # ml
STATION = 5.0  # km between refreshments of a road race
CLAIMS = ("fluid_deficit/schwellnus-2011", "fluid_deficit/jung-2005", ALMOND)


def drinking(ahead: Ahead) -> Iterator[Line]:
    """Lines before, during and after the run; for short runs only that none is needed."""
    yield during(ahead)
    if ahead.is_long:
        yield before(ahead)
        yield after(ahead)


def during(ahead: Ahead) -> Line:
    """Between what keeps the loss under 2 % and the ceiling, in ml/h, bottles and stops."""
    low, high = wanted(ahead)
    if high <= 0:
        return thirst_alone(ahead)
    return Line(
        LineKind.DRINK,
        do=_do(low, high),
        because=_because(ahead),
        certainty=Certainty.LOW,
        amount=(low, high) if high > low else high,
        unit="ml/h",
        when=_in_bottles(ahead, high),
        claims=CLAIMS,
        effort=2,
    )


def wanted(ahead: Ahead) -> tuple[float, float]:
    """ml/h from and to: never above the ceiling, one step at a time towards it."""
    ceiling = most_drinking(ahead, during_grams(ahead)[1]).millilitres
    high = sips(1000 * ahead.habit.next_drink(ceiling / 1000))
    needed = ahead.sweat.litres_per_hour + ahead.fuel - TOLERABLE * ahead.mass / ahead.hours
    low = sips(min(1000 * needed, ROOM * high))
    return (0.0 if is_to_thirst(ahead) else low), high


def _do(low: float, high: float) -> Sentence:
    if low <= 0:
        return sentence("Drink to thirst, up to {most}.", most=Amount(high, "ml/h"))
    if low == high:
        return sentence("Drink {high}, and no more.", high=Amount(high, "ml/h"))
    return sentence(
        "Drink {low} to {high}.", low=Amount(low, "ml/h", bare=True), high=Amount(high, "ml/h")
    )


def _because(ahead: Ahead) -> Sentence:
    percent = 100 * (ahead.sweat.litres_per_hour - ahead.drinks_now + ahead.fuel)
    percent *= ahead.hours / ahead.mass
    return sentence(
        "You sweat about {rate} (± {sd}); drinking {now}, {percent} of your weight would be gone "
        "at the finish. Up to 2 % is ordinary, gaining weight is dangerous. Cramps follow how "
        "much is lost little or not at all.",
        rate=Amount(ahead.sweat.litres_per_hour, "L/h", 2),
        sd=Amount(ahead.sweat.sd, "L/h", 2, bare=True),
        now=sentence("as you do")
        if ahead.told.fluid is not None or ahead.habit.drinks is not None
        else sentence("as most people do"),
        percent=Amount(max(percent, 0.0), "%", 1),
    )


def _in_bottles(ahead: Ahead, high: float) -> Sentence:
    """The upper end as bottles over the run and as mouthfuls at each station."""
    stations = max(int(ahead.kilometres // STATION), 1)
    return sentence(
        "during the run: at most {bottles} bottles of 500 ml in all, or {sip} at each of {stops} "
        "stops, one every 5 km",
        bottles=Amount(high * ahead.hours / BOTTLE, "", 1),
        sip=Amount(high * ahead.hours / stations // 10 * 10, "ml"),
        stops=stations,
    )


def before(ahead: Ahead) -> Line:
    """A drink in good time, so that the rest is passed before the start."""
    low, high = (factor * ahead.mass // SIP * SIP for factor in BEFORE)
    return Line(
        LineKind.DRINK,
        do=sentence(
            "Drink {low} to {high} in the hours before.",
            low=Amount(low, "ml", bare=True),
            high=Amount(high, "ml"),
        ),
        because=sentence(
            "It starts you with what you need and leaves time to pass the rest; more only has "
            "to be passed again."
        ),
        certainty=Certainty.VERY_LOW,
        amount=(low, high),
        unit="ml",
        when=sentence("in sips from 4 hours before the start"),
        claims=("fluid_deficit/jung-2005",),
        effort=1,
    )


def after(ahead: Ahead) -> Line:
    """Back to normal within hours, with salt, and no faster."""
    return Line(
        LineKind.DRINK,
        do=sentence("Drink to thirst with a salted meal, not litres of plain water at once."),
        because=sentence(
            "What was lost comes back within hours by itself; much plain water after sweating "
            "thins the blood."
        ),
        certainty=Certainty.VERY_LOW,
        when=sentence("in the hours after"),
        claims=(ALMOND, "fluid_deficit/lau-2019"),
        effort=1,
    )
