"""Rules for pressure in a muscle compartment: acute, and again and again with effort."""

from __future__ import annotations

from uncramp.terms.sentences import sentence
from uncramp.triage import classes, signs
from uncramp.triage.level import Level
from uncramp.triage.logic import AllOf, AnyOf, Told, Unless
from uncramp.triage.rule import Family, Rule
from uncramp.triage.signs import at_least, yes

BOAST = "BOAST acute compartment syndrome; StatPearls acute compartment syndrome"
CECS = "eTG rheumatology: chronic exertional compartment syndrome"
JAAOS = "JAAOS 2003 chronic exertional compartment syndrome"
PRESSURE = (
    sentence(
        "A muscle that stays hard and hurts more than it should can be under so much pressure "
        "that it loses its blood; a surgeon has to see it within hours."
    ),
    sentence("Loosen anything tight and keep the limb level with the heart."),
    sentence(
        "Do not bandage, raise, ice, stretch or massage it, and do not wait for painkillers to "
        "work."
    ),
)

STILL_HARD = (
    sentence("A cramp that does not let go after ten minutes has to be looked at the same day."),
    sentence("Growing pain, a numb or weak foot, or dark urine means emergency."),
)

EXERTIONAL = (
    sentence(
        "Tightness, pain or numbness that starts at the same point of each run and goes with rest "
        "can be pressure in a muscle compartment: see a sports doctor, and run below that point "
        "until then."
    ),
    sentence("If it does not go away within half an hour of rest, that means emergency."),
)

_comes_back_and_goes_with_rest = AllOf(
    signs.helped_by_rest, signs.lasts_from(13), Unless(signs.at_rest)
)

_lets_go_after_all = AnyOf(
    signs.better, _comes_back_and_goes_with_rest, AllOf(signs.at_night, signs.lets_go_with_stretch)
)

RULES = (
    Rule(
        id="compartment",
        family=Family.COMPARTMENT,
        level=Level.EMERGENCY,
        reason=sentence(
            "Pain far beyond what it should be, with a numb, weak, hard or swollen muscle or a "
            "cold foot."
        ),
        when=(
            Told(yes("pain_out_of_proportion")),
            AnyOf(
                signs.numb,
                signs.weak_focal,
                signs.marked_one_side,
                yes("cold_pale_foot"),
                yes("cramp_over_10min"),
                at_least("pain_0_10", 8),
                Told(signs.at_rest),
                classes.takes_blood_thinner,
            ),
        ),
        advice=PRESSURE,
        source=BOAST,
    ),
    Rule(
        id="compartment-does-not-let-go",
        family=Family.COMPARTMENT,
        level=Level.EMERGENCY,
        reason=sentence(
            "The muscle did not let go, and it is numb, weak, clearly swollen or hurts very much."
        ),
        when=(
            Told(yes("cramp_over_10min")),
            Unless(_comes_back_and_goes_with_rest),
            AnyOf(
                Told(signs.numb),
                Told(signs.weak),
                Told(signs.marked_swelling),
                AllOf(at_least("pain_0_10", 8), Unless(signs.better)),
                AllOf(Told(signs.at_rest), at_least("pain_0_10", 6), Unless(signs.better)),
                AllOf(Told(signs.helped_by_nothing), at_least("pain_0_10", 6)),
            ),
        ),
        advice=PRESSURE,
        source=BOAST,
    ),
    Rule(
        id="compartment-hard-painful-numb",
        family=Family.COMPARTMENT,
        level=Level.EMERGENCY,
        reason=sentence("A very painful, clearly swollen muscle with numbness."),
        when=(
            signs.marked_one_side,
            Told(at_least("pain_0_10", 7)),
            Told(signs.numb),
        ),
        advice=PRESSURE,
        source=BOAST,
    ),
    Rule(
        id="compartment-not-ruled-out",
        family=Family.COMPARTMENT,
        level=Level.EMERGENCY,
        reason=sentence(
            "A strong pain with numbness, weakness or clear swelling, and the signs of pressure "
            "are not ruled out."
        ),
        when=(
            Told(
                AllOf(
                    at_least("pain_0_10", 6),
                    AnyOf(signs.numb, signs.weak_focal, signs.marked_one_side),
                )
            ),
            Unless(_comes_back_and_goes_with_rest),
            AnyOf(yes("pain_out_of_proportion"), yes("cramp_over_10min")),
        ),
        advice=PRESSURE,
        source=BOAST,
    ),
    Rule(
        id="compartment-pain-beyond-measure",
        family=Family.COMPARTMENT,
        level=Level.URGENT_TODAY,
        reason=sentence("Pain far beyond what it should be."),
        when=(yes("pain_out_of_proportion"),),
        advice=STILL_HARD,
        source=BOAST,
    ),
    Rule(
        id="compartment-still-cramping",
        family=Family.COMPARTMENT,
        level=Level.URGENT_TODAY,
        reason=sentence("The cramp did not let go within ten minutes."),
        when=(yes("cramp_over_10min"), Unless(_lets_go_after_all)),
        advice=STILL_HARD,
        source=JAAOS,
    ),
    Rule(
        id="compartment-let-go-late",
        family=Family.COMPARTMENT,
        level=Level.SEE_CLINICIAN,
        reason=sentence("The cramp took more than ten minutes to let go."),
        when=(yes("cramp_over_10min"),),
        advice=STILL_HARD[1:],
        source=JAAOS,
    ),
    Rule(
        id="exertional-compartment",
        family=Family.EXERTIONAL_COMPARTMENT,
        level=Level.SEE_CLINICIAN,
        reason=sentence(
            "Pain, tightness or numbness of runs in the shin or at the same point, for weeks."
        ),
        when=(
            Told(AnyOf(signs.fixed_effort, signs.shin, AllOf(signs.numb, signs.with_effort))),
            Told(signs.lasts_from(13)),
        ),
        advice=EXERTIONAL,
        source=f"{CECS}; {JAAOS}",
    ),
)
