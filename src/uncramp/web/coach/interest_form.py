"""The public form: "Are you interested in coaching?", and what is promised to whoever fills it.

It asks nobody who they are and needs no cookie. Whatever trips a trap is answered with the same
page after the same work, and waits for a person in the inbox.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from uncramp.actions.assess_case import CARD, ONE_SCREEN
from uncramp.actions.promise import measured, promise
from uncramp.actions.show_interest import Shown, red_flags, show_interest
from uncramp.store import words
from uncramp.terms.errors import InputError
from uncramp.web.coach.duty_rows import duty
from uncramp.web.coach.interest_desk import asked, house_clock, keep, kept_together
from uncramp.web.coach.interest_jobs import DAY, take_in
from uncramp.web.coach.interest_page_mark import BLANK, circumstances, digest, mark, origin
from uncramp.web.coach.lengths import length

FIELDS: Final = ("name", "reach", "words", "consent")
MEASURED_OVER: Final = 90 * DAY


@csrf_exempt  # nobody is signed in here; who blocks cookies must be able to ask for help too
@never_cache  # each page is sent once
@require_http_methods(["GET", "HEAD", "POST"])
def interest(request: HttpRequest) -> HttpResponse:
    """The form; once sent, that it has arrived, and first of all what cannot wait."""
    now = timezone.now()
    if request.method != "POST":
        return render(request, "coach/interest.html", _form(now, mark(now), {}))
    given = {name: str(request.POST.get(name, "")) for name in FIELDS}
    try:
        shown = _kept(given, request.POST, request.META.get("REMOTE_ADDR", ""), now)
    except InputError as error:
        again = _form(now, request.POST.get("page", ""), given)
        again |= {"said": words.render(error.said), "urgent": _urgent(given["words"])}
        return render(request, "coach/interest.html", again, status=422)
    return render(request, "coach/interest_arrived.html", _arrived(shown, now))


@require_safe
def kept_promise(request: HttpRequest) -> HttpResponse:
    """How often the promise was kept, measured, for everybody to see."""
    now = timezone.now()
    rows = kept_together().filter(came_at__gt=now - MEASURED_OVER)
    found = measured(map(asked, rows), house_clock().at(now))
    shown = {
        "measured": found,
        "percent": None if found.rate is None else int(100 * found.rate),  # never rounded up
        "half": found.half_within and length(found.half_within),
        "days": MEASURED_OVER.days,
        "promise": promise(duty(), house_clock(), now),
    }
    return render(request, "coach/kept_promise.html", shown)


def _kept(given: dict[str, str], sent: QueryDict, address: str, now: datetime) -> Shown:
    page = str(sent.get("page", ""))
    how = circumstances(page, str(sent.get(BLANK, "")), address, now)
    shown = show_interest(given, how, now=now)
    promised = promise(duty(), house_clock(), now).holds
    with transaction.atomic():
        row = keep(
            shown, promised=promised, page=digest(page), origin=origin(address, now), now=now
        )
        take_in.enqueue(row.pk)
    return shown


def _urgent(text: str) -> list[str]:
    """What to do before anything else, where the text has a red flag."""
    triage = red_flags(text)
    return [words.render(line) for line in triage.lines] if triage.stops else []


def _form(now: datetime, page: str, given: dict[str, str]) -> dict[str, Any]:
    return {
        "given": given,
        "page": page or mark(now),
        "blank": BLANK,
        "promise": promise(duty(), house_clock(), now),
        "flags": [words.render(flag.text) for flag in ONE_SCREEN],
        "card": [words.render(line) for line in CARD.lines],
        "card_title": words.render(CARD.title),
    }


def _arrived(shown: Shown, now: datetime) -> dict[str, Any]:
    return {
        "urgent": shown.triage.stops,
        "said": [words.render(line) for line in shown.triage.lines],
        "found": bool(shown.triage.reasons),
        "promise": promise(duty(), house_clock(), now),
        "by_mail": shown.interest.mail is not None,
        "card": [words.render(line) for line in CARD.lines],
        "card_title": words.render(CARD.title),
    }
