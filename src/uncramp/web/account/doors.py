"""The pages of allauth behind our rules: each has an action, as every page has."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor

Page = Callable[..., HttpResponseBase]


def behind(action: Action, page: Page) -> Page:
    """A page that knows nothing of actors, called only for those who may do `action`."""

    @permitted(action)
    @wraps(page)
    def answer(request: HttpRequest, actor: Actor, **address: Any) -> HttpResponseBase:
        return page(request, **address)

    return answer
