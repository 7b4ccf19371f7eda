"""One row of the catalogue: an exposure by name, with its unit, kind, limits and source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from uncramp.exposure.measured import Measured
from uncramp.history.check_in import CheckIn
from uncramp.history.history import History
from uncramp.terms.muscles import CALF_AND_FOOT, Muscle
from uncramp.terms.sentences import Sentence

EVERY_MUSCLE = frozenset(Muscle)
LOWER_LEG = CALF_AND_FOOT | {Muscle.SEVERAL}  # several muscles may well include the calf


class Kind(StrEnum):
    """A factor may explain a cramp; a sign came with it and must not; a fact is the runner's."""

    FACTOR = "factor"
    SIGN = "sign"
    FACT = "fact"


class Group(StrEnum):
    """Whether a factor came with the race or is the runner's to change."""

    RACE = "race"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Exposure:
    """One row of the catalogue."""

    name: str
    unit: str  # "1" for pure numbers
    label: Sentence
    kind: Kind
    group: Group | None
    measure: Callable[[History], Measured]
    valid: tuple[float, float]  # in the unit; values outside are clamped, and that is said
    source: str
    ordinary: bool = False  # usual is this runner's ordinary run, not the same kind of run
    digits: int = 0
    question: Sentence | None = None
    question_key: str | None = None  # the key of the runner or check-in that answers it
    muscles: frozenset[Muscle] = EVERY_MUSCLE  # it can touch; elsewhere its effect is 0
    told_by: tuple[str, ...] = ()  # answers of a check-in it rests on, beside `question_key`

    @property
    def answers(self) -> frozenset[str]:
        """The answers of a check-in its value may rest on; none for facts of the runner."""
        asked = {self.question_key} if self.question_key else set()
        return frozenset({*self.told_by, *asked} & CheckIn.model_fields.keys())

    def touches(self, muscle: Muscle | None) -> bool:
        """Whether it can have to do with a cramp of this muscle; None is any muscle."""
        return muscle is None or muscle in self.muscles
