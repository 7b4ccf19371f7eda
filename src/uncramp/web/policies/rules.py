"""The rules: how somebody stands to a runner, what they want to do, and in which state.

What no rule allows is refused. A person is not a coach or a runner as such: they stand in a
relation to one runner, and in another to the next. So a coach will be one more `Relation`,
and what they may do one more column here, not a second set of checks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from uncramp.terms.sentences import Sentence, sentence
from uncramp.web.rows.actor import Actor


class Relation(StrEnum):
    """How an actor stands to the runner whose library it is."""

    SELF = "self"
    HELPER = "helper"
    """A coach, physiotherapist, dietitian or doctor with whom this runner shares."""
    STAFF = "staff"
    """Who answers the public form of this installation."""
    OWNER = "owner"
    """Who runs this installation; that opens nobody's library."""
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
    EDIT_RUN = "edit_run"
    LOG_CRAMP = "log_cramp"
    CHECK_IN = "check_in"
    SEE_SHOES = "see_shoes"
    KEEP_SHOES = "keep_shoes"
    SEE_WHY = "see_why"
    PLAN_RUN = "plan_run"
    SEE_TRIGGERS = "see_triggers"
    RUN_EXPERIMENT = "run_experiment"
    READ_GUIDE = "read_guide"
    SHOW_INTEREST = "show_interest"
    ANSWER_REQUESTS = "answer_requests"
    SHARE = "share"
    SEE_SHARED = "see_shared"
    HELP = "help"
    HAND_OVER = "hand_over"
    JOIN_CLUB = "join_club"
    RUN_CLUB = "run_club"
    TAKE_ALONG = "take_along"
    LEAVE = "leave"
    FORGET_WHO_LEFT = "forget_who_left"
    SIGN_IN = "sign_in"
    KEEP_SETTINGS = "keep_settings"
    INVITE = "invite"
    WATCH_FOLDER = "watch_folder"
    KEEP_MAIL = "keep_mail"


class State(StrEnum):
    """What the thing is in that is acted on; most actions look at none."""

    ANY = "any"
    NO_CRAMP = "no_cramp"
    NOT_ASKED = "not_asked"
    ANSWERED = "answered"
    FLAGGED = "flagged"
    LAST_OWNER = "last_owner"


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may, and in which states nobody may, with what is said then."""

    who: frozenset[Relation]
    but_in: Mapping[State, Sentence] = field(default_factory=dict)


OWN: Final = frozenset({Relation.SELF})
EVERYBODY: Final = frozenset(Relation)
STRANGERS: Final = frozenset({Relation.STRANGER})
NO_CRAMP: Final = sentence("There is no cramp in this library yet that this could be about.")
FLAGGED: Final = sentence(
    "A red flag was told of this cramp, and no later answer takes it back. Once a clinician has "
    "looked at it, say so."
)
LAST_OWNER: Final = sentence(
    "You are the only owner of this installation, so you cannot leave it: nobody could invite "
    "or look after it then. You can still take everything of yours along."
)
NOT_YOURS: Final = sentence("This page belongs to somebody else, or to somebody signed in.")

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
    Action.EDIT_RUN: Rule(OWN),
    Action.LOG_CRAMP: Rule(OWN),
    Action.CHECK_IN: Rule(OWN),
    Action.SEE_SHOES: Rule(OWN),
    Action.KEEP_SHOES: Rule(OWN),
    Action.SEE_WHY: Rule(OWN),
    Action.PLAN_RUN: Rule(OWN),
    Action.SEE_TRIGGERS: Rule(OWN),
    Action.RUN_EXPERIMENT: Rule(OWN),
    Action.READ_GUIDE: Rule(EVERYBODY),
    Action.SHOW_INTEREST: Rule(EVERYBODY),
    Action.ANSWER_REQUESTS: Rule(frozenset({Relation.STAFF})),
    Action.SHARE: Rule(OWN),
    Action.SEE_SHARED: Rule(frozenset({Relation.HELPER})),
    Action.HELP: Rule(frozenset({Relation.SELF, Relation.HELPER})),
    Action.HAND_OVER: Rule(OWN),
    Action.JOIN_CLUB: Rule(OWN),
    Action.RUN_CLUB: Rule(OWN),
    Action.TAKE_ALONG: Rule(OWN),
    Action.LEAVE: Rule(OWN, {State.LAST_OWNER: LAST_OWNER}),
    Action.FORGET_WHO_LEFT: Rule(frozenset({Relation.OWNER})),
    Action.SIGN_IN: Rule(EVERYBODY),
    Action.KEEP_SETTINGS: Rule(OWN),
    Action.INVITE: Rule(frozenset({Relation.OWNER})),
    Action.WATCH_FOLDER: Rule(frozenset({Relation.OWNER})),
    Action.KEEP_MAIL: Rule(frozenset({Relation.OWNER})),
}

SECURED: Final = frozenset(
    {
        Action.INVITE,
        Action.ANSWER_REQUESTS,
        Action.SEE_SHARED,
        Action.HELP,
        Action.RUN_CLUB,
    }
)
"""What touches other people: done only by who has a second factor or a passkey."""

OPEN: Final[Mapping[str, Action]] = {
    "ask": Action.ASK,
    "ask/keep": Action.ASK,
    "next": Action.ASK,
    "next/risk": Action.ASK,
    "interest": Action.SHOW_INTEREST,
    "interest/promise": Action.SHOW_INTEREST,
    "api/v1/assess": Action.ASK,
    "api/openapi.json": Action.SEE_HEALTH,
    "healthz": Action.SEE_HEALTH,
    "readyz": Action.SEE_HEALTH,
    "guide": Action.READ_GUIDE,
    "guide/search": Action.READ_GUIDE,
    "guide/exercises/<slug:exercise>": Action.READ_GUIDE,
    "guide/<slug:page>": Action.READ_GUIDE,
    "de/guide": Action.READ_GUIDE,
    "de/guide/search": Action.READ_GUIDE,
    "de/guide/exercises/<slug:exercise>": Action.READ_GUIDE,
    "de/guide/<slug:page>": Action.READ_GUIDE,
    "sitemap.xml": Action.READ_GUIDE,
    "robots.txt": Action.READ_GUIDE,
    "now": Action.READ_GUIDE,
    "now/log": Action.READ_GUIDE,
    "now/check-in": Action.READ_GUIDE,
    "sw.js": Action.READ_GUIDE,
}
"""Addresses that ask nobody who they are, since no runner's row is behind them."""


def relations(actor: Actor, runner: int | None) -> frozenset[Relation]:
    """How an actor stands to a runner and to the installation; nobody is a stranger only."""
    held = {
        Relation.SELF: _is(actor, runner) and not actor.helping,
        Relation.HELPER: _is(actor, runner) and actor.helping,
        Relation.STAFF: actor.staff,
        Relation.OWNER: actor.owner,
    }
    return frozenset(stands for stands, holds in held.items() if holds) or STRANGERS


def _is(actor: Actor, runner: int | None) -> bool:
    return actor.runner is not None and actor.runner == runner


def refusal(
    stands: Iterable[Relation], action: Action, state: State = State.ANY
) -> Sentence | None:
    """Why it may not be done by who stands so; None where it may."""
    rule = RULES.get(action)
    if rule is None or rule.who.isdisjoint(stands):
        return NOT_YOURS
    return rule.but_in.get(state)
