"""A page that only takes forms, opened as an address; and what no page takes at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

TAKEN: Final = ("GET", "HEAD", "POST", "OPTIONS")
"""What pages are asked by; whatever else comes is refused before its form is looked at."""


class FormsOnly:
    """405 with a page that says what to do, for people; programs get it as it was."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "api/" in request.path:
            return self._answer(request)
        if request.method not in TAKEN:
            return _refused(request, ", ".join(TAKEN), {"method": f"{request.method}"[:20]})
        response = self._answer(request)
        if response.status_code != 405 or request.method != "GET":
            return response
        return _refused(request, response.headers.get("Allow", "POST"), {})


def _refused(request: HttpRequest, allowed: str, shown: dict[str, str]) -> HttpResponse:
    page = render(request, "405.html", shown, status=405)
    page.headers["Allow"] = allowed
    return page
