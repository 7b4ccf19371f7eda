"""How sharing with one helper stands, and who may take which step from there.

The runner invites, the helper accepts, the runner confirms: only then is anything seen. Either
may end it, and time may. The stage that is kept is the last step taken; what time made of it is
worked out at each look (`standing`), so that nothing has to run for a grant to run out.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Final

from pydantic import AwareDatetime, StringConstraints

from uncramp.history.answers import Value

LASTS: Final = timedelta(days=14)  # of an invitation, and of an acceptance nobody confirms


class Stage(StrEnum):
    """How it stands."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    CONFIRMED = "confirmed"
    ENDED = "ended"
    EXPIRED = "expired"
    DECLINED = "declined"

    @property
    def is_over(self) -> bool:
        """Whether no step leads on from it."""
        return self in (Stage.ENDED, Stage.EXPIRED, Stage.DECLINED)


class Step(StrEnum):
    """What somebody does about it."""

    ACCEPT = "accept"
    DECLINE = "decline"
    CONFIRM = "confirm"
    END = "end"


class Party(StrEnum):
    """Who does it."""

    RUNNER = "runner"
    HELPER = "helper"


STEPS: Final[Mapping[tuple[Stage, Step, Party], Stage]] = {
    (Stage.INVITED, Step.ACCEPT, Party.HELPER): Stage.ACCEPTED,
    (Stage.INVITED, Step.DECLINE, Party.HELPER): Stage.DECLINED,
    (Stage.INVITED, Step.END, Party.RUNNER): Stage.ENDED,
    (Stage.ACCEPTED, Step.CONFIRM, Party.RUNNER): Stage.CONFIRMED,
    (Stage.ACCEPTED, Step.DECLINE, Party.RUNNER): Stage.DECLINED,
    (Stage.ACCEPTED, Step.END, Party.RUNNER): Stage.ENDED,
    (Stage.ACCEPTED, Step.END, Party.HELPER): Stage.ENDED,
    (Stage.CONFIRMED, Step.END, Party.RUNNER): Stage.ENDED,
    (Stage.CONFIRMED, Step.END, Party.HELPER): Stage.ENDED,
}
"""Every step there is; what is not here cannot be done."""


class What(StrEnum):
    """What a runner may share."""

    RUNS = "runs"
    CRAMPS = "cramps"
    PLAN = "plan"
    MAP = "map"
    NOTES = "notes"
    TRIAGE = "triage"
    """What was answered about red flags; never ticked by itself."""


class Profession(StrEnum):
    """Who helps, which decides what their page shows first."""

    COACH = "coach"
    PHYSIOTHERAPIST = "physiotherapist"
    DIETITIAN = "dietitian"
    DOCTOR = "doctor"
    OTHER = "other"


Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Mail = Annotated[str, StringConstraints(strip_whitespace=True, max_length=254)]


class Grant(Value):
    """What the runner wrote on the invitation, and may change later."""

    helper: Name
    runner: Name
    """How the helper shall know the runner."""
    profession: Profession
    what: frozenset[What]
    mail: Mail = ""
    since: date | None = None
    """The first day whose runs and cramps are shared; None is all of them."""
    until: date | None = None
    """The last day of sharing; None is until it is ended."""


class Sharing(Value):
    """One sharing as it is kept: the grant, the last step, and when each was taken."""

    grant: Grant
    stage: Stage = Stage.INVITED
    steps: tuple[tuple[Stage, AwareDatetime], ...]

    @property
    def since_step(self) -> datetime:
        """When the last step was taken."""
        return self.steps[-1][1]

    def standing(self, now: datetime) -> Stage:
        """How it stands at this moment."""
        if self.stage.is_over:
            return self.stage
        until = self.grant.until
        waits = self.stage is not Stage.CONFIRMED
        if (waits and now >= self.since_step + LASTS) or (until and now.date() > until):
            return Stage.EXPIRED
        return self.stage

    def after(self, step: Step, by: Party, now: datetime) -> Sharing | None:
        """The same after a step; None where it cannot be taken from here."""
        stage = STEPS.get((self.standing(now), step, by))
        if stage is None:
            return None
        return self.model_copy(update={"stage": stage, "steps": (*self.steps, (stage, now))})

    def opens(self, wanted: frozenset[What], now: datetime) -> frozenset[What]:
        """What of `wanted` the helper may see at this moment."""
        if self.standing(now) is not Stage.CONFIRMED:
            return frozenset()
        return wanted & self.grant.what


def invited(grant: Grant, now: datetime) -> Sharing:
    """A new sharing, before the helper has heard of it."""
    return Sharing(grant=grant, steps=((Stage.INVITED, now),))
