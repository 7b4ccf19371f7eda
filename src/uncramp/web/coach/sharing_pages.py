"""Sharing, as the runner sees it: who sees what since when, who looked, and how to end it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from uncramp.actions.hand_over import open_red_flags
from uncramp.actions.told import read
from uncramp.store import words
from uncramp.terms.errors import InputError
from uncramp.web.coach.club_sharing import begun, chosen, from_clubs
from uncramp.web.coach.people_assigning import assigned_to
from uncramp.web.coach.sharing_words import PAGES, PROFESSIONS, STAGES, TICKED, WHAT
from uncramp.web.mail.outbox import hand_in
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.policies.sharing import (
    Grant,
    Party,
    Step,
    What,
    invite,
    keep,
    offer,
    sharing_of,
    take,
    waiting,
)
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary
from uncramp.web.rows.sharing import CommentRow, LookRow, SharingRow

MOST_LOOKS = 30
MOST_WAITING = 10  # invitations at a time
TEXTS = ("helper", "runner", "mail", "profession")
DAYS = ("since", "until")


@require_http_methods(["GET", "HEAD", "POST"])
@permitted(Action.SHARE)
def sharing_page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Everybody this runner shares with; a new invitation shows its link, once."""
    if request.method != "POST":
        return render(request, "coach/sharing.html", _shown(actor) | begun(actor, request.GET))
    try:
        grant = _grant(request.POST)
        _not_too_many(actor)
        if helper := chosen(actor, request.POST):
            return _offered(request, actor, grant, helper)
    except InputError as error:
        shown = _shown(actor, request.POST) | {"said": words.render(error.said)}
        return render(request, "coach/sharing.html", shown, status=422)
    with transaction.atomic():
        row, secret = invite(actor, grant, timezone.now())
        link = _address(request, reverse("sharing-invitation", args=[secret]))
        if grant.mail:
            _send(row, grant, link)
    return render(request, "coach/sharing.html", _shown(actor) | {"link": link, "to": grant})


@require_POST
@permitted(Action.SHARE)
def sharing_step(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """Confirm, decline or end a sharing; it has its effect on the helper's next request."""
    row = get_object_or_404(SharingRow.objects.for_actor(actor), pk=key)
    step = request.POST.get("step", "")
    if step not in {Step.CONFIRM.value, Step.DECLINE.value, Step.END.value}:
        raise Http404
    if not take(row, Step(step), Party.RUNNER, timezone.now()):
        said = gettext("That can no longer be done: look at how it stands now.")
        return render(request, "coach/sharing.html", _shown(actor) | {"said": said}, status=409)
    return redirect("sharing")


@require_POST
@permitted(Action.SHARE)
def sharing_change(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """Share more or less with the same person, from their next request on."""
    row = get_object_or_404(SharingRow.objects.for_actor(actor), pk=key)
    sharing = sharing_of(row)
    if sharing.standing(timezone.now()).is_over:
        raise Http404
    try:
        changed = read(
            Grant,
            {**sharing.grant.model_dump(), **_days(request.POST), "what": _what(request.POST)},
        )
    except InputError as error:
        shown = _shown(actor) | {"said": words.render(error.said)}
        return render(request, "coach/sharing.html", shown, status=422)
    keep(row, sharing.model_copy(update={"grant": changed}))
    return redirect("sharing")


def _offered(request: HttpRequest, actor: Actor, grant: Grant, helper: int) -> HttpResponse:
    """A helper of one's club is asked in their workspace: no link is needed."""
    offer(actor, grant, helper, timezone.now())
    said = gettext("%(helper)s is asked. Once they accept, you confirm here.")
    messages.success(request, said % {"helper": grant.helper})
    return redirect("sharing")


def _grant(sent: QueryDict) -> Grant:
    given: dict[str, Any] = {name: sent.get(name, "") for name in TEXTS}
    return read(Grant, given | _days(sent) | {"what": _what(sent)})


def _not_too_many(actor: Actor) -> None:
    """Each may send a mail to an address the runner types."""
    if waiting(actor, timezone.now()) >= MOST_WAITING:
        raise InputError.of(
            "{n} invitations wait for an answer already. Take one back before you make another.",
            n=MOST_WAITING,
        )


def _days(sent: QueryDict) -> dict[str, str | None]:
    return {name: sent.get(name) or None for name in DAYS}


def _what(sent: QueryDict) -> list[str]:
    return [str(one) for one in sent.getlist("what")]


def _address(request: HttpRequest, path: str) -> str:
    return f"{settings.ADDRESS}{path}" if settings.ADDRESS else request.build_absolute_uri(path)


def _send(row: SharingRow, grant: Grant, link: str) -> None:
    """The link by mail, in the transaction of the invitation."""
    body = gettext(
        "Hello %(helper)s,\n\n%(runner)s would like to share runs and cramps with you in uncramp. "
        "Open this link within 14 days to see what, and to accept or decline:\n\n%(link)s\n\n"
        "It works once. Nothing is shared before you accept and %(runner)s confirms.\n"
    )
    hand_in(
        f"sharing-{row.pk}",
        to=grant.mail,
        subject=gettext("%(runner)s would like to share with you") % {"runner": grant.runner},
        body=body % {"helper": grant.helper, "runner": grant.runner, "link": link},
        now=timezone.now(),
    )


def _shown(actor: Actor, sent: QueryDict | None = None) -> dict[str, Any]:
    now = timezone.now()
    rows = SharingRow.objects.for_actor(actor).order_by("-pk")
    found = [_one(row, now) for row in rows]
    ticked = TICKED if sent is None else frozenset(_what(sent))
    library = RowLibrary(actor)
    return {
        "assigned": assigned_to(actor, library, now),
        "flagged": any(open_red_flags(library)),
        "current": [one for one in found if not one["over"]],
        "over": [one for one in found if one["over"]],
        "looks": list(_looks(actor)),
        "unread": CommentRow.objects.for_actor(actor).filter(by_helper=True, read_at=None).count(),
        "professions": [(one.value, label) for one, label in PROFESSIONS.items()],
        "what": _ticks(ticked),
        "from_clubs": from_clubs(actor, now),
        "given": sent.dict() if sent else {},
    }


def _one(row: SharingRow, now: Any) -> dict[str, Any]:
    sharing = sharing_of(row)
    stage = sharing.standing(now)
    return {
        "key": row.pk,
        "grant": sharing.grant,
        "profession": PROFESSIONS[sharing.grant.profession],
        "stage": stage.value,
        "stands": STAGES[stage],
        "since_step": sharing.since_step,
        "over": stage.is_over,
        "what": _ticks(sharing.grant.what),
        "shared": [WHAT[one] for one in What if one in sharing.grant.what],
    }


def _ticks(ticked: frozenset[Any]) -> list[tuple[str, Any, bool]]:
    return [(one.value, label, one in ticked) for one, label in WHAT.items()]


def _looks(actor: Actor) -> Iterator[dict[str, Any]]:
    """The latest looks; the same page several times in one hour is told once."""
    looks = LookRow.objects.for_actor(actor).select_related("sharing").order_by("-pk")
    told = set()
    for look in looks[: 4 * MOST_LOOKS]:
        hour = look.sharing_id, look.page, look.at.replace(minute=0, second=0, microsecond=0)
        if hour not in told:
            told.add(hour)
            yield {
                "at": look.at,
                "who": sharing_of(look.sharing).grant.helper,
                "page": PAGES.get(look.page, look.page),
                "what": [WHAT[one] for one in What if one in look.what.split(",")],
            }
