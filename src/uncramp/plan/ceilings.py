"""How much may be said at most: the numbers no line of a plan ever goes above.

Each is computed from the runner and the run alone, never from what a line would like.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from uncramp.history.runner import Condition, Medicine, Runner
from uncramp.plan.ahead import VERY_LONG, Ahead
from uncramp.plan.base import base
from uncramp.plan.build_up import FIRST_RUN
from uncramp.terms.sentences import Amount, Sentence, sentence

TENTH = 1.2816  # standard deviations below the mean: one in ten sweats less than this
UNWEIGHED, EVER = 0.8, 1.0  # L/h
ROUNDING = 1e-6  # ml
SIP = 50.0  # ml; nobody pours closer, and rounding goes down
BEFORE = 7.0  # ml/kg in the hours before (ACSM 2007, doi:10.1249/mss.0b013e31802ca597)
SALTIEST = 1200.0  # mg/L; few can drink more, and sweat seldom holds more
MOST_FOOD = 90.0  # g/h that is taken up at all (Jeukendrup 2014, doi:10.1007/s40279-014-0148-z)
MOST_MEAL = 4.0  # g/kg (ACSM 2016, doi:10.1249/MSS.0000000000000852)
STEP = 1.1  # of the longest run of the last 30 days
TOO_HOT, TOO_HOT_UNUSED = 30.0, 28.0  # °C WBGT, the second without acclimatisation

ONLY_A_DOCTOR: frozenset[Condition | Medicine] = frozenset(
    {
        Condition.KIDNEY,
        Condition.HEART,
        Condition.HIGH_BLOOD_PRESSURE,
        Condition.PREGNANCY,
        Medicine.DIURETIC,
        Medicine.LITHIUM,
        Medicine.BLOOD_PRESSURE,
    }
)


class Amounts(StrEnum):
    """Whether amounts of drink, salt and food may be said to this runner."""

    SAID = "said"
    UNTOLD = "untold"  # the conditions or medicines they hang on were not told
    DOCTOR = "doctor"  # only a doctor may say them


def amounts(runner: Runner) -> Amounts:
    """A medicine of the last 8 weeks counts as untold: nobody knows what it does to water."""
    known = (*(runner.conditions or ()), *(runner.medicines or ()))
    if ONLY_A_DOCTOR & set(known):
        return Amounts.DOCTOR
    if runner.conditions is None or runner.medicines is None or Medicine.NEW_IN_8_WEEKS in known:
        return Amounts.UNTOLD
    return Amounts.SAID


def meals_are_a_doctors(runner: Runner) -> bool:
    """With diabetes carbohydrate is counted against insulin, and not by us."""
    return Condition.DIABETES in (runner.conditions or ())


def is_too_hot(ahead: Ahead) -> bool:
    """Where the first line is not to race; 28 °C WBGT for those who did not say they are used."""
    if ahead.wbgt is None:
        return False
    return ahead.wbgt >= (TOO_HOT if ahead.runner.acclimatised else TOO_HOT_UNUSED)


@dataclass(frozen=True, slots=True)
class Ceiling:
    """``millilitres`` an hour, rounded down to a sip, and which limit it is."""

    millilitres: float
    reason: Sentence


def most_drinking(ahead: Ahead, food: float = MOST_FOOD) -> Ceiling:
    """The most that may be advised to be drunk on the way.

    Parameters
    ----------
    food : g/h
        Carbohydrate advised beside it, which also adds to body mass.
    """
    low = max(ahead.sweat.litres_per_hour - TENTH * ahead.sweat.sd, 0.0)
    candidates = [
        (
            low,
            sentence(
                "Drinking stays below what you sweat nine times out of ten, about {most}.",
                most=Amount(sips(1000 * low), "ml/h"),
            ),
        ),
        (
            low + ahead.fuel - food / 1000,
            sentence("Drinking and eating stay below what you lose, so that you gain no weight."),
        ),
        (EVER, sentence("Drinking advice never goes above 1000 ml/h.")),
    ]
    if not ahead.weighed:
        candidates.append(
            (
                UNWEIGHED,
                sentence(
                    "Until you weigh yourself before and after a run, drinking advice stays at "
                    "or below 800 ml/h."
                ),
            )
        )
    litres, reason = min(candidates, key=lambda candidate: candidate[0])
    return Ceiling(sips(1000 * litres), reason)


def sips(millilitres: float) -> float:
    """Rounded down to a sip; what only rounding left short of one counts as one."""
    return max((millilitres + ROUNDING) // SIP * SIP, 0.0)


def is_to_thirst(ahead: Ahead) -> bool:
    """Over 4 h a range would be a schedule, and a schedule is how people over-drink."""
    return ahead.hours > VERY_LONG


def longest_step(ahead: Ahead) -> float:
    """Kilometres of the next longest run: a tenth beyond the longest of the last 30 days.

    Single runs beyond that went with more injuries (Frandsen 2025, hazard ratio 1.64 at 10 to
    30 %, doi:10.1136/bjsports-2024-109380). Where nothing is known, a beginner's first run.
    """
    longest = base(ahead.history, ahead.run).longest
    return STEP * longest if longest > 0 else FIRST_RUN
