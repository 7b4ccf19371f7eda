"""Rules for too much drink, and for salts that upset the heart."""

from __future__ import annotations

from uncramp.terms.sentences import sentence
from uncramp.triage import classes, signs
from uncramp.triage.level import Level
from uncramp.triage.logic import AllOf, AnyOf, Told, Unless
from uncramp.triage.rule import Family, Rule
from uncramp.triage.signs import yes

EAH = "Third International Exercise-Associated Hyponatremia Consensus 2015; WMS guideline 2014"
ALMOND = "Almond 2005 N Engl J Med 352:1550 (weight gain); PMC6735969"
HEART = "NICE CG109 transient loss of consciousness; NICE CKS hyperkalaemia, hypokalaemia"
NO_MORE_DRINK = sentence(
    "Do not drink more: no water, no sports drink, unless a medic tells you to."
)
LOW_SODIUM = (
    NO_MORE_DRINK,
    sentence("Too much drink can thin the salt in the blood until the brain swells."),
    sentence("Tell them how much you drank and that low sodium is possible."),
)

WATCH_SODIUM = (
    sentence("Do not drink more until you have passed plenty of urine."),
    sentence("Headache, vomiting, confusion or a fit in the next 24 hours means emergency."),
)

HEART_SALTS = (
    sentence(
        "Cramps with a racing or stumbling heart or a faint can mean that the salts in the blood "
        "(potassium, sodium, calcium) are wrong; that needs a blood test and a heart trace (ECG)."
    ),
    sentence("Do not run, and do not take salt or potassium tablets for it."),
)


RULES = (
    Rule(
        id="low-sodium-signs-after-drinking",
        family=Family.LOW_SODIUM,
        level=Level.EMERGENCY,
        reason=sentence("Headache or vomiting after drinking a lot."),
        when=(yes("vomiting_headache"), yes("fluid_intake_excessive")),
        advice=LOW_SODIUM,
        source=EAH,
    ),
    Rule(
        id="low-sodium-signs-and-gain",
        family=Family.LOW_SODIUM,
        level=Level.EMERGENCY,
        reason=sentence("Headache, vomiting or weakness, and heavier than before the run."),
        when=(
            Told(AnyOf(yes("vomiting_headache"), signs.weak_all_over, yes("palpitations_faint"))),
            signs.gained_weight,
        ),
        advice=LOW_SODIUM,
        source=f"{EAH}; {ALMOND}",
    ),
    Rule(
        id="low-sodium-mind-unknown",
        family=Family.LOW_SODIUM,
        level=Level.EMERGENCY,
        reason=sentence("A lot of drink, and confusion is not ruled out."),
        when=(
            AnyOf(yes("fluid_intake_excessive"), signs.gained_weight),
            yes("confusion_collapse"),
        ),
        advice=LOW_SODIUM,
        source=EAH,
    ),
    Rule(
        id="low-sodium-weak-after-drinking",
        family=Family.LOW_SODIUM,
        level=Level.EMERGENCY,
        reason=sentence("Weak all over or a stumbling heart after drinking a lot."),
        when=(
            Told(yes("fluid_intake_excessive")),
            Told(AnyOf(signs.weak_all_over, yes("palpitations_faint"))),
        ),
        advice=LOW_SODIUM,
        source=EAH,
    ),
    Rule(
        id="low-sodium-drank-and-gained",
        family=Family.LOW_SODIUM,
        level=Level.URGENT_TODAY,
        reason=sentence("A lot of drink, and signs that the body keeps the water."),
        when=(
            Told(yes("fluid_intake_excessive")),
            AnyOf(
                signs.gained_weight,
                Told(signs.swollen_both),
                Told(yes("reduced_urine")),
                Told(signs.many_places),
                Told(signs.worse),
            ),
        ),
        advice=WATCH_SODIUM,
        source=EAH,
    ),
    Rule(
        id="low-sodium-drank-much",
        family=Family.LOW_SODIUM,
        level=Level.SEE_CLINICIAN,
        reason=sentence("You drank a great deal, or came back heavier than you left."),
        when=(AnyOf(yes("fluid_intake_excessive"), signs.gained_half_a_kilogram),),
        advice=WATCH_SODIUM,
        source=EAH,
    ),
    Rule(
        id="headache-or-vomiting",
        family=Family.LOW_SODIUM,
        level=Level.URGENT_TODAY,
        reason=sentence("Headache or vomiting together with cramps."),
        when=(yes("vomiting_headache"), Unless(signs.better)),
        advice=WATCH_SODIUM,
        source=EAH,
    ),
    Rule(
        id="headache-or-vomiting-easing",
        family=Family.LOW_SODIUM,
        level=Level.SEE_CLINICIAN,
        reason=sentence("Headache or vomiting together with cramps, now easing."),
        when=(yes("vomiting_headache"),),
        advice=WATCH_SODIUM,
        source=EAH,
    ),
    Rule(
        id="heart-and-salts",
        family=Family.HEART_AND_SALTS,
        level=Level.EMERGENCY,
        reason=sentence(
            "Cramps with palpitations or a faint, and a medicine, illness or sign that upsets the "
            "salts."
        ),
        when=(
            Told(yes("palpitations_faint")),
            AnyOf(
                classes.takes_rhythm_medicine,
                classes.salts,
                classes.heart,
                yes("vomiting_headache"),
                signs.weak_all_over,
                signs.many_places,
                Told(signs.numb),
                yes("fever"),
                yes("dark_urine"),
                yes("reduced_urine"),
                signs.pregnant,
                Told(signs.during_effort),
                Told(signs.at_rest),
                Told(AllOf(signs.back_or_buttock, signs.older)),
            ),
        ),
        advice=HEART_SALTS,
        source=HEART,
    ),
    Rule(
        id="heart-unknown-and-salts-lost",
        family=Family.HEART_AND_SALTS,
        level=Level.EMERGENCY,
        reason=sentence(
            "A medicine or illness that upsets the salts, weakness or vomiting, and palpitations "
            "not ruled out."
        ),
        when=(
            Told(AnyOf(classes.takes_diuretic, classes.takes_lithium, classes.salts)),
            Told(AnyOf(signs.weak_all_over, yes("vomiting_headache"))),
            yes("palpitations_faint"),
        ),
        advice=HEART_SALTS,
        source=HEART,
    ),
    Rule(
        id="salts-adrenal-crisis",
        family=Family.HEART_AND_SALTS,
        level=Level.EMERGENCY,
        reason=sentence("Vomiting or weakness with an adrenal illness."),
        when=(
            Told(classes.adrenal),
            Told(AnyOf(signs.weak_all_over, yes("vomiting_headache"))),
        ),
        advice=HEART_SALTS,
        source=HEART,
    ),
    Rule(
        id="heart-and-faint",
        family=Family.HEART_AND_SALTS,
        level=Level.URGENT_TODAY,
        reason=sentence("Palpitations or a faint together with cramps."),
        when=(yes("palpitations_faint"),),
        advice=HEART_SALTS,
        source=HEART,
    ),
    Rule(
        id="salts-lost",
        family=Family.HEART_AND_SALTS,
        level=Level.URGENT_TODAY,
        reason=sentence(
            "Weakness all over or vomiting, and a medicine or illness that upsets the body's salts."
        ),
        when=(
            Told(AnyOf(classes.takes_diuretic, classes.takes_lithium, classes.salts)),
            AnyOf(Told(signs.weak_all_over), yes("vomiting_headache"), Told(yes("reduced_urine"))),
        ),
        advice=HEART_SALTS,
        source=HEART,
    ),
    Rule(
        id="salts-illness",
        family=Family.HEART_AND_SALTS,
        level=Level.SEE_CLINICIAN,
        reason=sentence("Cramps with an illness that changes the body's salts."),
        when=(classes.salts,),
        advice=(
            sentence("Ask your doctor whether the salts in your blood should be checked."),
            sentence("Palpitations, fainting or weakness all over means emergency."),
        ),
        source=HEART,
    ),
)
