"""Clubs: who is in them, how one gets in, and how one leaves.

To be in a club shows nothing of anybody. It makes it easy to share with its helpers, by the
same steps as always (`policies.sharing`), and lets them find those who did.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404

from uncramp.actions.leave_for_good import Leaver
from uncramp.terms.errors import InputError
from uncramp.web.policies.club_roles import Deed, Role, may, refusal
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.clubs import ClubInvitationRow, ClubRow, MemberRow

LASTS: Final = timedelta(days=14)  # of an invitation
MOST_AT_ONCE: Final = 200  # invitations that wait in one club
MOST_CLUBS: Final = 5  # that one account owns
LONGEST_NAME: Final = 80


def new_club(actor: Actor, name: str, known_as: str, now: datetime) -> ClubRow:
    """Make a club; who makes it is its owner."""
    owned = MemberRow.objects.own(actor).filter(role=Role.OWNER).count()
    if owned >= MOST_CLUBS:
        raise InputError.of("You own {n} clubs already; that is the most.", n=MOST_CLUBS)
    club = ClubRow(name=plain(name), made_at=now)
    own_name = plain(known_as)
    with transaction.atomic():
        club.save()
        _enter(club, actor, Role.OWNER, own_name, now)
    return club


def plain(name: str) -> str:
    """A name as it is kept: one line, not empty, not too long."""
    text = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    if not text:
        raise InputError.of("A name is missing.")
    if len(text) > LONGEST_NAME:
        raise InputError.of("A name has at most {most} characters.", most=LONGEST_NAME)
    return text


def clubs_of(actor: Actor) -> QuerySet[MemberRow]:
    """The actor's own memberships, with the clubs."""
    return MemberRow.objects.own(actor).select_related("club").order_by("club__name", "pk")


def own_role(actor: Actor, club: int) -> Role | None:
    """What the actor is in a club; None where they are not in it."""
    row = MemberRow.objects.own(actor).filter(club=club).first()
    return Role(row.role) if row else None


def entered(actor: Actor, club: int, deed: Deed) -> ClubRow:
    """The club, for who may do that in it.

    Raises
    ------
    Http404
        For everybody else: to who is not in it, it does not exist.
    """
    if not may(own_role(actor, club), deed):
        raise Http404
    return ClubRow.objects.for_actor(actor).get(pk=club)


def members(actor: Actor, club: int) -> QuerySet[MemberRow]:
    """Who is in a club, of those who have not left the installation."""
    rows = MemberRow.objects.for_actor(actor).filter(club=club, runner__closed_at=None)
    return rows.order_by("name", "pk")


def helpers_for(actor: Actor) -> list[MemberRow]:
    """The helpers of the clubs the actor is in, each once, without the actor."""
    rows = MemberRow.objects.for_actor(actor).filter(role=Role.HELPER, runner__closed_at=None)
    rows = rows.exclude(runner=actor.runner).select_related("club").order_by("name", "pk")
    return list({row.account: row for row in rows}.values())


def is_helped(helper: Actor, runner: int) -> bool:
    """Whether `helper` is a helper of a club that the runner is in."""
    rows = MemberRow.objects.own(helper).filter(role=Role.HELPER)
    return rows.filter(club__members__runner=runner).exists()


def invite_all(
    actor: Actor, club: int, invited: Iterable[tuple[str, str, Role]], now: datetime
) -> list[ClubInvitationRow]:
    """Keep invitations, each of whom it is for, the digest of its link, and the role."""
    there = entered(actor, club, Deed.INVITE)
    made = [
        ClubInvitationRow(club=there, whom=whom, digest=digest, role=role, until=now + LASTS)
        for whom, digest, role in invited
    ]
    with _alone(there):
        if open_invitations(actor, club, now).count() + len(made) > MOST_AT_ONCE:
            raise InputError.of(
                "At most {most} invitations of one club wait at a time. Take some back, or wait "
                "until they are used.",
                most=MOST_AT_ONCE,
            )
        for row in made:
            row.save()
    return made


def open_invitations(actor: Actor, club: int, now: datetime) -> QuerySet[ClubInvitationRow]:
    """Invitations of a club that can still be used."""
    rows = ClubInvitationRow.objects.for_actor(actor).filter(club=club, until__gt=now)
    return rows.order_by("whom", "pk")


def take_back(actor: Actor, club: int, key: int, now: datetime) -> str | None:
    """End an invitation nobody has used; the digest of its link."""
    entered(actor, club, Deed.INVITE)
    row = open_invitations(actor, club, now).filter(pk=key).first()
    if row is None:
        return None
    ClubInvitationRow.objects.of_link(row.digest).delete()
    return row.digest


def invitation(secret: str, now: datetime) -> ClubInvitationRow:
    """The invitation of a link that can still be used; Http404 where there is none."""
    rows = ClubInvitationRow.objects.of_link(digest_of(secret)).filter(until__gt=now)
    row = rows.select_related("club").first()
    if row is None:
        raise Http404
    return row


def join(actor: Actor, row: ClubInvitationRow, known_as: str, now: datetime) -> bool:
    """Use an invitation up; False where somebody was quicker. Who is in it stays what they are."""
    name = plain(known_as)
    with transaction.atomic():
        if not ClubInvitationRow.objects.of_link(row.digest).delete()[0]:
            return False
        if own_role(actor, row.club_id) is None:
            _enter(row.club, actor, Role(row.role), name, now)
    return True


def change_role(actor: Actor, club: int, key: int, role: Role) -> None:
    """Make a member something else; the last owner stays one."""
    there = entered(actor, club, Deed.CHANGE_ROLE)
    with _alone(there):
        entered(actor, club, Deed.CHANGE_ROLE)  # it may have changed while we waited
        row = _member(actor, club, key)
        if role is not Role.OWNER:
            _not_the_last(actor, row)
        members(actor, club).filter(pk=row.pk).update(role=role)


def remove(actor: Actor, club: int, key: int) -> None:
    """Take a member out; whom they share with stays as it is."""
    there = entered(actor, club, Deed.REMOVE)
    with _alone(there):
        entered(actor, club, Deed.REMOVE)
        _go(actor, _member(actor, club, key))


def leave(actor: Actor, club: int) -> None:
    """Leave a club; one that nobody is left in ends."""
    there = entered(actor, club, Deed.LEAVE)
    with _alone(there):
        _go(actor, MemberRow.objects.own(actor).get(club=club))


def owned_alone(actor: Actor) -> list[ClubRow]:
    """Clubs that would be left without an owner if the actor went."""
    owned = clubs_of(actor).filter(role=Role.OWNER)
    return [row.club for row in owned if refusal(Role.OWNER, _others(actor, row))]


def forget_member(leaver: Leaver) -> int:
    """Take somebody who left for good out of every club, and invitations that name them.

    A club that nobody is left in ends; one left without an owner goes to its eldest helper, or
    else to its eldest member.
    """
    actor, count = Actor(leaver.runner, leaver.account), 0
    for row in clubs_of(actor):
        with _alone(row.club):
            heir = _heir(actor, row)
            if heir is None:
                count += row.club.delete()[0]
                continue
            if refusal(Role(row.role), _others(actor, row)):
                members(actor, row.club_id).filter(pk=heir.pk).update(role=Role.OWNER)
            count += row.delete()[0]
    for address in leaver.addresses:
        for one in ClubInvitationRow.objects.for_whom(address):
            if address in re.split(r"[^\w.+@-]+", one.whom.casefold()):  # not within a longer one
                count += one.delete()[0]
    return count


def _heir(actor: Actor, row: MemberRow) -> MemberRow | None:
    others = list(members(actor, row.club_id).exclude(pk=row.pk).order_by("since", "pk"))
    helpers = [one for one in others if one.role != Role.RUNNER]
    return next(iter(helpers or others), None)


def tidy(house: Actor, now: datetime) -> int:
    """Let go of invitations that ran out; how many."""
    return ClubInvitationRow.objects.by_anybody(house).filter(until__lte=now).delete()[0]


def digest_of(secret: str) -> str:
    """Under what a link is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _enter(club: ClubRow, actor: Actor, role: Role, name: str, now: datetime) -> None:
    assert actor.runner is not None
    assert actor.account is not None
    row = MemberRow(
        club=club,
        runner_id=actor.runner,
        account=actor.account,
        role=role,
        name=name,
        since=now,
    )
    row.save()


def _go(actor: Actor, row: MemberRow) -> None:
    _not_the_last(actor, row)
    if not _others(actor, row):
        row.club.delete()
        return
    row.delete()


def _not_the_last(actor: Actor, row: MemberRow) -> None:
    if said := refusal(Role(row.role), _others(actor, row)):
        raise InputError(said)


def _others(actor: Actor, row: MemberRow) -> Sequence[Role]:
    there = members(actor, row.club_id).exclude(pk=row.pk)
    return [Role(role) for role in there.values_list("role", flat=True)]


def _member(actor: Actor, club: int, key: int) -> MemberRow:
    row = members(actor, club).filter(pk=key).first()
    if row is None:
        raise Http404
    return row


@contextmanager
def _alone(club: ClubRow) -> Iterator[None]:
    """Of two who change one club, one waits: so that two owners do not leave at once."""
    with transaction.atomic():
        list(ClubRow.objects.of_key(club.pk).select_for_update())
        yield
