"""Headers that every answer carries, errors included."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POLICY = (
    "default-src 'self'; script-src 'nonce-{nonce}'; script-src-attr 'none'; "
    "style-src 'self'; style-src-attr 'none'; img-src 'self' data:{images}; object-src 'none'; "
    "worker-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
"""A script runs only with the nonce of its own answer: nothing inline, no eval, and no file
that somebody managed to put on this host. ``images`` is empty, but where a page with a map that
its reader asked for names the one origin it comes from (`request.csp_images`)."""


class StrictHeaders:
    """No page loads, runs or calls anything that is not ours."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.csp_nonce = secrets.token_urlsafe(16)  # type: ignore[attr-defined]
        request.csp_images = ""  # type: ignore[attr-defined]
        response = self._answer(request)
        policy = _policy(request.csp_nonce, request.csp_images)  # type: ignore[attr-defined]
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault(
            "Permissions-Policy", "geolocation=(), camera=(), microphone=()"
        )
        return response


def _policy(nonce: str, images: str) -> str:
    return POLICY.format(nonce=nonce, images=f" {images}" if images else "")
