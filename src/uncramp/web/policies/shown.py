"""Who reads, for what every page shows of it: the header's links."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from uncramp.web.policies.doors import actor_of


def who(request: HttpRequest) -> dict[str, Any]:
    """The actor, looked up only where a page asks."""
    return {"actor": SimpleLazyObject(lambda: actor_of(request))}
