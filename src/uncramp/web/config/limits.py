"""A request that is far too large is refused before a byte of it is read."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse


class LimitedBody:
    """413 with a sentence for a body beyond `LARGEST_REQUEST` bytes."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if int(request.META.get("CONTENT_LENGTH") or 0) <= settings.LARGEST_REQUEST:
            return self._answer(request)
        most = settings.LARGEST_RUN // 1024**2
        said = f"That is larger than {most} MB; no recording of one run is."
        return JsonResponse({"message": said}, status=413)
