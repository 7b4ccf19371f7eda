"""The parts of a muscle a runner can point at: finer than the muscle, in their own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from uncramp.terms.muscles import Muscle


@dataclass(frozen=True, slots=True)
class Part:
    """One part: the word a form sends, the muscle it belongs to, and how it is called."""

    name: str
    muscle: Muscle
    label: str | Promise


PARTS: Final = (
    Part("calf_inner", Muscle.CALF, _("Inner calf head")),
    Part("calf_outer", Muscle.CALF, _("Outer calf head")),
    Part("soleus_inner", Muscle.SOLEUS, _("Low in the calf, inner edge")),
    Part("soleus_outer", Muscle.SOLEUS, _("Low in the calf, outer edge")),
    Part("hamstring_inner", Muscle.HAMSTRING, _("Back of the thigh, inner strand")),
    Part("hamstring_outer", Muscle.HAMSTRING, _("Back of the thigh, outer strand")),
    Part("quadriceps_inner", Muscle.QUADRICEPS, _("Front of the thigh, inner, above the knee")),
    Part("quadriceps_middle", Muscle.QUADRICEPS, _("Front of the thigh, middle")),
    Part("quadriceps_outer", Muscle.QUADRICEPS, _("Outer side of the thigh")),
    Part("adductor", Muscle.ADDUCTOR, _("Inner thigh")),
    Part("shin", Muscle.SHIN, _("Front of the shin")),
    Part("shin_outer", Muscle.SHIN, _("Outer side of the lower leg")),
    Part("arch", Muscle.FOOT, _("Arch of the foot")),
    Part("ball", Muscle.FOOT, _("Ball of the foot")),
    Part("outer_foot", Muscle.FOOT, _("Outer edge of the foot")),
    Part("heel", Muscle.FOOT, _("Heel")),
    Part("foot_top", Muscle.FOOT, _("Top of the foot")),
    Part("big_toe", Muscle.TOES, _("Big toe")),
    Part("small_toes", Muscle.TOES, _("Small toes")),
    Part("hip_front", Muscle.HIP, _("Front of the hip")),
    Part("hip_outer", Muscle.HIP, _("Outer side of the hip")),
    Part("sartorius", Muscle.HIP, _("Strap from the hip to the inner knee (sartorius)")),
    Part("glute_upper", Muscle.GLUTE, _("Upper outer buttock")),
    Part("glute_large", Muscle.GLUTE, _("Buttock")),
    Part("shoulder", Muscle.ARMS, _("Shoulder")),
    Part("upper_arm", Muscle.ARMS, _("Upper arm")),
    Part("forearm", Muscle.ARMS, _("Forearm")),
    Part("hand", Muscle.ARMS, _("Hand")),
    Part("chest", Muscle.TRUNK, _("Chest")),
    Part("belly", Muscle.TRUNK, _("Belly")),
    Part("flank", Muscle.TRUNK, _("Side of the trunk")),
    Part("upper_back", Muscle.TRUNK, _("Upper back")),
    Part("lower_back", Muscle.TRUNK, _("Lower back")),
)


def part_told(sent: Mapping[str, Any]) -> str:
    """The part a form sent, or "" where it is none of the muscle it sent.

    Without scripts a part stays chosen when the muscle is changed afterwards: the muscle wins.
    """
    part = next((part for part in PARTS if part.name == sent.get("part")), None)
    return part.name if part and part.muscle == sent.get("muscle") else ""
