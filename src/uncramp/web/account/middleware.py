"""Every request in the units, the time zone and the language of who reads; when each was seen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Final
from zoneinfo import ZoneInfo

from allauth.usersessions.middleware import UserSessionsMiddleware
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from uncramp.store.measures import IMPERIAL, METRIC, reading_in
from uncramp.store.words import reading
from uncramp.web.account.preferences import Preferences


class Preferred:
    """What is signed in to says it; the browser's language stands where nobody chose one."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/api/"):  # what programs read is English and metric
            return self._answer(request)
        chosen = _chosen(request)
        zone = ZoneInfo(chosen.time_zone) if chosen.time_zone else None
        if chosen.language:
            translation.activate(chosen.language)
            request.LANGUAGE_CODE = chosen.language
        units = IMPERIAL if chosen.units == "imperial" else METRIC
        language = translation.get_language() or "en"
        with timezone.override(zone), reading_in(units), reading(language):
            return self._answer(request)


SEEN_FOR: Final = 300  # s; a row written for every page would keep all others waiting


class Seen:
    """When a session was last seen and from where, to within five minutes."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer
        self._noting: Callable[[HttpRequest], HttpResponse] = UserSessionsMiddleware(answer)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._noting(request) if _is_news(request) else self._answer(request)


def _is_news(request: HttpRequest) -> bool:
    """Whether this session was not seen from here of late."""
    session = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    came = (session, request.META.get("HTTP_USER_AGENT"), request.META.get("REMOTE_ADDR"))
    name = hashlib.sha256(repr(came).encode()).hexdigest()
    return bool(session) and bool(cache.add(f"seen-{name}", True, SEEN_FOR))


def _chosen(request: HttpRequest) -> Preferences:
    """Without a session cookie nobody is asked who it is: no row is read for a visitor."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return Preferences()
    user = request.user
    return user.preferences if user.is_authenticated else Preferences()
