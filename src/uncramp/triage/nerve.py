"""Rules for nerves: the lower back's nerve bundle, and weakness that grows."""

from __future__ import annotations

from uncramp.terms.sentences import sentence
from uncramp.triage import signs
from uncramp.triage.level import Level
from uncramp.triage.logic import AllOf, AnyOf, Told, Unless
from uncramp.triage.rule import Family, Rule
from uncramp.triage.signs import one_of, yes

CAUDA = "GIRFT suspected cauda equina pathway 2023; NICE CKS sciatica"
NG127 = "NICE NG127 suspected neurological conditions: limb weakness"

SADDLE = (
    sentence(
        "Numbness between the legs, or new bladder, bowel or sexual trouble, can mean that nerves "
        "in the lower back (cauda equina) are trapped; an MRI scan is needed within hours."
    ),
    sentence("Do not drive yourself, and do not wait to see whether it passes."),
)
BLADDER = (
    sentence(
        "New bladder or bowel trouble together with leg signs has to be looked at the same day."
    ),
    sentence("Numbness between the legs, or legs that get weak, means emergency."),
)
FAST = (
    sentence(
        "Weakness that grows within days or weeks has to be examined by a doctor the same day."
    ),
    sentence("Trouble breathing, swallowing or speaking, or with the bladder, means emergency."),
    sentence("Do not run: you may fall."),
)
FASTEST = (
    sentence("Weakness that spreads within days can reach the muscles of breathing."),
    sentence("Do not wait for it to pass, and do not drive yourself."),
)
STROKE = (
    sentence("Sudden weakness or numbness of one side of the body can be a stroke; minutes count."),
    sentence("Do not eat, drink or wait for it to pass."),
)
SLOW = (
    sentence(
        "Muscles that twitch all day, get thinner, weaker or numb should be examined by a GP "
        "within days, who can ask a neurologist."
    ),
    sentence(
        "If weakness grows quickly, or speaking, swallowing or breathing is hard, be seen at once."
    ),
)

_looks_like_bladder_only = AllOf(
    one_of("numbness_tingling", "none"), signs.not_weak, signs.below_the_knee
)

RULES = (
    Rule(
        id="cauda-equina-saddle",
        family=Family.CAUDA_EQUINA,
        level=Level.EMERGENCY,
        reason=sentence("Numb between the legs."),
        when=(signs.saddle,),
        advice=SADDLE,
        source=CAUDA,
    ),
    Rule(
        id="cauda-equina-bladder",
        family=Family.CAUDA_EQUINA,
        level=Level.EMERGENCY,
        reason=sentence(
            "New bladder or bowel trouble, with numbness, weakness or back pain not ruled out."
        ),
        when=(yes("bladder_bowel_change"), Unless(_looks_like_bladder_only)),
        advice=SADDLE,
        source=CAUDA,
    ),
    Rule(
        id="cauda-equina-bladder-unknown",
        family=Family.CAUDA_EQUINA,
        level=Level.EMERGENCY,
        reason=sentence(
            "Back pain or both legs numb or weak, and bladder trouble is not ruled out."
        ),
        when=(
            Told(
                AnyOf(
                    AllOf(signs.back_or_buttock, AnyOf(signs.numb, signs.weak)),
                    AllOf(signs.both_sides, signs.numb, signs.weak),
                    AllOf(signs.both_sides, signs.numb, Unless(signs.below_the_knee)),
                )
            ),
            yes("bladder_bowel_change"),
        ),
        advice=SADDLE,
        source=CAUDA,
    ),
    Rule(
        id="cauda-equina-both-legs",
        family=Family.CAUDA_EQUINA,
        level=Level.EMERGENCY,
        reason=sentence("Back pain with both legs numb and weak."),
        when=(
            Told(signs.back_or_buttock),
            Told(signs.both_sides),
            Told(signs.numb),
            Told(signs.weak),
        ),
        advice=SADDLE,
        source=CAUDA,
    ),
    Rule(
        id="cauda-equina-bladder-alone",
        family=Family.CAUDA_EQUINA,
        level=Level.URGENT_TODAY,
        reason=sentence("New bladder or bowel trouble."),
        when=(yes("bladder_bowel_change"),),
        advice=BLADDER,
        source=CAUDA,
    ),
    Rule(
        id="weakness-spreading-fast",
        family=Family.NERVE_AND_MUSCLE,
        level=Level.EMERGENCY,
        reason=sentence("Weakness that grew within days, on both sides or with numbness."),
        when=(
            Told(signs.weak_progressive),
            Told(signs.lasts_up_to(10)),
            Told(AnyOf(signs.both_sides, signs.numb, signs.many_places)),
        ),
        advice=FASTEST,
        source=NG127,
    ),
    Rule(
        id="weakness-sudden",
        family=Family.NERVE_AND_MUSCLE,
        level=Level.EMERGENCY,
        reason=sentence("Sudden weakness or numbness of arm or face and leg."),
        when=(
            Told(signs.arm_and_leg),
            Told(AnyOf(signs.weak, signs.numb)),
            Told(signs.lasts_up_to(1)),
            Unless(signs.both_sides),
        ),
        advice=STROKE,
        source="NICE NG128 stroke",
    ),
    Rule(
        id="weakness-growing-in-weeks",
        family=Family.NERVE_AND_MUSCLE,
        level=Level.URGENT_TODAY,
        reason=sentence("Weakness that grew within the last weeks."),
        when=(
            Told(AnyOf(signs.weak_progressive, AllOf(signs.weak_all_over, signs.worse))),
            Told(signs.lasts_up_to(29)),
        ),
        advice=FAST,
        source=NG127,
    ),
    Rule(
        id="weakness-and-numbness",
        family=Family.NERVE_AND_MUSCLE,
        level=Level.URGENT_TODAY,
        reason=sentence("Weak and numb, and rest does not put it right."),
        when=(
            Told(signs.weak),
            signs.numb,
            Unless(signs.helped_by_rest),
            Unless(signs.lasts_from(29)),
        ),
        advice=FAST,
        source=NG127,
    ),
    Rule(
        id="weakness-jaw-or-face",
        family=Family.NERVE_AND_MUSCLE,
        level=Level.URGENT_TODAY,
        reason=sentence("Cramp or stiffness of the jaw, face or throat."),
        when=(signs.jaw_or_face,),
        advice=FAST,
        source="UKHSA tetanus guidance; NICE NG127",
    ),
    Rule(
        id="weakness",
        family=Family.NERVE_AND_MUSCLE,
        level=Level.SEE_CLINICIAN,
        reason=sentence("A muscle is weak, numb, twitching or getting thinner."),
        when=(AnyOf(signs.weak, signs.numb, yes("fasciculation_wasting")),),
        advice=SLOW,
        source=NG127,
    ),
)
