"""A request that is far too large is refused before a byte of it is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from uncramp.store.archive_limits import LARGEST_UPLOAD

MIB: Final = 1024**2  # bytes
GIB: Final = 1024 * MIB


class LimitedBody:
    """413 for a body beyond what its address takes: a page for people, JSON for programs.

    It stands behind all other middleware, none of which reads a body, so that the page is in
    the reader's language and its headers are those of every page.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        archives = request.path == reverse("imports")
        most = LARGEST_UPLOAD if archives else settings.LARGEST_REQUEST
        if int(request.META.get("CONTENT_LENGTH") or 0) <= most:
            return self._answer(request)
        said = gettext("That is more than the %(most)s that are taken here at a time.")
        said %= {"most": _size(most)}
        if request.path.startswith("/api/") or not request.accepts("text/html"):
            return JsonResponse({"message": said}, status=413)
        return render(request, "413.html", {"said": said}, status=413)


def _size(limit: int) -> str:
    return f"{limit // GIB} GB" if limit >= GIB else f"{limit // MIB} MB"
