"""Rules for over-drinking, heat, salts with heart symptoms, and collapse in hard effort."""

from __future__ import annotations

from uncramp.terms.sentences import sentence
from uncramp.triage import classes, signs
from uncramp.triage.level import Level
from uncramp.triage.logic import AllOf, AnyOf, Told, Unless
from uncramp.triage.rule import Family, Rule
from uncramp.triage.signs import at_least, yes

EAH = "Third International Exercise-Associated Hyponatremia Consensus 2015; WMS guideline 2014"
ACSM_HEAT = "ACSM expert consensus on exertional heat illness 2021"
ALMOND = "Almond 2005 N Engl J Med 352:1550 (weight gain); PMC6735969"
SICKLE = "NATA consensus: sickle cell trait and the athlete, 2007"
HEART = "NICE CG109 transient loss of consciousness; NICE CKS hyperkalaemia, hypokalaemia"

LOW_SODIUM = (
    sentence("Too much drink can thin the salt in the blood until the brain swells."),
    sentence("Do not drink more: no water, no sports drink, unless a medic tells you to."),
    sentence("Tell them how much you drank and that low sodium is possible."),
)
WATCH_SODIUM = (
    sentence("Do not drink more until you have passed plenty of urine."),
    sentence("Headache, vomiting, confusion or a fit in the next 24 hours means emergency."),
)
COOL = (
    sentence(
        "If it was hot or the skin feels hot: cool first, with cold water or ice over the whole body."
    ),
    sentence("Someone should stay, and lay an unconscious person on the side."),
    sentence(
        "Do not give drinks to someone who is confused, and do not let them drive or walk on."
    ),
)
HEAT_TODAY = (
    sentence("Lie down in the shade, legs up, and cool the skin with cold water."),
    sentence("Confusion, collapse or a temperature that does not fall means emergency."),
)
HEART_SALTS = (
    sentence(
        "Cramps with a racing or stumbling heart or a faint can mean that the salts in the blood "
        "(potassium, sodium, calcium) are wrong; that needs a blood test and a heart trace (ECG)."
    ),
    sentence("Do not run, and do not take salt or potassium tablets for it."),
)
SLUMP = (
    sentence(
        "Legs that give way early in a hard effort can be muscle breakdown, above all in people "
        "with sickle cell trait."
    ),
    sentence("Stop at once, lie down, cool down, and tell them about sickle cell trait."),
    sentence("Do not try to run through it."),
)

RULES = (
    Rule(
        id="collapse",
        family=Family.COLLAPSE,
        level=Level.EMERGENCY,
        reason=sentence("Someone collapsed, is confused or does not behave as usual."),
        when=(yes("confusion_collapse"),),
        advice=(*COOL, LOW_SODIUM[1]),
        source=f"{ACSM_HEAT}; {EAH}",
    ),
    Rule(
        id="collapse-sickle-trait",
        family=Family.COLLAPSE,
        level=Level.EMERGENCY,
        reason=sentence("Sickle cell trait, with weakness, strong pain or heat."),
        when=(
            classes.sickle_trait,
            AnyOf(
                signs.weak,
                yes("pain_out_of_proportion"),
                yes("confusion_collapse"),
                yes("palpitations_faint"),
                yes("dark_urine"),
                yes("cramp_over_10min"),
                AllOf(at_least("pain_0_10", 7), Unless(signs.better)),
            ),
        ),
        advice=SLUMP,
        source=SICKLE,
    ),
    Rule(
        id="collapse-sickle-trait-early",
        family=Family.COLLAPSE,
        level=Level.URGENT_TODAY,
        reason=sentence("Sickle cell trait, and the cramp came in a hard effort or in heat."),
        when=(
            classes.sickle_trait,
            AnyOf(Told(signs.warm_or_hot), Told(signs.hard_effort), signs.many_places),
        ),
        advice=SLUMP,
        source=SICKLE,
    ),
    Rule(
        id="collapse-sickle-trait-cramp",
        family=Family.COLLAPSE,
        level=Level.SEE_CLINICIAN,
        reason=sentence("Cramps in somebody with sickle cell trait."),
        when=(classes.sickle_trait,),
        advice=(
            sentence(
                "Ask a doctor who knows sickle cell trait before the next hard or hot session."
            ),
            sentence("Weak legs, strong pain or dark urine in an effort means emergency."),
        ),
        source=SICKLE,
    ),
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
            yes("fluid_intake_excessive"),
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
        id="heat-stroke-mind-unknown",
        family=Family.HEAT_STROKE,
        level=Level.EMERGENCY,
        reason=sentence("Heat, and confusion or collapse is not ruled out."),
        when=(signs.hot, yes("confusion_collapse")),
        advice=COOL,
        source=ACSM_HEAT,
    ),
    Rule(
        id="heat-stroke-hot-and-ill",
        family=Family.HEAT_STROKE,
        level=Level.EMERGENCY,
        reason=sentence("Effort in the heat, a high temperature, and feeling very ill."),
        when=(
            Told(signs.warm_or_hot),
            yes("fever"),
            Told(AnyOf(yes("vomiting_headache"), signs.weak_all_over, yes("palpitations_faint"))),
        ),
        advice=COOL,
        source=ACSM_HEAT,
    ),
    Rule(
        id="heat-stroke-faint",
        family=Family.HEAT_STROKE,
        level=Level.EMERGENCY,
        reason=sentence("Fainting or a racing heart after effort in the heat, with other signs."),
        when=(
            Told(signs.hot),
            yes("palpitations_faint"),
            Told(AnyOf(yes("vomiting_headache"), signs.weak, signs.many_places)),
        ),
        advice=COOL,
        source=ACSM_HEAT,
    ),
    Rule(
        id="heat-ill",
        family=Family.HEAT_STROKE,
        level=Level.URGENT_TODAY,
        reason=sentence(
            "Effort in the heat, and feverish, sick, faint, weak or cramping everywhere."
        ),
        when=(
            Told(signs.hot),
            AnyOf(
                yes("fever"),
                yes("vomiting_headache"),
                yes("palpitations_faint"),
                Told(signs.weak_all_over),
                AllOf(Told(signs.many_places), Unless(signs.better)),
            ),
        ),
        advice=HEAT_TODAY,
        source=ACSM_HEAT,
    ),
    Rule(
        id="heart-and-salts",
        family=Family.HEART_AND_SALTS,
        level=Level.EMERGENCY,
        reason=sentence(
            "Cramps with palpitations or a faint, and a medicine, illness or sign that upsets the salts."
        ),
        when=(
            yes("palpitations_faint"),
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
                signs.during_effort,
            ),
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
            AnyOf(classes.takes_diuretic, classes.takes_lithium, classes.salts),
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
