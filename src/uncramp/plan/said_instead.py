"""What the limits say where a room's own line may not be said, or where one is missing."""

from __future__ import annotations

from dataclasses import replace

from uncramp.evidence.claim import Certainty
from uncramp.plan.ahead import Ahead
from uncramp.plan.line import Line, LineKind
from uncramp.plan.salt import salt
from uncramp.terms.sentences import Amount, sentence

ALMOND = "over_drinking/almond-2005"

TOO_HOT = Line(
    LineKind.SAFETY,
    do=sentence("Do not race this: move, shorten or skip."),
    because=sentence(
        "In heat like this runners collapse, the well trained too, and no drink prevents it."
    ),
    certainty=Certainty.MODERATE,
    when=sentence("on the day"),
    claims=("heat/cooper-2016",),
    effort=5,
)

# Lipman 2017, doi:10.1136/emermed-2016-206353: 52 against 34 % with kidney injury over 80 km.
NO_PAINKILLERS = Line(
    LineKind.SAFETY,
    do=sentence(
        "Take no ibuprofen or other anti-inflammatory painkiller before or during the run."
    ),
    because=sentence(
        "On long runs they strain the kidneys: in a trial over 80 km, 52 of 100 runners with "
        "ibuprofen and 34 of 100 without had signs of it. They do nothing against cramp."
    ),
    certainty=Certainty.LOW,
    when=sentence("from the day before until you have eaten and drunk after it"),
    effort=1,
)

ASK_A_DOCTOR = Line(
    LineKind.REFER,
    do=sentence(
        "Ask your doctor how much to drink, and how much salt and food is right for you on a run "
        "like this. Until then drink to thirst."
    ),
    because=sentence(
        "With kidney or heart trouble, high blood pressure, a pregnancy, or a medicine that "
        "moves water and salt, amounts that suit others can harm you."
    ),
    certainty=Certainty.MODERATE,
    when=sentence("before the run"),
    effort=3,
)

FAMILIAR_FOOD = Line(
    LineKind.CARBOHYDRATE,
    do=sentence("Eat and carry what you know from training."),
    because=sentence(
        "Amounts hang on your conditions and medicines, which you have not told. Good practice, "
        "no evidence for cramp."
    ),
    certainty=Certainty.VERY_LOW,
    when=sentence("a meal in the 1 to 4 hours before; on the way if it takes over an hour"),
)

DIABETES_MEALS = replace(
    FAMILIAR_FOOD,
    do=sentence(
        "Fit what you eat before and during to your diabetes, with those who look after it."
    ),
    because=sentence(
        "A long run moves blood sugar for hours, and carbohydrate is counted against insulin. "
        "Good practice, no evidence for cramp."
    ),
)

SHORTER_STEP = sentence("Let your longest run grow by a tenth at most.")

WITHOUT_AMOUNT = {
    LineKind.DRINK: sentence("Drink to thirst."),
    LineKind.SALT: sentence("Choose a drink that holds some salt."),
    LineKind.CARBOHYDRATE: sentence("Eat what you know from training."),
}


def thirst_alone(ahead: Ahead) -> Line:
    """To thirst without an amount; on a long hot run never water alone."""
    return Line(
        LineKind.DRINK,
        do=sentence("Drink to thirst, and not plain water alone.")
        if ahead.is_long_and_hot
        else sentence("Drink to thirst."),
        because=sentence(
            "More than thirst asks for can thin the blood, which is dangerous; how much more is "
            "safe hangs on your conditions and medicines and on how much you sweat. Good "
            "practice, no evidence for cramp."
        ),
        certainty=Certainty.MODERATE,
        when=sentence("during the run"),
        claims=(ALMOND,),
        effort=1,
    )


def up_to(line: Line, most: float) -> Line:
    """The same line to thirst, with `most` ml/h as its upper limit."""
    return replace(
        line,
        do=sentence("Drink to thirst, up to {most}.", most=Amount(most, "ml/h")),
        amount=(0.0, most),
        when=sentence("during the run"),
        buys=None,
    )


def salted(ahead: Ahead) -> Line:
    """The salt that belongs to a drink on a long hot run."""
    return salt(ahead)
