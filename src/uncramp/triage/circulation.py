"""Rules for a limb without blood, and for pain that comes at a fixed distance."""

from __future__ import annotations

from uncramp.terms.sentences import sentence
from uncramp.triage import classes, signs
from uncramp.triage.level import Level
from uncramp.triage.logic import AllOf, AnyOf, Told, Unless
from uncramp.triage.rule import Family, Rule
from uncramp.triage.signs import at_least, yes

ISCHAEMIA = "NICE CKS acute limb ischaemia; ESVS 2020 acute limb ischaemia guideline"
CLAUDICATION = "NICE CG147 peripheral arterial disease"

NO_BLOOD = (
    sentence("A cold, pale or numb foot can mean that blood does not reach it; hours count."),
    sentence("Do not rub, warm or raise the leg, and do not run on it."),
    sentence("A vascular surgeon has to see it."),
)
NO_BLOOD_TODAY = (
    sentence("The circulation of the foot has to be checked the same day."),
    sentence("If it turns cold, numb, blue or weak and stays so, that means emergency."),
)
FIXED = (
    sentence(
        "Pain that comes at the same distance and goes when you stand still can come from the "
        "circulation: ask a GP to have the blood flow and the pulses in your legs checked."
    ),
    sentence("Pain at rest, a cold foot or a wound that does not heal: be seen the same day."),
)

_comes_with_effort = signs.helped_by_rest
# Toes that turn white in the cold, on both feet, without pain or weakness.
_mild_on_both_sides = AllOf(signs.both_sides, signs.pain_below(4), signs.not_weak)
_lasting_harm = AnyOf(
    AllOf(signs.numb, Unless(_comes_with_effort)),
    signs.weak,
    yes("pain_out_of_proportion"),
    at_least("pain_0_10", 7),
    signs.at_rest,
    yes("skin_wound"),
)

RULES = (
    Rule(
        id="limb-blood-cold-foot-and-harm",
        family=Family.LIMB_BLOOD,
        level=Level.EMERGENCY,
        reason=sentence(
            "A cold or pale foot that is also numb, weak, very painful, painful at rest or wounded."
        ),
        when=(Told(yes("cold_pale_foot")), _lasting_harm, Unless(_mild_on_both_sides)),
        advice=NO_BLOOD,
        source=ISCHAEMIA,
    ),
    Rule(
        id="limb-blood-cold-not-ruled-out",
        family=Family.LIMB_BLOOD,
        level=Level.EMERGENCY,
        reason=sentence("A painful, numb leg, and a cold or pale foot is not ruled out."),
        when=(
            Told(AllOf(signs.numb, at_least("pain_0_10", 5))),
            yes("cold_pale_foot"),
            Unless(_comes_with_effort),
        ),
        advice=NO_BLOOD,
        source=ISCHAEMIA,
    ),
    Rule(
        id="limb-blood-cold-foot",
        family=Family.LIMB_BLOOD,
        level=Level.EMERGENCY,
        reason=sentence("A foot is cold or pale."),
        when=(
            yes("cold_pale_foot"),
            Unless(AnyOf(signs.both_sides, _comes_with_effort)),
        ),
        advice=NO_BLOOD,
        source=ISCHAEMIA,
    ),
    Rule(
        id="limb-blood-cold-foot-with-effort",
        family=Family.LIMB_BLOOD,
        level=Level.URGENT_TODAY,
        reason=sentence("A foot gets cold or pale with effort, or both feet are cold and hurt."),
        when=(
            yes("cold_pale_foot"),
            Unless(_mild_on_both_sides),
        ),
        advice=NO_BLOOD_TODAY,
        source=ISCHAEMIA,
    ),
    Rule(
        id="limb-blood-both-cold",
        family=Family.LIMB_BLOOD,
        level=Level.SEE_CLINICIAN,
        reason=sentence("Both feet get cold or pale."),
        when=(yes("cold_pale_foot"),),
        advice=(
            sentence("Feet that turn white or cold again and again are worth a look by a GP."),
            sentence("If one stays cold, numb or painful, that means emergency."),
        ),
        source=ISCHAEMIA,
    ),
    Rule(
        id="limb-blood-fixed-distance-and-rest-pain",
        family=Family.LIMB_BLOOD,
        level=Level.URGENT_TODAY,
        reason=sentence(
            "Pain at a fixed walking distance, and now also at rest, numb or with a wound."
        ),
        when=(
            Told(yes("walking_distance_pain")),
            AnyOf(
                yes("skin_wound"),
                signs.at_rest,
                AllOf(signs.at_night, AnyOf(classes.vessels, signs.older)),
                AllOf(signs.numb, AnyOf(classes.vessels, signs.older)),
                Told(AllOf(signs.worse, signs.lasts_up_to(14))),
            ),
        ),
        advice=NO_BLOOD_TODAY,
        source=CLAUDICATION,
    ),
    Rule(
        id="fixed-distance",
        family=Family.FIXED_DISTANCE,
        level=Level.SEE_CLINICIAN,
        reason=sentence("The pain comes at a fixed distance and goes when you stop."),
        when=(yes("walking_distance_pain"),),
        advice=FIXED,
        source=CLAUDICATION,
    ),
)
