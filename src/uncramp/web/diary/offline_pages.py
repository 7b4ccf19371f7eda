"""What a telephone keeps for a run without a connection: the first-aid card, and two empty forms.

None of these pages knows who reads them, so that the service worker may keep them. What is told
on the forms waits on the telephone (`static/queue.js`) and is sent later, with a token from
`sync_token`, to the same addresses as ever.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from uncramp import __version__
from uncramp.actions.assess_case import CARD
from uncramp.actions.check_in import ASKED, Cramped
from uncramp.store import words
from uncramp.store.measures import reading_in, system
from uncramp.terms.muscles import Onset
from uncramp.web.diary.check_in_form import LABELS, Asked
from uncramp.web.diary.cramp_form import APART, GRADES
from uncramp.web.drawing.asked_units import SYSTEMS, system_name
from uncramp.web.drawing.body_map import body_map
from uncramp.web.drawing.control import control
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.policies.waiting import log_of
from uncramp.web.rows.actor import Actor

WEB: Final = Path(__file__).parents[1]
STATIC: Final = WEB / "static"
KEPT: Final = (
    "uncramp.css",
    "queue.css",
    "queue.js",
    "queue-store.js",
    "queue-send.js",
    "cramp.css",
    "body-map.css",
    "body-map.js",
    "icon.svg",
)
"""The static files that the kept pages need; everything else comes from the server."""
MADE_FROM: Final = (
    "diary/templates/diary/kept_page.html",
    "diary/templates/diary/now.html",
    "diary/templates/diary/now_log.html",
    "diary/templates/diary/now_check_in.html",
    "drawing/templates/drawing/body_map.html",
    "drawing/templates/drawing/body_figure.html",
    "drawing/templates/drawing/queue.html",
    "drawing/templates/drawing/installed.html",
    "drawing/figures/manifest.json",
)
"""What the kept pages are made from, below `web`."""
ONSETS: Final[dict[str, str | Promise]] = {
    Onset.DURING: _("During the run"),
    Onset.AFTER: _("After it, within 6 hours"),
    Onset.NIGHT: _("At night, in bed"),
    APART: _("Not around a run"),
}
CRAMPED: Final[dict[str, str | Promise]] = {
    Cramped.NO: _("No"),
    Cramped.TWINGE: _("A twinge"),
    Cramped.YES: _("Yes"),
}


def _as_asked(page: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """In the language and units that the address names: it is fetched without cookies."""

    @require_safe
    @wraps(page)
    def answer(request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("in", "")
        language = asked if asked in dict(settings.LANGUAGES) else get_language() or "en"
        units = SYSTEMS.get(request.GET.get("units", ""), system())
        with override(language), words.reading(language), reading_in(units):
            return page(request)

    return answer


@_as_asked
def now(request: HttpRequest) -> HttpResponse:
    """The card for the first ten seconds of a cramp, word for word, and the way to the log."""
    return render(request, "diary/now.html", _card())


@_as_asked
def log_without_connection(request: HttpRequest) -> HttpResponse:
    """The four taps of the cramp log with nothing in them, for where there is no connection."""
    shown = {"body": body_map(), "grades": GRADES.items(), "onsets": ONSETS.items()}
    return render(request, "diary/now_log.html", shown | _card())


@_as_asked
def check_in_without_connection(request: HttpRequest) -> HttpResponse:
    """The check-in with nothing in it; the run it is about is found when it is sent."""
    questions = [Asked(control(name), LABELS[name], "") for name in ASKED]
    shown = {"cramped": CRAMPED.items(), "questions": questions}
    return render(request, "diary/now_check_in.html", shown)


@require_safe
@never_cache
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps these pages; its text changes with what it keeps."""
    kept = {
        "edition": _edition(),
        "language": get_language(),
        "units": system_name(),
        "card": reverse("now"),
        "instead": {
            reverse("cramp"): reverse("now-log"),
            reverse("check-in"): reverse("now-check-in"),
        },
        "files": [static(name) for name in KEPT],
        "sign_out": reverse("account_logout"),
    }
    text = (STATIC / "worker.js").read_text(encoding="utf-8")
    return HttpResponse(
        f"const KEPT = {json.dumps(kept)};\n{text}", content_type="text/javascript; charset=utf-8"
    )


@require_safe
@never_cache
@permitted(Action.LOG_CRAMP)
def sync_token(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A fresh token for what waited to be sent, and whose log it would go to."""
    return JsonResponse({"token": get_token(request), "who": log_of(actor)})


def _card() -> dict[str, Any]:
    return {
        "title": words.render(CARD.title),
        "steps": [words.render(step) for step in CARD.steps],
        "not_if": words.render(CARD.not_if),
        "emergency": words.render(CARD.emergency),
    }


def _edition() -> str:
    """What the kept files are now, in a word: another word makes telephones fetch them anew."""
    digest = hashlib.sha256(f"{__version__} {get_language()} {system_name()}".encode())
    for file in (*(STATIC / name for name in KEPT), *map(WEB.joinpath, MADE_FROM)):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
