"""A map under a run's route, where the operator named whose, and only for who asks for it.

To load a map is to tell its server where one ran. So nothing of it is in the page before its
reader asked; the session remembers from which server, and is the browser's as the address is
that would be told.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from uncramp.actions.see_run import SeenRun
from uncramp.web.diary import runs
from uncramp.web.drawing.route_map import route_map
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor

ASKED = "map_from"


@require_POST
@permitted(Action.SEE_RUNS)
def choose_map(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """Show the map from the server that was named beside the button, or hide it again."""
    server = settings.MAP_TILES
    if server is None or runs.one(actor, key) is None:
        raise Http404
    if request.POST.get("map") == server.origin:
        request.session[ASKED] = server.origin
    else:
        request.session.pop(ASKED, None)
    return redirect(f"{reverse('run', args=[key])}#route")


def map_of(request: HttpRequest, seen: SeenRun) -> dict[str, Any]:
    """What the page needs for a map, or to ask for one; nothing where none can be shown."""
    server, drawn = settings.MAP_TILES, seen.drawn
    if server is None or drawn is None or not drawn.places.size:
        return {}
    if request.session.get(ASKED) != server.origin:
        return {"map_from": server}
    request.csp_images = server.origin  # type: ignore[attr-defined]  # read by config.headers
    told = seen.kept.episode is not None and seen.kept.episode.minute is not None
    shown = route_map(drawn, server.address, cramp=drawn.cramp if told else None)
    return {"map_from": server, "map": shown}
