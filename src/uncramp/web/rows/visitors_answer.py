"""A visitor's answer on its way to an account: signed, in their own browser, for a day.

`hand_in` is called where they ask for it, `taken_along` and `forget` where the account is made.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.core import signing
from django.http import HttpRequest, HttpResponse

from uncramp.actions.visitors_answer import VisitorsAnswer

COOKIE: Final = "answer"
SALT: Final = "uncramp.visitors-answer"
KEPT_FOR: Final = 24 * 3600  # s
LONGEST: Final = 3800  # bytes; a browser keeps four kilobytes of a cookie


def sealed(answer: VisitorsAnswer) -> str:
    """The answer as a signed text without the visitor's own words; nothing in it is secret."""
    taps = {name: said for name, said in answer.taps.items() if name != "text"}
    told = {"taps": taps, "also": dict(answer.also), "at": answer.asked_at.isoformat()}
    return signing.dumps(told, salt=SALT, compress=True)


def opened(text: str) -> VisitorsAnswer | None:
    """The answer back; None where it was changed on the way, or is older than a day."""
    try:
        told = signing.loads(text, salt=SALT, max_age=KEPT_FOR)
        return VisitorsAnswer(told["taps"], told["also"], datetime.fromisoformat(told["at"]))
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None


def hand_in(response: HttpResponse, text: str, *, secure: bool) -> None:
    """Let the browser keep the sealed answer."""
    if len(text) <= LONGEST:
        response.set_cookie(
            COOKIE, text, max_age=KEPT_FOR, httponly=True, samesite="Lax", secure=secure
        )


def taken_along(request: HttpRequest) -> VisitorsAnswer | None:
    """The answer that came with a request, if one did."""
    text = request.COOKIES.get(COOKIE, "")
    return opened(text) if text else None


def forget(response: HttpResponse) -> None:
    """Once it is kept, or not wanted."""
    response.delete_cookie(COOKIE)
