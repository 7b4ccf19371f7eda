"""Rules for who it is: pregnant or just given birth, or under 16."""

from __future__ import annotations

from uncramp.terms.sentences import sentence
from uncramp.triage import signs
from uncramp.triage.level import Level
from uncramp.triage.logic import AllOf, AnyOf, Told, Unless
from uncramp.triage.rule import Family, Rule
from uncramp.triage.signs import yes

PREGNANT = "NICE NG133 hypertension in pregnancy; RCOG GTG 37b thrombosis in pregnancy"
CHILD = "NICE NG143 fever in under 5s; BMJ Best Practice limping child; RCEM limping child"

MIDWIFE_TODAY = (
    sentence(
        "In pregnancy and the weeks after birth this has to be checked the same day: ring the "
        "maternity unit."
    ),
    sentence("Breathlessness, chest pain, a fit or seeing badly means emergency."),
)
CHILD_TODAY = (
    sentence(
        "A child who limps, will not walk, is weak or feverish has to be seen by a doctor the "
        "same day."
    ),
    sentence("Dark urine, a very ill child or a cold foot means emergency."),
)
RULES = (
    Rule(
        id="pregnancy-headache-or-swelling",
        family=Family.PREGNANCY,
        level=Level.URGENT_TODAY,
        reason=sentence(
            "Pregnant or just gave birth, with headache, vomiting, swelling or few urine."
        ),
        when=(
            Told(signs.pregnant),
            AnyOf(
                yes("vomiting_headache"),
                signs.marked_swelling,
                yes("reduced_urine"),
                signs.swollen_one_side,
                yes("fever"),
            ),
        ),
        advice=MIDWIFE_TODAY,
        source=PREGNANT,
    ),
    Rule(
        id="pregnancy-one-sore-leg",
        family=Family.PREGNANCY,
        level=Level.URGENT_TODAY,
        reason=sentence("Pregnant or just gave birth, and one leg stays sore."),
        when=(
            Told(signs.pregnant),
            signs.one_sided,
            Told(AnyOf(signs.lasts(0.9, 60), signs.at_rest, signs.worse)),
            Unless(AllOf(signs.at_night, signs.helped_by_stretch)),
        ),
        advice=MIDWIFE_TODAY,
        source=PREGNANT,
    ),
    Rule(
        id="pregnancy",
        family=Family.PREGNANCY,
        level=Level.SEE_CLINICIAN,
        reason=sentence("Cramps in pregnancy or after birth."),
        when=(signs.pregnant,),
        advice=(
            sentence(
                "Leg cramps are common in pregnancy: tell your midwife or doctor at the next visit."
            ),
            sentence("For a cramp itself: gently stretch the muscle and hold it until it lets go."),
            sentence("One swollen or sore leg, headache or seeing badly: be seen the same day."),
        ),
        source=PREGNANT,
    ),
    Rule(
        id="child-limp-or-ill",
        family=Family.CHILDREN,
        level=Level.URGENT_TODAY,
        reason=sentence("A child who limps, is weak, feverish or has hip pain."),
        when=(
            Told(signs.child),
            AnyOf(
                yes("fever"),
                yes("cannot_heel_raise_or_bear_weight"),
                signs.weak,
                Told(signs.hip_or_groin),
                signs.any_swelling,
                AllOf(yes("bony_tenderness"), Told(signs.at_night)),
                Told(AllOf(signs.at_rest, signs.one_sided)),
                Told(
                    AllOf(signs.at_night, signs.one_sided, AnyOf(signs.worse, signs.lasts_from(13)))
                ),
            ),
        ),
        advice=CHILD_TODAY,
        source=CHILD,
    ),
    Rule(
        id="child",
        family=Family.CHILDREN,
        level=Level.SEE_CLINICIAN,
        reason=sentence("Younger than 16: uncramp is made for adults."),
        when=(Told(signs.child),),
        advice=(
            sentence(
                "Show it to a doctor or physiotherapist who knows children's bones and muscles."
            ),
            sentence("A limp, fever, night pain in one leg or dark urine: be seen the same day."),
        ),
        source=CHILD,
    ),
)
