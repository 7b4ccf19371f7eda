"""The duty calendar in its tables, with everybody it needs to know of."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import get_user_model

from uncramp.actions.duty import Duty, Shift
from uncramp.store import codec
from uncramp.web.coach.models import HolidayRow, ShiftRow


def duty() -> Duty:
    """Who is on duty when, who answers requests, and who is told last of all."""
    shifts = (codec.read(Shift, row.value) for row in ShiftRow.objects.order_by("pk"))
    return Duty(
        shifts=tuple(shifts),
        holidays=frozenset(HolidayRow.objects.values_list("day", flat=True)),
        staff=tuple(staff().values()),
        named=tuple(getattr(settings, "DUTY", ())),
    )


def staff() -> dict[int, str]:
    """The mail addresses of everybody who answers requests, by their accounts."""
    accounts = get_user_model().objects.filter(staff=True, is_active=True)
    accounts = accounts.filter(runner__closed_at=None).order_by("pk")
    return dict(accounts.values_list("pk", "email"))
