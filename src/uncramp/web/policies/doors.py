"""Where the rules are asked: at the door of every page and every job, before it begins."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from uncramp.store.words import render
from uncramp.terms.errors import InputError
from uncramp.web.policies.rules import NOT_YOURS, Action, State, refusal, relations
from uncramp.web.rows.actor import VISITOR, Actor
from uncramp.web.rows.library import owner

Rest = ParamSpec("Rest")
Result = TypeVar("Result")
Page = Callable[..., HttpResponse]


class NotAllowedError(InputError):
    """A rule refuses it; the message says why, and what would change that."""


def require(actor: Actor, action: Action, state: State = State.ANY) -> None:
    """Raise `NotAllowedError` where the actor may not do this in their own library."""
    if said := refusal(relations(actor, actor.runner), action, state):
        raise NotAllowedError(said)


def actor_of(request: HttpRequest) -> Actor:
    """Who sits behind a request: the owner at an owner's address, else a visitor."""
    return owner() if _is_owners(request.META.get("REMOTE_ADDR", "")) else VISITOR


def _is_owners(address: str) -> bool:
    """A socket in the file system has no address: who may open it, its folder decides."""
    if not address:
        return True
    try:
        known = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    known = getattr(known, "ipv4_mapped", None) or known
    return any(known in network for network in settings.OWNERS)


def permitted(action: Action) -> Callable[[Page], Page]:
    """A page behind its rule: it is called with the actor, or not at all."""

    def behind(page: Page) -> Page:
        @wraps(page)
        def answer(request: HttpRequest, **address: Any) -> HttpResponse:
            try:
                actor = actor_of(request)
                require(actor, action)
                return page(request, actor, **address)
            except NotAllowedError as error:
                return _refused(error)

        answer.action = action  # type: ignore[attr-defined]  # read by the test of all doors
        return answer

    return behind


def acting(
    action: Action,
) -> Callable[
    [Callable[Concatenate[Actor, Rest], Result]], Callable[Concatenate[int, Rest], Result]
]:
    """A job behind its rule: queued with a runner's key, it is called as that runner."""

    def behind(job: Callable[..., Result]) -> Callable[..., Result]:
        @wraps(job)
        def work(runner: int, *args: Any, **more: Any) -> Result:
            actor = Actor(runner)
            require(actor, action)
            return job(actor, *args, **more)

        work.action = action  # type: ignore[attr-defined]
        return work

    return behind


def _refused(error: NotAllowedError) -> HttpResponse:
    status = 403 if error.said == NOT_YOURS else 409
    return HttpResponse(f"{render(error.said)}\n", content_type="text/plain", status=status)
