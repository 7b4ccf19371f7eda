"""What an owner pastes to invite a club in bulk, and the one-time links made of it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from uncramp.terms.errors import InputError
from uncramp.web.account import invitations
from uncramp.web.mail.post import post
from uncramp.web.policies import clubs
from uncramp.web.policies.club_roles import Role
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.clubs import ClubInvitationRow, ClubRow

LONGEST: Final = 254  # characters of a line, as of a mail address
ADDRESS: Final = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")


@dataclass(frozen=True, slots=True)
class Whom:
    """One line: a name, a mail address, or both as mail programs write them."""

    said: str
    mail: str

    @property
    def same(self) -> str:
        """By what two lines are known to be for one person."""
        return (self.mail or self.said).casefold()


@dataclass(frozen=True, slots=True)
class Link:
    """A link that was just made; it is shown now, and never again."""

    whom: str
    address: str
    mailed: bool


def pasted(text: str) -> list[Whom]:
    """Everybody who stands in the text, one a line, each once.

    Raises
    ------
    InputError
        Where there is nobody, there are too many, or a line is no name and no address.
    """
    found = {whom.same: whom for whom in reversed(list(_lines(text)))}
    if not found:
        raise InputError.of("Nobody is named yet: one name or mail address a line.")
    if len(found) > clubs.MOST_AT_ONCE:
        raise InputError.of(
            "{n} people are named. Invite at most {most} at once.",
            n=len(found),
            most=clubs.MOST_AT_ONCE,
        )
    return list(reversed(found.values()))


def _lines(text: str) -> Iterator[Whom]:
    for line in re.split(r"[\n\r;]+", text):
        said = " ".join("".join(c if c.isprintable() else " " for c in line).split(" ")).strip(", ")
        if not said:
            continue
        mail = ADDRESS.search(said)
        if len(said) > LONGEST or ("@" in said and mail is None):
            raise InputError.of("This line is no name and no mail address: {line}", line=said[:80])
        yield Whom(said, mail[0].strip("\"',") if mail else "")


def links(
    request: HttpRequest, actor: Actor, club: ClubRow, people: list[Whom], *, now: datetime
) -> list[Link]:
    """Make everybody's link, and send those that have an address; all of them or none."""
    with transaction.atomic():
        made = [(whom, _secret(actor, now)) for whom in people]
        rows = clubs.invite_all(
            actor,
            club.pk,
            [(whom.said, clubs.digest_of(secret), Role.RUNNER) for whom, secret in made],
            now,
        )
        return [
            _link(request, whom, secret, row, now)
            for (whom, secret), row in zip(made, rows, strict=True)
        ]


def _secret(actor: Actor, now: datetime) -> str:
    """Where sign-up is by invitation, the link of the club lets the person make an account too."""
    if settings.SIGN_UP == "invitation":
        return invitations.invite(actor.account or 0, now)
    return secrets.token_urlsafe(32)


def _link(
    request: HttpRequest, whom: Whom, secret: str, row: ClubInvitationRow, now: datetime
) -> Link:
    path = reverse("club-join", args=[secret])
    address = f"{settings.ADDRESS}{path}" if settings.ADDRESS else request.build_absolute_uri(path)
    if whom.mail:
        body = gettext(
            "Hello,\n\nyou are invited into the club %(club)s in uncramp. Open this link within "
            "14 days:\n\n%(link)s\n\nIt works once. To be in a club shows nothing of you to "
            "anybody.\n"
        )
        post(
            f"club-{row.pk}-{row.digest[:16]}",
            to=whom.mail,
            subject=gettext("You are invited into %(club)s") % {"club": row.club.name},
            body=body % {"club": row.club.name, "link": address},
            now=now,
        )
    return Link(whom.said, address, bool(whom.mail))
