"""Rules for heat, and for collapse in hard effort."""

from __future__ import annotations

from uncramp.terms.sentences import sentence
from uncramp.triage import classes, signs
from uncramp.triage.level import Level
from uncramp.triage.logic import AllOf, AnyOf, Told, Unless
from uncramp.triage.rule import Family, Rule
from uncramp.triage.salts import EAH, NO_MORE_DRINK
from uncramp.triage.signs import at_least, yes

ACSM_HEAT = "ACSM expert consensus on exertional heat illness 2021"
SICKLE = "NATA consensus: sickle cell trait and the athlete, 2007"

COOL = (
    sentence(
        "If it was hot or the skin feels hot: cool first, with cold water or ice over the whole "
        "body."
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
        advice=(*COOL, NO_MORE_DRINK),
        source=f"{ACSM_HEAT}; {EAH}",
    ),
    Rule(
        id="collapse-sickle-trait",
        family=Family.COLLAPSE,
        level=Level.EMERGENCY,
        reason=sentence("Sickle cell trait, with weakness, strong pain or heat."),
        when=(
            Told(classes.sickle_trait),
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
            Told(classes.sickle_trait),
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
        id="collapse-slump-mind-unknown",
        family=Family.COLLAPSE,
        level=Level.EMERGENCY,
        reason=sentence(
            "Weak all over in a hard effort, and collapse or sickle cell trait is not ruled out."
        ),
        when=(
            Told(AllOf(signs.weak_all_over, signs.hard_effort, signs.lasts_up_to(0.5))),
            AnyOf(yes("confusion_collapse"), classes.sickle_trait),
        ),
        advice=SLUMP,
        source=SICKLE,
    ),
    Rule(
        id="collapse-slump",
        family=Family.COLLAPSE,
        level=Level.URGENT_TODAY,
        reason=sentence("Weak all over, suddenly, in a hard effort."),
        when=(Told(AllOf(signs.weak_all_over, signs.hard_effort, signs.lasts_up_to(0.5))),),
        advice=SLUMP,
        source=SICKLE,
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
                Told(yes("fever")),
                yes("vomiting_headache"),
                Told(yes("palpitations_faint")),
                Told(signs.weak_all_over),
                AllOf(Told(signs.many_places), Unless(signs.better)),
            ),
        ),
        advice=HEAT_TODAY,
        source=ACSM_HEAT,
    ),
)
