"""The inbox of the helpers: who waits longest stands first, with the time that is left."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from uncramp.actions.forget_person import forget_person
from uncramp.actions.promise import promise
from uncramp.store import words
from uncramp.terms.errors import InputError
from uncramp.web.coach import inbox_acts
from uncramp.web.coach.duty_rows import duty, staff
from uncramp.web.coach.inbox_shown import shown
from uncramp.web.coach.interest_desk import Desk, house_clock, kept_together
from uncramp.web.coach.models import RequestRow
from uncramp.web.mail.outbox import Outbox
from uncramp.web.mail.setting import folder
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor

MOST_DONE: Final = 30  # answered ones on the page
MOST_APART: Final = 200


@require_safe
@permitted(Action.ANSWER_REQUESTS)
def inbox(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What waits: red flags, then the oldest deadline first; below it what was done lately."""
    now = timezone.now()
    waiting = kept_together().filter(answered_at=None, closed_at=None)
    done = kept_together().exclude(answered_at=None, closed_at=None)
    page = {
        "waiting": _lines(waiting.order_by("-flagged", "came_house", "pk"), now),
        "done": _lines(done.filter(forgotten_at=None).order_by("-came_house")[:MOST_DONE], now),
        "apart": _apart().count(),
        "promise": promise(duty(), house_clock(), now),
        "stands_still": house_clock().stands_still(now),
        "nobody": not duty().everybody,
    }
    return render(request, "coach/inbox.html", page)


@require_safe
@permitted(Action.ANSWER_REQUESTS)
def kept_apart(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What looked like a machine; nothing of it is lost."""
    rows = _apart().order_by("-came_at")[:MOST_APART]
    return render(request, "coach/kept_apart.html", {"lines": _lines(rows, timezone.now())})


@require_http_methods(["GET", "HEAD", "POST"])
@permitted(Action.ANSWER_REQUESTS)
def one_request(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """One request, and what can be done about it."""
    row, now = _found(key), timezone.now()
    if request.method != "POST":
        inbox_acts.open_(row, now)
        return render(request, "coach/request.html", _page(_found(key), now))
    try:
        _act(request, row, actor, now)
    except InputError as error:
        page = _page(row, now) | {"said": words.render(error.said)}
        page["written"] = request.POST.get("words", "")
        return render(request, "coach/request.html", page, status=422)
    return redirect("request", key)


@require_http_methods(["GET", "HEAD", "POST"])
@permitted(Action.ANSWER_REQUESTS)
def forget(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Forget somebody who asks for it, wherever something of them is."""
    if request.method != "POST":
        return render(request, "coach/forget.html", {"reach": request.GET.get("reach", "")})
    now, reach = timezone.now(), request.POST.get("reach", "").strip()
    places = (Desk(now), Outbox(folder()))
    done = forget_person(reach, places=places) if reach else None
    page = {"reach": reach, "done": done, "counts": done.counts if done else ()}
    return render(request, "coach/forget.html", page, status=200 if done else 422)


def _act(request: HttpRequest, row: RequestRow, actor: Actor, now: datetime) -> None:
    text = request.POST.get("words", "")
    match request.POST.get("do"):
        case "answer":
            reply_to = staff().get(actor.account or 0, "")
            inbox_acts.answer(row, actor, text, now, reply_to=reply_to)
        case "called":
            inbox_acts.called(row, actor, text, now)
        case "note":
            inbox_acts.note(row, actor, text, now)
        case "take":
            inbox_acts.assign(row, actor.account)
        case "assign":
            inbox_acts.assign(row, _helper(request.POST.get("to", "")))
        case "close":
            inbox_acts.close(row, now)
        case "let in":
            inbox_acts.let_in(row, now)
        case _:
            raise InputError.of("Nothing was chosen to be done.")


def _helper(text: str) -> int | None:
    account = int(text) if text.isascii() and text.isdigit() else 0
    return account if account in staff() else None


def _page(row: RequestRow, now: datetime) -> dict[str, Any]:
    known = staff()
    return {
        "request_": shown(row, house_clock().at(now), now, known),
        "notes": [(note, known.get(note.by or 0, "")) for note in row.notes.order_by("pk")],
        "staff": known.items(),
        "row": row,
    }


def _lines(rows: Any, now: datetime) -> list[Any]:
    house, known = house_clock().at(now), staff()
    return [shown(row, house, now, known) for row in rows]


def _apart() -> Any:
    return RequestRow.objects.exclude(apart="")


def _found(key: int) -> RequestRow:
    row = RequestRow.objects.filter(pk=key).first()
    if row is None:
        raise Http404
    return row
