"""A request that is far too large is refused before a byte of it is read."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from uncramp.store.archive_limits import LARGEST_UPLOAD


class LimitedBody:
    """413 with a sentence for a body beyond what its address takes."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        archives = request.path == reverse("imports")
        most = LARGEST_UPLOAD if archives else settings.LARGEST_REQUEST
        if int(request.META.get("CONTENT_LENGTH") or 0) <= most:
            return self._answer(request)
        shown = (most if archives else settings.LARGEST_RUN) // 1024**2
        said = f"That is larger than {shown} MB, more than is taken here."
        return JsonResponse({"message": said}, status=413)
