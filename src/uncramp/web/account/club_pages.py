"""The pages of clubs: those somebody is in, one of them, and the link that leads into one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uncramp.store import words
from uncramp.terms.errors import InputError
from uncramp.web.account import invitations
from uncramp.web.account.adapter import INVITED
from uncramp.web.account.club_words import ROLES
from uncramp.web.policies import clubs
from uncramp.web.policies.club_roles import Deed, Role, may
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.policies.sharing import EVERYTHING, reached
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.clubs import ClubRow

EVERY = ["GET", "HEAD", "POST"]


@require_safe
@permitted(Action.JOIN_CLUB)
def clubs_page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The clubs somebody is in."""
    found = [(row.club, ROLES[Role(row.role)]) for row in clubs.clubs_of(actor)]
    return render(request, "account/clubs.html", {"clubs": found})


@require_http_methods(EVERY)
@permitted(Action.RUN_CLUB)
def new_club(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make a club."""
    if actor.account is None:  # the demo's sample runner has no account
        return redirect("clubs")
    if request.method != "POST":
        return render(request, "account/club_new.html")
    told = request.POST
    try:
        club = clubs.new_club(actor, told.get("name", ""), told.get("known_as", ""), timezone.now())
    except InputError as error:
        shown = {"said": words.render(error.said), "given": told}
        return render(request, "account/club_new.html", shown, status=422)
    return redirect("club-run", key=club.pk)


@require_safe
@permitted(Action.JOIN_CLUB)
def club_page(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """One club, as everybody in it sees it: its name and its helpers."""
    return render(request, "account/club.html", _club(actor, key))


def _club(actor: Actor, key: int) -> dict[str, Any]:
    club = clubs.entered(actor, key, Deed.SEE_HELPERS)
    role = clubs.own_role(actor, key)
    there = clubs.members(actor, key)
    return {
        "club": club,
        "role": ROLES[role] if role else "",
        "runs": may(role, Deed.INVITE),
        "helps": may(role, Deed.SEE_WHO_SHARES),
        "helpers": [row.name for row in there.filter(role=Role.HELPER)],
        "alone": there.count() == 1,
    }


@require_safe
@permitted(Action.HELP)
def club_runners(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """Who of the club shares with the helper who looks; of the others nothing is told."""
    club = clubs.entered(actor, key, Deed.SEE_WHO_SHARES)
    share = {one.runner for one in reached(actor, EVERYTHING, timezone.now())}
    there = clubs.members(actor, key).filter(runner__in=share)
    shown = {"club": club, "runners": [(row.runner_id, row.name) for row in there]}
    return render(request, "account/club_runners.html", shown)


@require_POST
@permitted(Action.JOIN_CLUB)
def club_leave(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """Leave a club."""
    try:
        clubs.leave(actor, key)
    except InputError as error:
        shown = _club(actor, key) | {"said": words.render(error.said)}
        return render(request, "account/club.html", shown, status=409)
    messages.success(request, gettext("You are no longer in it. Whom you share with stays."))
    return redirect("clubs")


@require_http_methods(EVERY)
@permitted(Action.SIGN_IN)
def club_join(request: HttpRequest, actor: Actor, secret: str) -> HttpResponse:
    """The end of a club's link: make an account or sign in, then say by which name one joins."""
    now = timezone.now()
    row = clubs.invitation(secret, now)
    shown = {"club": row.club, "secret": secret, "name": "" if "@" in row.whom else row.whom}
    if actor.account is None:
        return _to_account(request, secret, shown)
    if request.method != "POST":
        return render(
            request, "account/club_join.html", shown | {"within": _within(actor, row.club)}
        )
    try:
        joined = clubs.join(actor, row, request.POST.get("name", ""), now)
    except InputError as error:
        said = {"said": words.render(error.said)}
        return render(request, "account/club_join.html", shown | said, status=422)
    if joined:  # the same link must not make another account
        invitations.end(clubs.digest_of(secret))
    return redirect("club", key=row.club_id)


def _within(actor: Actor, club: ClubRow) -> bool:
    return clubs.own_role(actor, club.pk) is not None


def _to_account(request: HttpRequest, secret: str, shown: dict[str, Any]) -> HttpResponse:
    """Nobody is signed in: on to making an account, where the link or the house lets them."""
    back = urlencode({"next": reverse("club-join", args=[secret])})
    found = invitations.found(secret, timezone.now())
    if request.method == "POST":
        if found is not None:
            request.session[INVITED] = found.pk
        return redirect(f"{reverse('account_signup')}?{back}")
    ways = {"back": back, "may_sign_up": found is not None or invitations.open_to_all()}
    return render(request, "account/club_join.html", shown | ways)
