"""Rules for infection of skin, muscle, joint or blood."""

from __future__ import annotations

from uncramp.terms.sentences import sentence
from uncramp.triage import classes, signs
from uncramp.triage.level import Level
from uncramp.triage.logic import AllOf, AnyOf, Told, Unless
from uncramp.triage.rule import Family, Rule
from uncramp.triage.signs import at_least, yes

SEPSIS = "NICE NG51/NG253 suspected sepsis; NICE NG141 cellulitis"
FOOT = "NICE NG19 diabetic foot problems"

TOXIC = (
    sentence(
        "Fever or a wound with severe pain, confusion, a racing heart or hardly any urine can be "
        "a spreading infection (sepsis); it needs antibiotics in hospital within the hour."
    ),
    sentence("Do not wait for it to pass, and do not run or massage the muscle."),
)
INFECTED = (
    sentence(
        "A hot, red, swollen or feverish limb can be an infection: it may need antibiotics the "
        "same day."
    ),
    sentence("Draw a line around the redness, so that you can see whether it spreads."),
    sentence("Confusion, shivering, a racing heart or pain that grows fast means emergency."),
    sentence("Do not run with a fever, and do not massage the leg."),
)
FEVERISH = (
    sentence("Do not run with a fever: the heart muscle can be inflamed too."),
    sentence("See a doctor if it lasts longer than two days or you feel very ill."),
    sentence("A hot swollen limb, a stiff neck or dark urine means: be seen at once."),
)

_very_ill = AnyOf(
    yes("confusion_collapse"),
    yes("pain_out_of_proportion"),
    yes("palpitations_faint"),
    yes("reduced_urine"),
    Told(classes.immune_medicine),
    Told(classes.immune_condition),
    Told(classes.takes_heat_risk_medicine),
)

RULES = (
    Rule(
        id="infection-very-ill",
        family=Family.INFECTION,
        level=Level.EMERGENCY,
        reason=sentence("Fever, and signs or medicines that make an infection dangerous."),
        when=(yes("fever"), _very_ill),
        advice=TOXIC,
        source=SEPSIS,
    ),
    Rule(
        id="infection-deep",
        family=Family.INFECTION,
        level=Level.EMERGENCY,
        reason=sentence("A wound or hot skin, with pain far beyond what is to be seen."),
        when=(
            Told(AnyOf(yes("skin_wound"), yes("warmth_redness"))),
            AnyOf(
                Told(yes("pain_out_of_proportion")),
                Told(AllOf(yes("fever"), at_least("pain_0_10", 8))),
                Told(yes("confusion_collapse")),
            ),
        ),
        advice=TOXIC,
        source=SEPSIS,
    ),
    Rule(
        id="infection-limb",
        family=Family.INFECTION,
        level=Level.URGENT_TODAY,
        reason=sentence("Fever with a wound, a hot or swollen limb, or pain in one place."),
        when=(
            yes("fever"),
            Told(
                AnyOf(
                    yes("skin_wound"),
                    yes("warmth_redness"),
                    signs.swollen_one_side,
                    yes("vomiting_headache"),
                    signs.weak,
                )
            ),
        ),
        advice=INFECTED,
        source=SEPSIS,
    ),
    Rule(
        id="infection-fever",
        family=Family.INFECTION,
        level=Level.URGENT_TODAY,
        reason=sentence("Fever together with cramps."),
        when=(yes("fever"), Unless(signs.both_sides)),
        advice=INFECTED,
        source=SEPSIS,
    ),
    Rule(
        id="infection-wound",
        family=Family.INFECTION,
        level=Level.URGENT_TODAY,
        reason=sentence(
            "A wound that is hot, swollen or very sore, or with diabetes or a weak defence."
        ),
        when=(
            yes("skin_wound"),
            AnyOf(
                yes("warmth_redness"),
                signs.swollen_one_side,
                Told(classes.diabetes),
                Told(classes.immune_medicine),
                Told(classes.immune_condition),
                Told(signs.jaw_or_face),
                Told(signs.many_places),
                AllOf(signs.worse, Told(at_least("pain_0_10", 6))),
            ),
        ),
        advice=INFECTED,
        source=f"{SEPSIS}; {FOOT}",
    ),
    Rule(
        id="infection-fever-both-sides",
        family=Family.INFECTION,
        level=Level.SEE_CLINICIAN,
        reason=sentence("Fever with aching on both sides."),
        when=(yes("fever"),),
        advice=FEVERISH,
        source=SEPSIS,
    ),
)
