"""Whether the server is alive, whether it can reach what it needs, and how old its work is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from uncramp.web.jobs.queue import queue_at
from uncramp.web.rows.opening import last_backup


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers too; otherwise 503, so that a proxy sends nobody here.

    A queue that waits and a backup that is old stop nobody from being served: they are told
    in seconds, for whoever watches.
    """
    try:
        return JsonResponse({"ready": True, **_ages(timezone.now())})
    except DatabaseError as error:  # its own words may name the host and the user
        because = f"the database cannot be used ({type(error).__name__})"
        return JsonResponse({"ready": False, "because": because}, status=503)


def _ages(now: datetime) -> dict[str, Any]:
    queue, made_at = queue_at(now), last_backup(settings.DATA)
    return {
        "queue": {
            "waiting": queue.waiting,
            "oldest_seconds": _seconds(queue.oldest),
            "parked": queue.parked,
        },
        "backup": {"age_seconds": _seconds(now - made_at if made_at else None)},
    }


def _seconds(age: timedelta | None) -> int | None:
    return None if age is None else int(age.total_seconds())
