"""The duty calendar, kept by the helpers themselves; the promise on the form follows it."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from pydantic import ValidationError

from uncramp.actions.duty import Shift
from uncramp.actions.promise import promise
from uncramp.store import codec, words
from uncramp.terms.errors import InputError
from uncramp.web.coach.duty_rows import duty
from uncramp.web.coach.interest_desk import house_clock
from uncramp.web.coach.models import HolidayRow, ShiftRow
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor

WEEK: Final = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
ASKED: Final = ("name", "address", "begins", "ends", "zone")


@require_http_methods(["GET", "HEAD", "POST"])
@permitted(Action.ANSWER_REQUESTS)
def calendar(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Who is on duty when; lines and holidays are added and taken out here."""
    if request.method != "POST":
        return render(request, "coach/duty.html", _page())
    try:
        _act(request)
    except InputError as error:
        page = _page() | {"said": words.render(error.said), "given": request.POST}
        page["ticked"] = request.POST.getlist("weekdays")
        return render(request, "coach/duty.html", page, status=422)
    return redirect("duty")


def _act(request: HttpRequest) -> None:
    match request.POST.get("do"):
        case "add shift":
            ShiftRow.objects.create(value=codec.write(_shift(request)))
        case "remove shift":
            ShiftRow.objects.filter(pk=_key(request)).delete()
        case "add holiday":
            name = request.POST.get("holiday", "").strip()[:100]
            HolidayRow.objects.update_or_create(day=_day(request), defaults={"name": name})
        case "remove holiday":
            HolidayRow.objects.filter(pk=_key(request)).delete()
        case _:
            raise InputError.of("Nothing was chosen to be done.")


def _shift(request: HttpRequest) -> Shift:
    given: dict[str, Any] = {name: request.POST.get(name, "").strip() for name in ASKED}
    given["weekdays"] = request.POST.getlist("weekdays")
    try:
        return Shift.model_validate(given)
    except ValidationError as error:
        raise _refused(str(error.errors()[0]["loc"][0])) from None


def _refused(name: str) -> InputError:
    if name == "name":
        return InputError.of("Please say who is on duty.")
    if name == "address":
        return InputError.of("Please give a mail address at which they are told.")
    if name == "zone":
        return InputError.of("Please give the time zone by its name, such as Europe/Berlin.")
    if name == "weekdays":
        return InputError.of("Please tick at least one day of the week.")
    return InputError.of("Please give the hours from and to, such as 08:00 and 20:00.")


def _day(request: HttpRequest) -> date:
    try:
        return date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        raise InputError.of("Please give the day of the holiday.") from None


def _key(request: HttpRequest) -> int:
    text = request.POST.get("key", "")
    return int(text) if text.isascii() and text.isdigit() else 0


def _page() -> dict[str, Any]:
    now, here = timezone.now(), duty()
    rows = [(row.pk, codec.read(Shift, row.value)) for row in ShiftRow.objects.order_by("pk")]
    return {
        "shifts": [(key, shift, [WEEK[day] for day in shift.weekdays]) for key, shift in rows],
        "holidays": HolidayRow.objects.filter(day__gte=now.date()).order_by("day"),
        "week": list(enumerate(WEEK)),
        "given": {"begins": "08:00", "ends": "20:00"},
        "ticked": ["0", "1", "2", "3", "4"],
        "promise": promise(here, house_clock(), now),
        "on_duty": here.on_duty(now),
    }
