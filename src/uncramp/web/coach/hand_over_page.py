"""The hand-over: the runner chooses, sees what goes, and takes it along as a page or as FHIR."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from uncramp.actions.hand_over import Part, Wanted, as_fhir, as_pdf, hand_over
from uncramp.actions.told import read
from uncramp.history.runner import Runner
from uncramp.store import words
from uncramp.terms.errors import InputError
from uncramp.web.coach.shared_plans import kept_plans
from uncramp.web.drawing.choices import choice
from uncramp.web.drawing.cramped_body import as_svg, cramped_body
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary
from uncramp.web.rows.opening import shelf_of

PARTS = {
    Part.RED_FLAGS: _("Red flags I told of, still open"),
    Part.CRAMPS: _("My cramps: where, when, how bad"),
    Part.FACTORS: _("What the latest one is linked with"),
    Part.PLANS: _("Plans I ran, and what became of them"),
    Part.ABOUT: _("About me: age, sex, size, earlier injuries"),
}
BACK = ((3, _("3 months")), (12, _("12 months")), (None, _("All there is")))
TEXTS = ("name", "asks", "tried", "came_of_it")
LISTS = ("parts", "conditions", "medicines")
FILES = {
    "page": (as_pdf, "application/pdf", "hand-over.pdf"),
    "fhir": (as_fhir, "application/fhir+json", "hand-over.fhir.json"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@permitted(Action.HAND_OVER)
def hand_over_page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What can be chosen and, beneath it, what goes; or one of the files made of it."""
    library = RowLibrary(actor)
    try:
        wanted = _wanted(request.POST) if request.method == "POST" else Wanted()
    except InputError as error:
        shown = _form(Wanted(), library.runner()) | {"said": words.render(error.said)}
        return render(request, "coach/hand_over.html", shown, status=422)
    content = hand_over(
        wanted,
        library=library,
        shelf=shelf_of(settings.DATA, actor),
        now=timezone.now(),
        plans=kept_plans(actor),
        language=get_language() or "en",
    )
    body = cramped_body(library.runner().sex, [cramp.episode for cramp in content.cramps])
    if request.POST.get("as") in FILES:
        make, content_type, name = FILES[request.POST["as"]]
        content = replace(content, figure=as_svg(body))
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(make(content), content_type=content_type, headers=headers)
    places = content.places
    shown = _form(wanted, library.runner()) | {
        "content": content,
        "places": places,
        "body": body,
        "untold": any(sides.get("untold") for _, sides in places),
    }
    return render(request, "coach/hand_over.html", shown)


def _wanted(sent: QueryDict) -> Wanted:
    given: dict[str, Any] = {name: sent.get(name, "") for name in TEXTS}
    given |= {name: sent.getlist(name) for name in LISTS}
    return read(Wanted, given | {"months": sent.get("months") or None})


def _form(wanted: Wanted, runner: Runner) -> dict[str, Any]:
    return {
        "wanted": wanted,
        "parts": [(part.value, label, part in wanted.parts) for part, label in PARTS.items()],
        "back": [(months or "", label, months == wanted.months) for months, label in BACK],
        "conditions": _ticks(runner.conditions or (), wanted.conditions),
        "medicines": _ticks(runner.medicines or (), wanted.medicines),
        "carried": list(_carried(wanted)),
    }


def _ticks(told: Iterable[Any], chosen: frozenset[Any]) -> list[tuple[str, Any, bool]]:
    return [(one.value, choice(one.value), one in chosen) for one in told]


def _carried(wanted: Wanted) -> Iterator[tuple[str, object]]:
    """What was chosen, as hidden fields: what is downloaded is what was seen."""
    for name in LISTS:
        yield from ((name, one.value) for one in sorted(getattr(wanted, name)))
    yield from ((name, getattr(wanted, name)) for name in TEXTS)
    yield "months", wanted.months or ""
