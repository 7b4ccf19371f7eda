"""Rules for a torn tendon or muscle, and for a bone under stress."""

from __future__ import annotations

from uncramp.terms.sentences import sentence
from uncramp.triage import classes, signs
from uncramp.triage.level import Level
from uncramp.triage.logic import AllOf, AnyOf, Told, Unless
from uncramp.triage.rule import Family, Rule
from uncramp.triage.signs import at_least, one_of, yes

BOYD = "Boyd 2015 Br J Gen Pract 65:668 doi:10.3399/bjgp15X688069"
TEAR = "IJSPT recurrent calf strain review; NICE CKS Achilles tendinopathy"
BONE = "BJSM bone stress injury consensus; IOC consensus on relative energy deficiency (REDs) 2023"
MHRA = "MHRA Drug Safety Update 2019 and 2023: fluoroquinolones and tendons"

RUPTURE = (
    sentence(
        "A pop, or not being able to rise on the toes, can be a torn Achilles tendon or muscle "
        "even where it hardly hurts; a day's delay makes it harder to mend."
    ),
    sentence("Do not stretch it, do not do heel drops, and do not run or walk far on it."),
    sentence("Keep the foot pointing down and be seen the same day."),
)
TEAR_SOON = (
    sentence(
        "A pop or a tear in a muscle should be looked at by a sports doctor or physiotherapist."
    ),
    sentence(
        "Do not stretch it and do not run until then; lower the load and walk only without a limp."
    ),
    sentence(
        "If swelling or a bruise grows, or you can no longer rise on the toes, be seen the same "
        "day."
    ),
)
BONE_SOON = (
    sentence(
        "Pain on pressing one spot of the bone can be a stress fracture: see a sports doctor or "
        "GP about a scan (X-ray or MRI)."
    ),
    sentence("Do not run or jump on it until then, and do not try to run through it."),
    sentence("If you cannot put weight on it, or it hurts at night, be seen the same day."),
)
BONE_TODAY = (
    sentence(
        "This can be a bone that is about to break (a stress fracture); it has to be looked at "
        "and imaged the same day."
    ),
    sentence("Do not put weight on it, and do not run: use crutches or be driven."),
)

_can_use_it = AllOf(
    one_of("cannot_heel_raise_or_bear_weight", "no"),
    signs.not_weak,
    Unless(signs.marked_swelling),
    Unless(signs.achilles),
    Unless(at_least("pain_0_10", 8)),
)

RULES = (
    Rule(
        id="tendon-cannot-rise",
        family=Family.TENDON_AND_TEAR,
        level=Level.URGENT_TODAY,
        reason=sentence("You cannot rise on your toes or put weight on the leg."),
        when=(yes("cannot_heel_raise_or_bear_weight"),),
        advice=RUPTURE,
        source=BOYD,
    ),
    Rule(
        id="tendon-pop",
        family=Family.TENDON_AND_TEAR,
        level=Level.URGENT_TODAY,
        reason=sentence("You felt a pop, a kick or a tear."),
        when=(yes("pop_tear"), Unless(_can_use_it)),
        advice=RUPTURE,
        source=BOYD,
    ),
    Rule(
        id="tendon-use-unknown",
        family=Family.TENDON_AND_TEAR,
        level=Level.URGENT_TODAY,
        reason=sentence("A pop or sudden pain at the Achilles tendon, and strength is not known."),
        when=(
            Told(AnyOf(yes("pop_tear"), AllOf(signs.achilles, signs.weak))),
            yes("cannot_heel_raise_or_bear_weight"),
        ),
        advice=RUPTURE,
        source=BOYD,
    ),
    Rule(
        id="tendon-pop-unknown",
        family=Family.TENDON_AND_TEAR,
        level=Level.URGENT_TODAY,
        reason=sentence("Weak at the Achilles tendon or calf, and a pop is not ruled out."),
        when=(Told(AllOf(signs.calf_or_achilles, signs.weak_focal)), yes("pop_tear")),
        advice=RUPTURE,
        source=BOYD,
    ),
    Rule(
        id="tendon-weak-achilles",
        family=Family.TENDON_AND_TEAR,
        level=Level.URGENT_TODAY,
        reason=sentence("The Achilles tendon hurts and the foot has lost strength."),
        when=(Told(signs.achilles), Told(signs.weak)),
        advice=RUPTURE,
        source=BOYD,
    ),
    Rule(
        id="tendon-antibiotic",
        family=Family.TENDON_AND_TEAR,
        level=Level.URGENT_TODAY,
        reason=sentence("Tendon or calf pain while taking an antibiotic that can harm tendons."),
        when=(
            Told(classes.takes_tendon_antibiotic),
            Told(AnyOf(signs.calf_or_achilles, signs.joint_or_tendon)),
        ),
        advice=(
            sentence(
                "Some antibiotics (fluoroquinolones) can tear tendons: ring the prescriber or a "
                "pharmacist today, before the next tablet, and rest the Achilles tendon."
            ),
            sentence("Do not run on it and do not stretch it."),
        ),
        source=MHRA,
    ),
    Rule(
        id="tear-with-blood-thinner",
        family=Family.TENDON_AND_TEAR,
        level=Level.URGENT_TODAY,
        reason=sentence(
            "A tear or a swelling while taking a blood thinner: it can bleed into the muscle."
        ),
        when=(
            Told(classes.takes_blood_thinner),
            AnyOf(yes("pop_tear"), Told(signs.any_swelling), Told(signs.worse)),
        ),
        advice=(
            sentence(
                "A muscle can bleed inside while you take a blood thinner: be seen the same day."
            ),
            sentence("Numbness, or pain that keeps growing, means emergency."),
            sentence("Do not stop the medicine on your own and do not massage the muscle."),
        ),
        source=TEAR,
    ),
    Rule(
        id="tear-pop-but-usable",
        family=Family.TENDON_AND_TEAR,
        level=Level.SEE_CLINICIAN,
        reason=sentence("You felt a pop or a tear, and the leg still carries you."),
        when=(yes("pop_tear"),),
        advice=TEAR_SOON,
        source=TEAR,
    ),
    Rule(
        id="bone-cannot-bear-weight",
        family=Family.BONE_STRESS,
        level=Level.URGENT_TODAY,
        reason=sentence(
            "One spot of bone hurts, and you cannot put weight on it, or that is not known."
        ),
        when=(yes("bony_tenderness"), yes("cannot_heel_raise_or_bear_weight")),
        advice=BONE_TODAY,
        source=BONE,
    ),
    Rule(
        id="bone-hip-or-groin",
        family=Family.BONE_STRESS,
        level=Level.URGENT_TODAY,
        reason=sentence("Bone pain in the hip, groin or thigh."),
        when=(yes("bony_tenderness"), signs.hip_or_groin),
        advice=BONE_TODAY,
        source=BONE,
    ),
    Rule(
        id="bone-hip-weight",
        family=Family.BONE_STRESS,
        level=Level.URGENT_TODAY,
        reason=sentence("The hip or groin hurts, and you cannot put weight on it."),
        when=(signs.hip_or_groin, yes("cannot_heel_raise_or_bear_weight")),
        advice=BONE_TODAY,
        source=BONE,
    ),
    Rule(
        id="bone-with-fever-or-cancer",
        family=Family.BONE_STRESS,
        level=Level.URGENT_TODAY,
        reason=sentence(
            "Bone pain with fever, swelling, an earlier cancer or strong pain at rest."
        ),
        when=(
            yes("bony_tenderness"),
            AnyOf(
                Told(yes("fever")),
                Told(signs.marked_swelling),
                Told(yes("previous_clot_or_cancer")),
                AllOf(signs.at_rest, at_least("pain_0_10", 7)),
            ),
        ),
        advice=BONE_TODAY,
        source=BONE,
    ),
    Rule(
        id="bone-tender",
        family=Family.BONE_STRESS,
        level=Level.SEE_CLINICIAN,
        reason=sentence("Pressing on one spot of the bone hurts."),
        when=(yes("bony_tenderness"),),
        advice=BONE_SOON,
        source=BONE,
    ),
    Rule(
        id="bone-tender-unknown",
        family=Family.BONE_STRESS,
        level=Level.SEE_CLINICIAN,
        reason=sentence("The shin or foot hurts, and a sore spot of bone is not ruled out."),
        when=(
            Told(AnyOf(signs.shin, signs.joint_or_tendon)),
            yes("bony_tenderness"),
        ),
        advice=BONE_SOON,
        source=BONE,
    ),
    Rule(
        id="bone-groin-growing",
        family=Family.BONE_STRESS,
        level=Level.SEE_CLINICIAN,
        reason=sentence(
            "Pain in the hip or groin that does not get better, or that comes at night."
        ),
        when=(Told(signs.hip_or_groin), AnyOf(Told(signs.worse), signs.at_night, signs.at_rest)),
        advice=BONE_SOON[1:],
        source=BONE,
    ),
    Rule(
        id="bone-shin-growing",
        family=Family.BONE_STRESS,
        level=Level.SEE_CLINICIAN,
        reason=sentence("Pain in the shin or foot that gets worse over weeks."),
        when=(
            Told(AnyOf(signs.shin, signs.joint_or_tendon)),
            Told(signs.worse),
            Told(signs.lasts_from(6.9)),
        ),
        advice=BONE_SOON[1:],
        source=BONE,
    ),
    Rule(
        id="bone-under-fuelled",
        family=Family.BONE_STRESS,
        level=Level.SEE_CLINICIAN,
        reason=sentence("Eating too little for the training, missed periods or thin bones."),
        when=(AnyOf(classes.under_fuelled, signs.periods_stopped),),
        advice=(
            sentence(
                "Missed periods, low weight or thin bones with hard training deserve a doctor's "
                "look."
            ),
            sentence("Do not raise your training until then."),
        ),
        source=BONE,
    ),
)
