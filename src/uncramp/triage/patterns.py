"""Rules for patterns of cramp that deserve a look: everywhere, at rest, again and again."""

from __future__ import annotations

from uncramp.terms.sentences import sentence
from uncramp.triage import classes, signs
from uncramp.triage.level import Level
from uncramp.triage.logic import AllOf, AnyOf, Told, Unless
from uncramp.triage.rule import Family, Rule
from uncramp.triage.signs import at_least, yes

CKS = "NICE CKS leg cramps; nidirect leg cramps"

REST = (
    sentence(
        "Cramps at rest in the daytime deserve a GP's look: blood tests and a list of your "
        "medicines help."
    ),
    sentence("For a cramp itself: gently stretch the muscle and hold it until it lets go."),
)

RULES = (
    Rule(
        id="everywhere-and-worse",
        family=Family.EVERYWHERE,
        level=Level.URGENT_TODAY,
        reason=sentence("Cramps in many muscles that do not settle."),
        when=(
            signs.many_places,
            Told(AnyOf(AllOf(signs.worse, signs.lasts_up_to(14)), yes("reduced_urine"))),
        ),
        advice=(
            sentence(
                "Cramps all over the body can come from wrong salts in the blood: have a blood "
                "test today."
            ),
            sentence("Weakness, a stumbling heart, confusion or dark urine means emergency."),
        ),
        source=CKS,
    ),
    Rule(
        id="everywhere",
        family=Family.EVERYWHERE,
        level=Level.SEE_CLINICIAN,
        reason=sentence("Cramps in many muscles, or in arms or trunk."),
        when=(signs.many_places,),
        advice=(
            sentence(
                "Cramps in many muscles deserve a doctor's look and a blood test for the salts."
            ),
            sentence("Weakness, a stumbling heart or dark urine: be seen at once."),
        ),
        source=CKS,
    ),
    Rule(
        id="at-rest",
        family=Family.AT_REST,
        level=Level.SEE_CLINICIAN,
        reason=sentence("Cramps at rest, in the daytime."),
        when=(
            signs.at_rest,
            Unless(AllOf(signs.better, signs.lasts_up_to(4))),
            Unless(signs.after_effort),
        ),
        advice=REST,
        source=CKS,
    ),
    Rule(
        id="recurrent-worse",
        family=Family.RECURRENT,
        level=Level.SEE_CLINICIAN,
        reason=sentence("Cramps or pain for weeks that get worse or keep coming back."),
        when=(Told(signs.lasts_from(13)), Told(AnyOf(signs.worse, signs.returning))),
        advice=(
            sentence(
                "More than once in a blue moon deserves a serious look: ask a GP, sports doctor "
                "or physiotherapist."
            ),
            sentence("Take notes of when it comes, and a list of what you take."),
        ),
        source=CKS,
    ),
    Rule(
        id="recurrent-runs",
        family=Family.RECURRENT,
        level=Level.SEE_CLINICIAN,
        reason=sentence("Cramps on every run, or on runs for six weeks or longer."),
        when=(
            Told(AnyOf(AllOf(signs.lasts_from(42), signs.with_effort), signs.every_run)),
            Unless(signs.better),
        ),
        advice=(
            sentence(
                "More than once in a blue moon deserves a serious look: ask a GP, sports doctor "
                "or physiotherapist."
            ),
            sentence("Take notes of when it comes, and a list of what you take."),
        ),
        source=CKS,
    ),
    Rule(
        id="night-often-and-bad",
        family=Family.RECURRENT,
        level=Level.SEE_CLINICIAN,
        reason=sentence(
            "Night cramps that are very painful, every night, or with a condition that adds to "
            "them."
        ),
        when=(
            signs.at_night,
            AnyOf(
                AllOf(Told(at_least("pain_0_10", 8)), Told(signs.lasts_from(13))),
                Told(signs.every_night),
                Told(AnyOf(classes.diabetes, classes.kidney)),
            ),
        ),
        advice=(
            sentence(
                "See a GP: cramps that spoil sleep or come every night deserve a look at blood "
                "and medicines."
            ),
            sentence("For a cramp itself: gently stretch the muscle and hold it until it lets go."),
        ),
        source=CKS,
    ),
    Rule(
        id="lost-weight",
        family=Family.RECURRENT,
        level=Level.SEE_CLINICIAN,
        reason=sentence("Lost weight over weeks."),
        when=(signs.lost_weight, Told(signs.lasts_from(20))),
        advice=(
            sentence("Weight that goes without being meant to, with cramps, deserves a GP's look."),
        ),
        source=CKS,
    ),
    Rule(
        id="pain-very-strong-and-growing",
        family=Family.RECURRENT,
        level=Level.SEE_CLINICIAN,
        reason=sentence("Very strong pain that grows."),
        when=(Told(at_least("pain_0_10", 7)), Told(signs.worse)),
        advice=(
            sentence("Pain that is strong and still grows should be examined within a day or two."),
        ),
        source=CKS,
    ),
)
