"""How bad a cramp would be, once there is one: the chance that it ends or slows the run.

A graded model of its own would need more graded cramps than a runner has, so the grade is
kept apart from the yes and no: the share of severe ones among cramps, what others told first
and the runner's own cramps after. It does not depend on the run.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from uncramp.history.grade import Grade

SEVERE_OF_OTHERS = 0.2
"""Of cramps in an Ironman 77.5 % were mild, 17.4 % moderate, 3.6 % severe (n = 289, South
African Ironman abstract); 95 % mild to moderate in Two Oceans. Moderate or worse is taken for
"had to slow", a judgement."""
WORTH = 10.0  # cramps that the field's share counts for; a judgement


@dataclass(frozen=True, slots=True)
class Severity:
    """The share of cramps that slow or stop a runner, and how many own ones stand behind it."""

    share: float
    own: int


def severity(grades: Iterable[Grade | None]) -> Severity:
    """The chance that a cramp makes this runner slow or stop, given that there is one.

    Twinges and cramps without a grade say nothing of it.
    """
    own = [grade for grade in grades if grade is not None and grade.is_cramp]
    severe = sum(grade.is_severe for grade in own)
    return Severity((WORTH * SEVERE_OF_OTHERS + severe) / (WORTH + len(own)), len(own))
