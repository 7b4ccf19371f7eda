"""What people who help said of the runner's runs, for the runner to read and to answer."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from uncramp.store import words
from uncramp.terms.errors import InputError
from uncramp.web.coach import comments
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.policies.sharing import sharing_of
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.models import RunRow
from uncramp.web.rows.sharing import CommentRow, SharingRow

MOST = 200  # comments on the page


@require_safe
@permitted(Action.SHARE)
def comments_page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Everything that was said of this runner's runs, the run spoken of last in front."""
    now = timezone.now()
    shown = {"threads": _threads(actor, now)}
    comments.read(CommentRow.objects.for_actor(actor).filter(by_helper=True), now)
    return render(request, "coach/comments.html", shown)


@require_POST
@permitted(Action.SHARE)
def answer(request: HttpRequest, actor: Actor, key: int, run: int) -> HttpResponse:
    """The runner's answer, to who spoke of that run."""
    sharing = get_object_or_404(SharingRow.objects.for_actor(actor), pk=key)
    get_object_or_404(RunRow.objects.for_actor(actor), pk=run)
    now = timezone.now()
    if sharing_of(sharing).standing(now).is_over:
        raise Http404
    try:
        comments.answer(actor, sharing, run, request.POST.get("text", ""), now)
    except InputError as error:
        shown = {"threads": _threads(actor, now), "said": words.render(error.said)}
        return render(request, "coach/comments.html", shown, status=422)
    return redirect("comments")


def _threads(actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """What was said of one run with one helper, together."""
    rows = CommentRow.objects.for_actor(actor).select_related("sharing", "run")
    latest = list(rows.order_by("-pk")[:MOST])

    def between(row: CommentRow) -> tuple[int, int]:
        return row.sharing_id, row.run_id

    found = [list(said) for _, said in groupby(sorted(latest, key=between), key=between)]
    in_order = sorted(found, key=lambda said: -max(row.pk for row in said))
    return [_thread(sorted(said, key=lambda row: row.pk), now) for said in in_order]


def _thread(said: list[CommentRow], now: datetime) -> dict[str, Any]:
    first = said[0]
    sharing = sharing_of(first.sharing)
    return {
        "sharing": first.sharing_id,
        "run": first.run_id,
        "started_at": first.run.started_at,
        "helper": sharing.grant.helper,
        "over": sharing.standing(now).is_over,
        "comments": comments.named(said),
    }
