"""One cramp as it is logged: tap by tap while it hurts, completed later, and taken back.

The token comes from where it was logged, so that a log which is sent again, hours later and
out of a tunnel, is the same cramp and not a second one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, StringConstraints

from uncramp.history.answers import Value, items
from uncramp.history.check_in import CheckIn, Symptom
from uncramp.history.episode import Episode
from uncramp.history.grade import Grade
from uncramp.terms.quantities import Minutes


def _written_alike(token: str) -> str:
    """One UUID has many spellings; one of them is kept."""
    return str(UUID(token))


Token = Annotated[str, StringConstraints(max_length=45), AfterValidator(_written_alike)]
Part = Annotated[str, StringConstraints(max_length=40, pattern=r"^[a-z_]*$")]


class Relief(StrEnum):
    """What made it let go, or did not."""

    STRETCHING = "stretching"
    MASSAGE = "massage"
    WALKING = "walking"
    RESTING = "resting"
    DRINKING = "drinking"
    SALT = "salt"
    NOTHING = "nothing"


POINTS: Mapping[Grade, float] = {
    Grade.TWINGE: 1.0,
    Grade.CARRIED_ON: 3.0,
    Grade.SLOWED: 6.0,
    Grade.STOPPED: 9.0,
}
"""Points of 10 that stand for a step where only the step was told: the middle of each."""


class LoggedCramp(Value):
    """What was told of one cramp so far."""

    episode: Episode
    began_at: AwareDatetime
    """When it began, as near as was told; else when it was logged."""
    part: Part = ""
    """The part of the muscle, by the name the body map gives it."""
    apart: bool = False
    """Whether it belongs to no run, as its owner says."""
    duration: Minutes | None = None
    felt: Annotated[tuple[Symptom, ...] | None, BeforeValidator(items)] = None
    helped: Annotated[tuple[Relief, ...] | None, BeforeValidator(items)] = None
    sudden_movement: bool | None = None
    hard_then_let_go: bool | None = None

    @property
    def noticed(self) -> CheckIn:
        """What a check-in of its run asks as well."""
        return CheckIn(symptoms=self.felt or None, sudden_movement=self.sudden_movement)


class CrampEntry(Value):
    """One entry of the cramp log, with the way back."""

    token: Token
    cramp: LoggedCramp
    logged_at: AwareDatetime
    """When it was first told of."""
    told_at: AwareDatetime
    """When it was last told of; what was sent earlier and arrives later changes nothing."""
    before: LoggedCramp | None = None
    """As it was before the last change."""
    removed_at: AwareDatetime | None = None
    answers: dict[str, str] = Field(default_factory=dict)
    """What was told of red flags after it; it stays until the person was seen."""

    @property
    def began_at(self) -> datetime:
        return self.cramp.began_at
