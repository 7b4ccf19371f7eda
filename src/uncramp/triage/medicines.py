"""Rules for medicines that cramp, weaken or break down muscle, or upset the salts."""

from __future__ import annotations

from uncramp.terms.sentences import sentence
from uncramp.triage import classes, signs
from uncramp.triage.level import Level
from uncramp.triage.logic import AnyOf, Told, Unless
from uncramp.triage.rule import Family, Rule
from uncramp.triage.signs import yes

STATIN = "NHS atorvastatin side effects; MHRA statins; ACC 2024"
CKS = "NICE CKS leg cramps (medicines)"
TOXICITY = "NICE CKS bipolar disorder: lithium toxicity; BNF lithium"

ASK = (
    sentence(
        "Ask the prescriber or a pharmacist this week whether the medicine adds to your cramps."
    ),
    sentence("Do not stop it on your own."),
    sentence("Until then, for a cramp: gently stretch the muscle and hold it until it lets go."),
    sentence("Dark urine or weakness means urgent: be seen the same day."),
)
MUSCLE_TODAY = (
    sentence(
        "Muscle pain or weakness with this medicine has to be checked the same day: ring the "
        "prescriber, a pharmacist or an out-of-hours service and ask about a CK blood test."
    ),
    sentence("Ask them before the next tablet whether to go on with it."),
    sentence("Dark urine means emergency."),
)
LITHIUM_TODAY = (
    sentence(
        "Vomiting, heat, weakness or too little drink can raise lithium to a harmful level: a "
        "blood test is needed today."
    ),
    sentence("Ask by telephone before the next tablet."),
    sentence("Confusion, shaking or unsteady walking means emergency."),
)

_lasting = AnyOf(signs.lasts_from(7), signs.worse, signs.at_rest, signs.returning)

RULES = (
    Rule(
        id="medicine-statin-weak",
        family=Family.MEDICINES,
        level=Level.URGENT_TODAY,
        reason=sentence("A statin, and muscles that are weak, swollen or painful far too much."),
        when=(
            Told(classes.takes_muscle_medicine),
            AnyOf(
                Told(signs.weak),
                Told(signs.marked_both),
                Told(yes("pain_out_of_proportion")),
                yes("dark_urine"),
            ),
        ),
        advice=MUSCLE_TODAY,
        source=STATIN,
    ),
    Rule(
        id="medicine-statin-with-another",
        family=Family.MEDICINES,
        level=Level.URGENT_TODAY,
        reason=sentence("A statin together with another medicine that makes it stronger."),
        when=(classes.takes_statin, classes.takes_with_statin),
        advice=MUSCLE_TODAY,
        source=STATIN,
    ),
    Rule(
        id="medicine-lithium",
        family=Family.MEDICINES,
        level=Level.URGENT_TODAY,
        reason=sentence(
            "Lithium, with vomiting, heat, weakness, little urine or an anti-inflammatory tablet."
        ),
        when=(
            Told(classes.takes_lithium),
            AnyOf(
                yes("vomiting_headache"),
                yes("reduced_urine"),
                Told(signs.hot),
                signs.weak,
                yes("fasciculation_wasting"),
                classes.takes_anti_inflammatory,
                classes.takes_diuretic,
                Told(signs.many_places),
            ),
        ),
        advice=LITHIUM_TODAY,
        source=TOXICITY,
    ),
    Rule(
        id="medicine-new-statin",
        family=Family.MEDICINES,
        level=Level.SEE_CLINICIAN,
        reason=sentence("Cramps since a statin was started or changed."),
        when=(classes.new_statin,),
        advice=ASK,
        source=STATIN,
    ),
    Rule(
        id="medicine-statin-lasting",
        family=Family.MEDICINES,
        level=Level.SEE_CLINICIAN,
        reason=sentence("A statin, and muscle pain that lasts or gets worse."),
        when=(classes.takes_statin, Told(_lasting), Unless(signs.better)),
        advice=ASK,
        source=STATIN,
    ),
    Rule(
        id="medicine-diuretic",
        family=Family.MEDICINES,
        level=Level.SEE_CLINICIAN,
        reason=sentence("A water tablet or lithium changes the body's salts."),
        when=(AnyOf(classes.takes_diuretic, classes.takes_lithium),),
        advice=ASK,
        source=CKS,
    ),
    Rule(
        id="medicine-new",
        family=Family.MEDICINES,
        level=Level.SEE_CLINICIAN,
        reason=sentence("Cramps since a new medicine or a new dose."),
        when=(classes.new_medicine,),
        advice=ASK,
        source=CKS,
    ),
    Rule(
        id="medicine-known-for-cramp",
        family=Family.MEDICINES,
        level=Level.SEE_CLINICIAN,
        reason=sentence("A medicine known for leg cramps, and cramps that keep coming."),
        when=(
            classes.takes_leg_cramp_medicine,
            Told(_lasting),
        ),
        advice=ASK,
        source=CKS,
    ),
    Rule(
        id="medicine-anti-inflammatory-and-kidney",
        family=Family.MEDICINES,
        level=Level.SEE_CLINICIAN,
        reason=sentence(
            "Anti-inflammatory tablets with a kidney, heart or blood pressure condition."
        ),
        when=(
            classes.takes_anti_inflammatory,
            AnyOf(classes.kidney, classes.heart, classes.takes_diuretic),
        ),
        advice=ASK,
        source=CKS,
    ),
)
