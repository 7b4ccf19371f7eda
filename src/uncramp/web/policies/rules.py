"""The rules: how somebody stands to a runner, what they want to do, and in which state.

What no rule allows is refused. A person is not a coach or a runner as such: they stand in a
relation to one runner, and in another to the next. So a coach will be one more `Relation`,
and what they may do one more column here, not a second set of checks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from uncramp.terms.sentences import Sentence, sentence
from uncramp.web.rows.actor import Actor


class Relation(StrEnum):
    """How an actor stands to the runner whose library it is."""

    SELF = "self"
    STRANGER = "stranger"


class Action(StrEnum):
    """What can be done, in the words of who does it."""

    ASK = "ask"
    SEE_HEALTH = "see_health"
    SEE_LAST_CRAMP = "see_last_cramp"
    TELL_RED_FLAG = "tell_red_flag"
    TELL_NO_RED_FLAG = "tell_no_red_flag"
    TELL_SEEN = "tell_seen"
    IMPORT = "import"
    REFRESH = "refresh"
    SEE_RUNS = "see_runs"
    SEE_DUPLICATES = "see_duplicates"
    PART_DUPLICATES = "part_duplicates"


class State(StrEnum):
    """What the thing is in that is acted on; most actions look at none."""

    ANY = "any"
    NO_CRAMP = "no_cramp"
    NOT_ASKED = "not_asked"
    ANSWERED = "answered"
    FLAGGED = "flagged"


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may, and in which states nobody may, with what is said then."""

    who: frozenset[Relation]
    but_in: Mapping[State, Sentence] = field(default_factory=dict)


OWN: Final = frozenset({Relation.SELF})
EVERYBODY: Final = frozenset(Relation)
NO_CRAMP: Final = sentence("There is no cramp in this library yet that this could be about.")
FLAGGED: Final = sentence(
    "A red flag was told of this cramp, and no later answer takes it back. Once a clinician has "
    "looked at it, say so."
)
NOT_YOURS: Final = sentence(
    "This library answers its owner alone: at the machine it runs on, or from an address that "
    "UNCRAMP_OWNERS names."
)

RULES: Final[Mapping[Action, Rule]] = {
    Action.ASK: Rule(EVERYBODY),
    Action.SEE_HEALTH: Rule(EVERYBODY),
    Action.SEE_LAST_CRAMP: Rule(OWN),
    Action.TELL_RED_FLAG: Rule(OWN, {State.NO_CRAMP: NO_CRAMP}),
    Action.TELL_NO_RED_FLAG: Rule(OWN, {State.NO_CRAMP: NO_CRAMP, State.FLAGGED: FLAGGED}),
    Action.TELL_SEEN: Rule(OWN, {State.NO_CRAMP: NO_CRAMP}),
    Action.IMPORT: Rule(OWN),
    Action.REFRESH: Rule(OWN),
    Action.SEE_RUNS: Rule(OWN),
    Action.SEE_DUPLICATES: Rule(OWN),
    Action.PART_DUPLICATES: Rule(OWN),
}


OPEN: Final[Mapping[str, Action]] = {
    "ask": Action.ASK,
    "next": Action.ASK,
    "api/v1/assess": Action.ASK,
    "api/openapi.json": Action.SEE_HEALTH,
    "healthz": Action.SEE_HEALTH,
    "readyz": Action.SEE_HEALTH,
}
"""Addresses that ask nobody who they are, since no runner's row is behind them."""


def relation(actor: Actor, runner: int | None) -> Relation:
    """How an actor stands to a runner; two who are nobody are strangers."""
    own = actor.runner is not None and actor.runner == runner
    return Relation.SELF if own else Relation.STRANGER


def refusal(stands: Relation, action: Action, state: State = State.ANY) -> Sentence | None:
    """Why it may not be done; None where it may."""
    rule = RULES.get(action)
    if rule is None or stands not in rule.who:
        return NOT_YOURS
    return rule.but_in.get(state)
