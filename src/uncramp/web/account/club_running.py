"""The page of who runs a club: its members, and invitations in bulk."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from uncramp.store import words
from uncramp.terms.errors import InputError
from uncramp.web.account import invitations
from uncramp.web.account.club_links import links, pasted
from uncramp.web.account.club_words import ROLES
from uncramp.web.policies import clubs
from uncramp.web.policies.club_roles import Deed, Role, may
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor


@require_http_methods(["GET", "HEAD", "POST"])
@permitted(Action.RUN_CLUB)
def club_run(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """Who is in it, who is invited; links that were just made are shown this once."""
    clubs.entered(actor, key, Deed.SEE_MEMBERS)
    if request.method != "POST":
        return render(request, "account/club_run.html", _page(actor, key))
    try:
        made = _act(request, actor, key)
    except InputError as error:
        shown = _page(actor, key) | {
            "said": words.render(error.said),
            "given": request.POST.get("people", ""),
        }
        return render(request, "account/club_run.html", shown, status=422)
    if made is None:
        still = may(clubs.own_role(actor, key), Deed.SEE_MEMBERS)
        return redirect("club-run", key=key) if still else redirect("clubs")
    return render(request, "account/club_run.html", _page(actor, key) | {"links": made})


def _act(request: HttpRequest, actor: Actor, key: int) -> Any:
    told = request.POST
    match told.get("do"):
        case "invite":
            club = clubs.entered(actor, key, Deed.INVITE)
            people = pasted(told.get("people", ""))
            return links(request, actor, club, people, now=timezone.now())
        case "role":
            clubs.change_role(actor, key, _key(told.get("member", "")), _role(told.get("role", "")))
        case "remove":
            clubs.remove(actor, key, _key(told.get("member", "")))
        case "take back":
            if digest := clubs.take_back(actor, key, _key(told.get("which", "")), timezone.now()):
                invitations.end(digest)
        case _:
            raise InputError.of("Nothing was chosen to be done.")
    return None


def _page(actor: Actor, key: int) -> dict[str, Any]:
    return {
        "club": clubs.entered(actor, key, Deed.SEE_MEMBERS),
        "members": [
            {
                "key": row.pk,
                "name": row.name,
                "role": row.role,
                "own": row.runner_id == actor.runner,
            }
            for row in clubs.members(actor, key)
        ],
        "invited": clubs.open_invitations(actor, key, timezone.now()),
        "roles": [(role.value, name) for role, name in ROLES.items()],
        "most": clubs.MOST_AT_ONCE,
    }


def _key(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _role(text: str) -> Role:
    try:
        return Role(text)
    except ValueError:
        raise InputError.of("Nothing was chosen to be done.") from None
