"""Where the rules are asked: at the door of every page and every job, before it begins."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext

from uncramp.store.words import render
from uncramp.terms.errors import InputError
from uncramp.web.policies.rules import NOT_YOURS, SECURED, Action, State, refusal, relations
from uncramp.web.rows.actor import VISITOR, Actor
from uncramp.web.rows.library import owner

Rest = ParamSpec("Rest")
Result = TypeVar("Result")
Page = Callable[..., HttpResponseBase]
WANTED = "wanted"  # in the session: the page that waits for a second factor to be set up


class NotAllowedError(InputError):
    """A rule refuses it; the message says why, and what would change that."""


def require(actor: Actor, action: Action, state: State = State.ANY) -> None:
    """Raise `NotAllowedError` where the actor may not do this in their own library."""
    if said := refusal(relations(actor, actor.runner), action, state):
        raise NotAllowedError(said)


def actor_of(request: HttpRequest) -> Actor:
    """Who sits behind a request: who is signed in, the demo's sample runner, or a visitor.

    Without a session cookie nobody can be signed in, and no row is read to find out.
    """
    if _is_signed_in(request):
        account: Any = request.user
        return Actor(account.runner_id, account.pk, staff=account.staff, owner=account.owner)
    if settings.DEMO and _is_owners(request.META.get("REMOTE_ADDR", "")):
        return owner()
    return VISITOR


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
        def answer(request: HttpRequest, **address: Any) -> HttpResponseBase:
            try:
                actor = actor_of(request)
                require(actor, action)
                if action in SECURED and not _has_two_factors(request):
                    return _to_second_factor(request)
                if action in SECURED:
                    request.session.pop(WANTED, None)
                return page(request, actor, **address)
            except NotAllowedError as error:
                return _refused(request, error)

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
        work.of_runner = True  # type: ignore[attr-defined]  # read where a runner's jobs go
        return work

    return behind


def _refused(request: HttpRequest, error: NotAllowedError) -> HttpResponse:
    """Nobody is led to the sign-in; to who is signed in, what is foreign does not exist."""
    if error.said != NOT_YOURS:
        return HttpResponse(f"{render(error.said)}\n", content_type="text/plain", status=409)
    if _is_signed_in(request):
        raise Http404
    if request.method not in {"GET", "HEAD"}:
        return HttpResponse(f"{render(error.said)}\n", content_type="text/plain", status=403)
    if request.path == "/":
        return redirect("welcome")
    return redirect_to_login(request.get_full_path())


def _is_signed_in(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def _has_two_factors(request: HttpRequest) -> bool:
    from allauth.mfa.utils import is_mfa_enabled

    return bool(_is_signed_in(request) and is_mfa_enabled(request.user))


def _to_second_factor(request: HttpRequest) -> HttpResponse:
    """Where one wanted to go is kept: once the factor is there, a link leads on to it."""
    if request.method == "GET":
        request.session[WANTED] = request.get_full_path()
    said = gettext(
        "This page needs a second factor: an app on your phone, or a passkey. Set one up here; "
        "then you go on to the page."
    )
    messages.warning(request, said)
    return redirect("mfa_index")
