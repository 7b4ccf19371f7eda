"""What a member of a club may do there. No role opens a library: sharing alone does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from uncramp.terms.sentences import Sentence, sentence


class Role(StrEnum):
    """What somebody is in one club."""

    OWNER = "owner"
    HELPER = "helper"
    RUNNER = "runner"


class Deed(StrEnum):
    """What is done in a club."""

    INVITE = "invite"
    SEE_MEMBERS = "see_members"
    CHANGE_ROLE = "change_role"
    REMOVE = "remove"
    SEE_WHO_SHARES = "see_who_shares"
    SEE_HELPERS = "see_helpers"
    LEAVE = "leave"


EVERYBODY: Final = frozenset(Role)
MAY: Final[Mapping[Deed, frozenset[Role]]] = {
    Deed.INVITE: frozenset({Role.OWNER}),
    Deed.SEE_MEMBERS: frozenset({Role.OWNER}),
    Deed.CHANGE_ROLE: frozenset({Role.OWNER}),
    Deed.REMOVE: frozenset({Role.OWNER}),
    Deed.SEE_WHO_SHARES: frozenset({Role.HELPER}),
    Deed.SEE_HELPERS: EVERYBODY,
    Deed.LEAVE: EVERYBODY,
}
"""Every deed there is, and whose it is."""

LAST_OWNER: Final = sentence(
    "A club needs an owner. Make somebody else an owner first; then you can go."
)


def may(role: Role | None, deed: Deed) -> bool:
    """Whether somebody of that role may; who is in no role may nothing."""
    return role is not None and role in MAY[deed]


def refusal(role: Role, others: Sequence[Role]) -> Sentence | None:
    """Why a member of that role cannot stop being it, when `others` stay; None where they can.

    Whoever is alone can always go: the club ends with them.
    """
    if role is Role.OWNER and others and Role.OWNER not in others:
        return LAST_OWNER
    return None
