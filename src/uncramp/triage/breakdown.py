"""Rules for muscle breakdown."""

from __future__ import annotations

from uncramp.terms.sentences import sentence
from uncramp.triage import classes, signs
from uncramp.triage.level import Level
from uncramp.triage.logic import AllOf, AnyOf, Told, Unless
from uncramp.triage.rule import Family, Rule
from uncramp.triage.signs import at_least, yes

RHABDO = (
    "CDC/NIOSH rhabdomyolysis; CSMR 2021 clinical practice guidelines for exertional rhabdomyolysis"
)

BREAKDOWN = (
    sentence("Dark urine or very weak, swollen muscles can mean that muscle is breaking down."),
    sentence(
        "That can harm kidney and heart; it needs a CK blood test, potassium and urine checked."
    ),
    sentence(
        "Do not train, do not massage the muscles, and do not take anti-inflammatory tablets."
    ),
)

# Weakness of months has another story than that of days.
_weak_lately = AllOf(signs.weak, Unless(signs.lasts_from(30)))
_heavy = AnyOf(
    _weak_lately,
    signs.marked_swelling,
    yes("pain_out_of_proportion"),
    yes("reduced_urine"),
    yes("vomiting_headache"),
    yes("palpitations_faint"),
    Told(yes("cramp_over_10min")),
    Told(AllOf(at_least("pain_0_10", 7), signs.lasts(0.3, 30), Unless(signs.better))),
)

_any_muscle_sign = AnyOf(
    at_least("pain_0_10", 4),
    signs.any_swelling,
    yes("fever"),
    signs.warm_or_hot,
    signs.worse,
    signs.many_places,
    signs.child,
    classes.takes_muscle_medicine,
    classes.muscle_condition,
    classes.sickle_trait,
)


RULES = (
    Rule(
        id="breakdown-dark-urine-and-muscle",
        family=Family.MUSCLE_BREAKDOWN,
        level=Level.EMERGENCY,
        reason=sentence("Dark urine, with weak, swollen or very painful muscles."),
        when=(yes("dark_urine"), _heavy),
        advice=BREAKDOWN,
        source=RHABDO,
    ),
    Rule(
        id="breakdown-dark-urine-and-pain",
        family=Family.MUSCLE_BREAKDOWN,
        level=Level.EMERGENCY,
        reason=sentence("Dark urine, with sore muscles or something that adds to the risk."),
        when=(Told(yes("dark_urine")), Told(_any_muscle_sign)),
        advice=BREAKDOWN,
        source=RHABDO,
    ),
    Rule(
        id="breakdown-little-urine-and-muscle",
        family=Family.MUSCLE_BREAKDOWN,
        level=Level.EMERGENCY,
        reason=sentence(
            "Almost no urine, with weak, swollen or very painful muscles, or vomiting."
        ),
        when=(
            yes("reduced_urine"),
            Told(
                AnyOf(
                    AllOf(signs.weak_all_over, Unless(signs.lasts_from(30))),
                    signs.marked_both,
                    yes("pain_out_of_proportion"),
                    yes("vomiting_headache"),
                    AllOf(at_least("pain_0_10", 7), signs.lasts(0.3, 30)),
                )
            ),
        ),
        advice=BREAKDOWN,
        source=RHABDO,
    ),
    Rule(
        id="breakdown-dark-urine",
        family=Family.MUSCLE_BREAKDOWN,
        level=Level.URGENT_TODAY,
        reason=sentence("Dark, cola-coloured urine."),
        when=(yes("dark_urine"),),
        advice=BREAKDOWN,
        source=RHABDO,
    ),
    Rule(
        id="breakdown-little-urine",
        family=Family.MUSCLE_BREAKDOWN,
        level=Level.URGENT_TODAY,
        reason=sentence("Almost no urine."),
        when=(yes("reduced_urine"),),
        advice=BREAKDOWN,
        source=RHABDO,
    ),
    Rule(
        id="breakdown-weak-and-painful",
        family=Family.MUSCLE_BREAKDOWN,
        level=Level.URGENT_TODAY,
        reason=sentence("Muscles that are weak and also very painful or clearly swollen."),
        when=(
            Told(signs.weak_all_over),
            Told(
                AnyOf(
                    at_least("pain_0_10", 6),
                    signs.marked_swelling,
                    yes("pain_out_of_proportion"),
                    classes.takes_muscle_medicine,
                )
            ),
            Unless(AllOf(signs.better, signs.pain_below(7))),
        ),
        advice=BREAKDOWN,
        source=RHABDO,
    ),
    Rule(
        id="breakdown-marked-swelling",
        family=Family.MUSCLE_BREAKDOWN,
        level=Level.URGENT_TODAY,
        reason=sentence("Both sides are clearly swollen."),
        when=(signs.marked_both,),
        advice=BREAKDOWN,
        source=RHABDO,
    ),
    Rule(
        id="breakdown-muscle-illness",
        family=Family.MUSCLE_BREAKDOWN,
        level=Level.URGENT_TODAY,
        reason=sentence("Muscle pain that lasts, with an earlier muscle illness or breakdown."),
        when=(
            Told(classes.muscle_condition),
            AnyOf(
                AllOf(at_least("pain_0_10", 5), Unless(signs.better)),
                signs.weak,
                signs.any_swelling,
            ),
        ),
        advice=BREAKDOWN,
        source=RHABDO,
    ),
)
