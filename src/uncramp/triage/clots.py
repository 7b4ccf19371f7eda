"""Rules for a clot in the lung or in the leg.

The Wells score is not used: in the one series that tested it on athletes it missed all
eleven (Zaleski 2017), because it subtracts points when a strain seems as likely. A sore,
swollen or aching leg that effort does not explain is looked at the same day instead.
"""

from __future__ import annotations

from uncramp.terms.sentences import sentence
from uncramp.triage import classes, signs
from uncramp.triage.level import Level
from uncramp.triage.logic import AllOf, AnyOf, Told, Unless
from uncramp.triage.rule import Family, Rule
from uncramp.triage.signs import yes

NICE = "NICE NG158 venous thromboembolic diseases; NICE QS201 statement 3"
ZALESKI = "Zaleski 2017 doi:10.1080/00913847.2017.1355210"

LUNG = (
    sentence("Chest pain or breathlessness can mean a blood clot in the lung or a heart problem."),
    sentence("Sit down and rest until help is there, and do not drive yourself."),
    sentence("Do not massage or stretch a sore leg, and do not run."),
)
LEG = (
    sentence(
        "A blood clot in the leg (deep vein thrombosis) can feel just like a strain or a cramp; "
        "it has to be ruled out the same day, with a scan or a blood test."
    ),
    sentence("Do not massage, stretch or foam roll the leg, and do not run until you were seen."),
    sentence(
        "If you become breathless, have chest pain, cough up blood or faint, that means "
        "emergency: call the emergency number."
    ),
)

_long_lasting = signs.lasts(0.9, 60)
_strain = AllOf(signs.sudden_load, signs.helped_by_rest)
_no_cramp_that_lets_go = Unless(AnyOf(signs.helped_by_stretch, signs.helped_by_rest))
_sore_leg = AllOf(signs.calf, signs.one_sided)
_like_a_clot = AnyOf(
    signs.marked_one_side,
    AllOf(signs.mild_one_side, AnyOf(signs.clot_risk, yes("warmth_redness"))),
    AllOf(_sore_leg, signs.at_rest),
    AllOf(_sore_leg, AnyOf(yes("recent_surgery_immobility"), yes("previous_clot_or_cancer"))),
)
_explained_by_injury = AnyOf(
    signs.sudden_load, AllOf(signs.joint_or_tendon, signs.with_effort), signs.better
)

RULES = (
    Rule(
        id="lung-clot-chest",
        family=Family.LUNG_CLOT,
        level=Level.EMERGENCY,
        reason=sentence("You have chest pain or are short of breath."),
        when=(yes("chest_pain_breathless"),),
        advice=LUNG,
        source=NICE,
    ),
    Rule(
        id="lung-clot-leg-and-chest",
        family=Family.LUNG_CLOT,
        level=Level.EMERGENCY,
        reason=sentence(
            "One leg looks or feels as with a clot, and chest pain or breathlessness is not ruled "
            "out."
        ),
        when=(Told(_like_a_clot), yes("chest_pain_breathless")),
        advice=LUNG,
        source=f"{NICE}; {ZALESKI}",
    ),
    Rule(
        id="lung-clot-risk",
        family=Family.LUNG_CLOT,
        level=Level.URGENT_TODAY,
        reason=sentence(
            "Something makes a clot likelier, and chest pain or breathlessness is not ruled out."
        ),
        when=(
            Told(signs.clot_risk),
            yes("chest_pain_breathless"),
        ),
        advice=LUNG,
        source=NICE,
    ),
    Rule(
        id="lung-clot-leg-and-faint",
        family=Family.LUNG_CLOT,
        level=Level.EMERGENCY,
        reason=sentence(
            "One sore or swollen leg, and you fainted or your heart raced or stumbled."
        ),
        when=(Told(AnyOf(_like_a_clot, signs.swollen_one_side)), Told(yes("palpitations_faint"))),
        advice=LUNG,
        source=NICE,
    ),
    Rule(
        id="leg-clot-marked-swelling",
        family=Family.LEG_CLOT,
        level=Level.URGENT_TODAY,
        reason=sentence("One limb is clearly more swollen than the other."),
        when=(signs.marked_one_side,),
        advice=LEG,
        source=NICE,
    ),
    Rule(
        id="leg-clot-warm-leg",
        family=Family.LEG_CLOT,
        level=Level.URGENT_TODAY,
        reason=sentence("The sore place is warm or red."),
        when=(yes("warmth_redness"),),
        advice=LEG,
        source=NICE,
    ),
    Rule(
        id="leg-clot-swelling-and-risk",
        family=Family.LEG_CLOT,
        level=Level.URGENT_TODAY,
        reason=sentence(
            "One leg is swollen, and something makes a clot likelier: a long journey, an "
            "operation or lying still, an earlier clot or cancer, hormones or pregnancy, or warm "
            "skin."
        ),
        when=(signs.swollen_one_side, AnyOf(signs.clot_risk, yes("warmth_redness"))),
        advice=LEG,
        source=f"{NICE}; {ZALESKI}",
    ),
    Rule(
        id="leg-clot-swelling-without-injury",
        family=Family.LEG_CLOT,
        level=Level.URGENT_TODAY,
        reason=sentence("One leg is swollen and no injury explains it."),
        when=(signs.swollen_one_side, Unless(_explained_by_injury)),
        advice=LEG,
        source=f"{NICE}; {ZALESKI}",
    ),
    Rule(
        id="leg-clot-swelling-unknown",
        family=Family.LEG_CLOT,
        level=Level.URGENT_TODAY,
        reason=sentence(
            "One calf stays sore, something makes a clot likelier, and swelling is not ruled out."
        ),
        when=(Told(AllOf(_sore_leg, _long_lasting, signs.clot_risk)), signs.any_swelling),
        advice=LEG,
        source=NICE,
    ),
    Rule(
        id="leg-clot-after-lying-still",
        family=Family.LEG_CLOT,
        level=Level.URGENT_TODAY,
        reason=sentence(
            "One calf aches after an operation or lying still, or with an earlier clot or cancer."
        ),
        when=(
            signs.calf,
            signs.one_sided,
            Told(
                AnyOf(
                    yes("recent_surgery_immobility"),
                    yes("previous_clot_or_cancer"),
                    classes.clot_history,
                )
            ),
            Unless(AllOf(signs.better, signs.helped_by_stretch, signs.lasts_up_to(0.9))),
        ),
        advice=LEG,
        source=f"{NICE}; {ZALESKI}",
    ),
    Rule(
        id="leg-clot-risk-and-lasting-ache",
        family=Family.LEG_CLOT,
        level=Level.URGENT_TODAY,
        reason=sentence(
            "One calf has been sore for a day or longer, and something makes a clot likelier."
        ),
        when=(
            signs.calf,
            signs.one_sided,
            _long_lasting,
            signs.clot_risk,
            Unless(AnyOf(signs.lets_go_with_stretch, _strain)),
            Unless(signs.better),
        ),
        advice=LEG,
        source=f"{NICE}; {ZALESKI}",
    ),
    Rule(
        id="leg-clot-ache-at-rest",
        family=Family.LEG_CLOT,
        level=Level.URGENT_TODAY,
        reason=sentence("One calf hurts at rest, which effort does not explain."),
        when=(
            signs.calf,
            signs.one_sided,
            Told(signs.at_rest),
            _no_cramp_that_lets_go,
            Unless(signs.lasts_from(60)),
            Unless(signs.better),
        ),
        advice=LEG,
        source=ZALESKI,
    ),
    Rule(
        id="leg-clot-returning-ache",
        family=Family.LEG_CLOT,
        level=Level.URGENT_TODAY,
        reason=sentence("An ache in one calf keeps getting worse or coming back, day after day."),
        when=(
            signs.calf,
            signs.one_sided,
            Told(AnyOf(signs.worse, signs.returning)),
            Told(signs.lasts(1.9, 60)),
            _no_cramp_that_lets_go,
        ),
        advice=LEG,
        source=ZALESKI,
    ),
    Rule(
        id="leg-clot-mild-swelling",
        family=Family.LEG_CLOT,
        level=Level.SEE_CLINICIAN,
        reason=sentence("One leg is a little swollen."),
        when=(signs.swollen_one_side,),
        advice=(
            sentence("A strain and a blood clot can look alike: have the swelling looked at."),
            sentence("If it grows, or the skin gets warm or red, be seen the same day."),
        ),
        source="Theiss 2011 doi:10.2519/jospt.2011.3823",
    ),
)
