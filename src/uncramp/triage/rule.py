"""One red-flag rule: when it holds, how urgent it makes things, and what a person reads."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from uncramp.terms.sentences import Sentence
from uncramp.triage.facts import Facts
from uncramp.triage.level import Level
from uncramp.triage.logic import Condition, Truth, Unless


class Family(StrEnum):
    """What a rule looks out for; rules of one family share their advice."""

    LUNG_CLOT = "clot in the lung"
    LEG_CLOT = "clot in the leg"
    LOW_SODIUM = "over-drinking and low sodium"
    HEAT_STROKE = "heat stroke"
    MUSCLE_BREAKDOWN = "muscle breakdown"
    COMPARTMENT = "acute compartment"
    LIMB_BLOOD = "limb without blood"
    TENDON_AND_TEAR = "tendon rupture and muscle tear"
    INFECTION = "infection"
    CAUDA_EQUINA = "cauda equina"
    HEART_AND_SALTS = "electrolytes with heart symptoms"
    COLLAPSE = "collapse early in hard effort"
    NERVE_AND_MUSCLE = "progressive nerve or muscle weakness"
    BONE_STRESS = "bone stress"
    FIXED_DISTANCE = "fixed-distance pain"
    EXERTIONAL_COMPARTMENT = "exertional compartment"
    MEDICINES = "medicines"
    PREGNANCY = "pregnancy"
    RECURRENT = "recurrent unexplained cramps"
    AT_REST = "cramps at rest"
    EVERYWHERE = "cramps everywhere"
    CHILDREN = "children"


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A rule of the table; it holds when every condition in `when` does."""

    id: str
    family: Family
    level: Level
    reason: Sentence
    when: tuple[Condition, ...]
    advice: tuple[Sentence, ...]
    source: str

    def verdict(self, facts: Facts) -> Truth:
        """Yes, no, or still open; UNKNOWN is a yes for safety's sake.

        An unknown counts as unsafe only where all other conditions hold, and at least one
        of them was really told; two unknowns, or one alone, are asked about instead.
        """
        truths = [condition.truth(facts) for condition in self.when]
        if min(truths) is not Truth.UNKNOWN:
            return min(truths)
        if truths.count(Truth.UNKNOWN) == 1 and self._something_told(facts):
            return Truth.UNKNOWN
        return Truth.NOT_ASKED

    def holds(self, facts: Facts) -> bool:
        """True where the rule's level counts."""
        return self.verdict(facts) >= Truth.UNKNOWN

    def open_facts(self, facts: Facts) -> tuple[str, ...]:
        """The answers that would decide the rule, without repeats."""
        names = (name for condition in self.when for name in condition.open_facts(facts))
        return tuple(dict.fromkeys(names))

    def _something_told(self, facts: Facts) -> bool:
        told = (c for c in self.when if not isinstance(c, Unless))
        return any(condition.truth(facts) is Truth.YES for condition in told)
