"""Rules for muscle breakdown and for pressure in a muscle compartment."""

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
BOAST = "BOAST acute compartment syndrome; StatPearls acute compartment syndrome"
CECS = "eTG rheumatology: chronic exertional compartment syndrome"
JAAOS = "JAAOS 2003 chronic exertional compartment syndrome"

BREAKDOWN = (
    sentence("Dark urine or very weak, swollen muscles can mean that muscle is breaking down."),
    sentence(
        "That can harm kidney and heart; it needs a CK blood test, potassium and urine checked."
    ),
    sentence(
        "Do not train, do not massage the muscles, and do not take anti-inflammatory tablets."
    ),
)
PRESSURE = (
    sentence(
        "A muscle that stays hard and hurts more than it should can be under so much pressure that "
        "it loses its blood; a surgeon has to see it within hours."
    ),
    sentence("Loosen anything tight and keep the limb level with the heart."),
    sentence(
        "Do not bandage, raise, ice, stretch or massage it, and do not wait for painkillers to work."
    ),
)
STILL_HARD = (
    sentence("A cramp that does not let go after ten minutes has to be looked at the same day."),
    sentence("Growing pain, a numb or weak foot, or dark urine means emergency."),
)
EXERTIONAL = (
    sentence(
        "Tightness, pain or numbness that starts at the same point of each run and goes with rest "
        "can be pressure in a muscle compartment: see a sports doctor, and run below that point until then."
    ),
    sentence("If it does not go away within half an hour of rest, that means emergency."),
)

_heavy = AnyOf(
    signs.weak,
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
_goes_with_rest = AnyOf(signs.helped_by_rest, signs.better)

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
                    signs.weak_all_over,
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
            signs.weak_all_over,
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
            classes.muscle_condition,
            AnyOf(
                AllOf(at_least("pain_0_10", 5), Unless(signs.better)),
                signs.weak,
                signs.any_swelling,
            ),
        ),
        advice=BREAKDOWN,
        source=RHABDO,
    ),
    Rule(
        id="compartment",
        family=Family.COMPARTMENT,
        level=Level.EMERGENCY,
        reason=sentence(
            "Pain far beyond what it should be, with a numb, weak, hard or swollen muscle or a cold foot."
        ),
        when=(
            yes("pain_out_of_proportion"),
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
            yes("cramp_over_10min"),
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
        reason=sentence("A very painful, clearly swollen muscle with a numb or weak foot."),
        when=(
            signs.marked_one_side,
            Told(at_least("pain_0_10", 7)),
            Told(AnyOf(signs.numb, AllOf(signs.weak_focal, Unless(yes("pop_tear"))))),
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
        when=(yes("cramp_over_10min"), Unless(signs.better)),
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
            "Pain, tightness or numbness at the same point of each run, gone with rest."
        ),
        when=(
            Told(AnyOf(signs.fixed_effort, signs.shin, AllOf(signs.numb, signs.with_effort))),
            Told(_goes_with_rest),
            Told(signs.lasts(13, 1e9)),
        ),
        advice=EXERTIONAL,
        source=f"{CECS}; {JAAOS}",
    ),
)
