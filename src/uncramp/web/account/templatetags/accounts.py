"""What pages say of accounts: facts that are missing, and who may make an account here."""

from __future__ import annotations

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django import template
from django.conf import settings
from django.template.context import RequestContext
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from uncramp.web.account import invitations
from uncramp.web.account.adapter import INVITED
from uncramp.web.account.browsers import browser_words as in_words
from uncramp.web.account.facts import missed
from uncramp.web.account.models import Account, account_of
from uncramp.web.policies.doors import WANTED
from uncramp.web.rows.library import RowLibrary

register = template.Library()


@register.inclusion_tag("account/parts_missed.html", takes_context=True)
def missed_facts(context: RequestContext) -> dict[str, Any]:
    """One calm line while the most important facts are untold, unless it was waved away."""
    actor, request = context["actor"], context["request"]
    account = account_of(actor)
    wanted = account is not None and not account.preferences.facts_later
    shown = wanted and missed(RowLibrary(actor).runner())
    return {"shown": shown, "request": request, "csrf_token": context.get("csrf_token")}


@register.simple_tag(takes_context=True)
def ways_in(context: RequestContext) -> dict[str, bool]:
    """How somebody without an account gets one here, and what the link they came by makes."""
    key, now = context["request"].session.get(INVITED), timezone.now()
    return {
        "open": invitations.open_to_all(),
        "invitation": settings.SIGN_UP == "invitation",
        "first": not Account.objects.exists(),
        "for_owner": invitations.still_good(key, now, for_owner=True),
        "invited": invitations.still_good(key, now),
    }


@register.simple_tag(takes_context=True)
def wanted_page(context: RequestContext) -> str:
    """The page of our own that waited for a second factor, where there is one now; else ""."""
    request = context["request"]
    wanted = request.session.get(WANTED, "")
    ours = wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if ours and is_mfa_enabled(request.user) else ""


@register.filter
def browser_words(told: str) -> str:
    """A browser in words people know it by."""
    return in_words(told)
