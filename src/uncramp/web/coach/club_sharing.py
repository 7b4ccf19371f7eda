"""Sharing with the helpers of one's clubs: asked by name, where an invitation needs no link."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, QueryDict

from uncramp.web.coach.sharing_words import PROFESSIONS, WHAT
from uncramp.web.policies.clubs import clubs_of, helpers_for, is_helped
from uncramp.web.policies.sharing import What, offers, sharing_of
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.clubs import MemberRow
from uncramp.web.rows.sharing import SharingRow


def from_clubs(actor: Actor, now: datetime) -> list[MemberRow]:
    """Helpers of the actor's clubs with whom nothing is shared or asked yet."""
    known = {
        row.helper
        for row in SharingRow.objects.for_actor(actor).exclude(helper=None)
        if not sharing_of(row).standing(now).is_over
    }
    return [row for row in helpers_for(actor) if row.account not in known]


def begun(actor: Actor, asked: QueryDict) -> dict[str, Any]:
    """The form as far as it follows from the helper that was tapped."""
    row = _helper(actor, asked.get("with", ""))
    if row is None:
        return {}
    own = clubs_of(actor).filter(club=row.club_id).first()
    known_as = own.name if own else ""
    return {"given": {"member": row.pk, "helper": row.name, "runner": known_as}}


def chosen(actor: Actor, sent: QueryDict) -> int | None:
    """The account of the helper that is asked; None where the invitation is a link."""
    told = sent.get("member", "")
    if not told:
        return None
    row = _helper(actor, told)
    if row is None:  # no longer a helper there
        raise Http404
    return row.account


def _helper(actor: Actor, key: str) -> MemberRow | None:
    return next((row for row in helpers_for(actor) if str(row.pk) == key), None)


def offered_to(actor: Actor, now: datetime) -> list[SharingRow]:
    """Who asks this helper, as long as the two are still in one club."""
    return [row for row in offers(actor, now) if is_helped(actor, row.runner_id)]


def offers_shown(actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """Each of them for the page."""
    return [_shown(row) for row in offered_to(actor, now)]


def _shown(row: SharingRow) -> dict[str, Any]:
    grant = sharing_of(row).grant
    return {
        "key": row.pk,
        "grant": grant,
        "profession": PROFESSIONS[grant.profession],
        "shared": [WHAT[one] for one in What if one in grant.what],
    }
