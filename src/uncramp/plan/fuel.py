"""Carbohydrate before and on the way, by how long the run takes.

No study of carbohydrate and cramp was found, so these lines are good practice for the run
and say so. The article's meal 90 minutes before is one way to keep to the 1 to 4 hours that
guidance names (Thomas, Erdman and Burke 2016, doi:10.1249/MSS.0000000000000852).
"""

from __future__ import annotations

from collections.abc import Iterator

from uncramp.evidence.claim import Certainty
from uncramp.plan.ahead import Ahead
from uncramp.plan.line import Line, LineKind
from uncramp.terms.sentences import Amount, Sentence, sentence

MEAL_FROM = 1.0  # h of running from which a meal before is advised
BY_WINDOW = ((60.0, 1.0), (90.0, 1.5), (120.0, 2.0), (180.0, 3.0), (240.0, 4.0))  # min, g/kg
MEAL = 90.0  # min before, as the article has it
LEAST = 1.0  # g/kg; what is enough at any time in the window
BY_DURATION = (  # h up to which, g/h from and to (Jeukendrup 2014, doi:10.1007/s40279-014-0148-z)
    (1.0, (0.0, 0.0)),
    (2.0, (30.0, 30.0)),
    (2.5, (30.0, 60.0)),
    (float("inf"), (60.0, 90.0)),
)
FEW = 5.0  # g; rounding of what people can count
CLAIMS_BEFORE = ("carbohydrate_before_gap/miller-2022",)
CLAIMS_DURING = ("carbohydrate_gap/jung-2005",)


def fuelling(ahead: Ahead) -> Iterator[Line]:
    """A meal before and food on the way, for runs of more than an hour."""
    if ahead.hours > MEAL_FROM:
        yield before(ahead)
        yield during(ahead)


def before(ahead: Ahead) -> Line:
    """1 g/kg an hour before up to 4 g/kg four hours before; 90 minutes is one way."""
    most = dict(BY_WINDOW)[MEAL]
    known = ahead.told.mass_before or ahead.runner.mass
    low, high = LEAST, most
    if known:
        low, high = (round(known * grams / FEW) * FEW for grams in (LEAST, most))
    return Line(
        LineKind.CARBOHYDRATE,
        do=sentence(
            "Eat a meal with {low} to {high} of carbohydrate.",
            low=Amount(low, "", 0 if known else 1),
            high=Amount(high, "g" if known else "g/kg", 0 if known else 1),
        ),
        because=sentence(
            "For runs over an hour guidance is 1 to 4 g/kg, the more the earlier. It feeds the "
            "muscle."
        ),
        certainty=Certainty.VERY_LOW,
        amount=(low, high),
        unit="g" if known else "g/kg",
        when=sentence("about 90 minutes before; earlier, at 3 to 4 hours, up to twice as much"),
        claims=CLAIMS_BEFORE,
        effort=1,
    )


def during_grams(ahead: Ahead) -> tuple[float, float]:
    """g/h from and to by duration, one step at a time from what this stomach has met."""
    low, high = next(grams for up_to, grams in BY_DURATION if ahead.hours <= up_to)
    high = ahead.habit.next_carbohydrate(high)
    return min(low, high), high


def during(ahead: Ahead) -> Line:
    """Food on the way, in grams an hour."""
    low, high = during_grams(ahead)
    return Line(
        LineKind.CARBOHYDRATE,
        do=_do(low, high),
        because=sentence(
            "What muscles burn in {hours} is more than they hold in store at that effort.",
            hours=Amount(ahead.hours, "h", 1),
        ),
        certainty=Certainty.VERY_LOW,
        amount=(low, high) if high > low else high,
        unit="g/h",
        when=sentence("from the first half hour on, a little every 20 to 30 minutes"),
        claims=CLAIMS_DURING,
        effort=2,
    )


def _do(low: float, high: float) -> Sentence:
    if high > 60:
        return sentence(
            "Take {low} to {high} of carbohydrate; more than 60 only if you have practised it, "
            "from glucose and fructose together.",
            low=Amount(low),
            high=Amount(high, "g/h"),
        )
    if low == high:
        return sentence("Take {high} of carbohydrate.", high=Amount(high, "g/h"))
    return sentence(
        "Take {low} to {high} of carbohydrate.", low=Amount(low), high=Amount(high, "g/h")
    )
