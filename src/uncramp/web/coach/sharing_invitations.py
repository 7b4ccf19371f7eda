"""The invitation, as the helper sees it: who shares what, to accept or to decline, once."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from uncramp.web.coach.club_sharing import offered_to
from uncramp.web.coach.sharing_words import PROFESSIONS, WHAT
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.policies.sharing import Party, Step, What, invitation, sharing_of, take
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.sharing import SharingRow


@require_http_methods(["GET", "HEAD", "POST"])
@permitted(Action.HELP)
def sharing_invitation(request: HttpRequest, actor: Actor, secret: str) -> HttpResponse:
    """What is offered; a tap accepts or declines it, and the link is used up."""
    now = timezone.now()
    row = invitation(secret, now)
    grant = sharing_of(row).grant
    own = actor.account is None or row.runner_id == actor.runner
    if request.method != "POST":
        shown = {
            "grant": grant,
            "own": own,
            "profession": PROFESSIONS[grant.profession],
            "shared": [WHAT[one] for one in What if one in grant.what],
        }
        return render(request, "coach/invitation.html", shown)
    step = request.POST.get("step", "")
    if own or step not in {Step.ACCEPT.value, Step.DECLINE.value}:
        raise Http404
    accepted = {"helper": actor.account} if step == Step.ACCEPT.value else {}
    if not take(row, Step(step), Party.HELPER, now, **accepted):
        raise Http404
    return redirect("people")


@require_POST
@permitted(Action.HELP)
def answer_offer(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """A runner of one's club asked by name: accept or decline; the runner still confirms."""
    now, step = timezone.now(), request.POST.get("step", "")
    row = next((row for row in offered_to(actor, now) if row.pk == key), None)
    if row is None or step not in {Step.ACCEPT.value, Step.DECLINE.value}:
        raise Http404
    if not take(row, Step(step), Party.HELPER, now):
        raise Http404
    return redirect("people")


@require_POST
@permitted(Action.HELP)
def stop_helping(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """The helper ends it, and sees nothing of this runner any more."""
    row = get_object_or_404(SharingRow.objects.for_helper(actor), pk=key)
    take(row, Step.END, Party.HELPER, timezone.now())
    return redirect("people")
