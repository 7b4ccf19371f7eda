"""Where requests lie: the tables behind what the actions ask for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from uncramp.actions.keep_promise import Notice
from uncramp.actions.promise import Asked, HouseClock
from uncramp.actions.show_interest import Interest, Shown, same_reach
from uncramp.store import codec
from uncramp.web.coach.lengths import length
from uncramp.web.coach.models import ClockRow, NoteRow, RequestRow
from uncramp.web.mail.post import post
from uncramp.web.mail.setting import link

ONLY: Final = 1  # the key of the one clock
KEPT_APART: Final = timedelta(days=30)
KEPT_CLOSED: Final = timedelta(days=180)
ORIGIN_KEPT: Final = timedelta(days=1)


def house_clock() -> HouseClock:
    """The clock as it was at the last look."""
    row = ClockRow.objects.filter(pk=ONLY).first()
    return HouseClock(row.seen, timedelta(seconds=row.ahead)) if row else HouseClock()


def asked(row: RequestRow) -> Asked:
    """What the clock needs to know of a request."""
    return Asked(
        key=row.pk,
        came=row.came_house,
        answered=row.answered_house,
        escalated=row.escalated_house,
        closed=row.closed_house,
        told=row.told,
        promised=row.promised,
        flagged=row.flagged,
    )


def kept_together() -> QuerySet[RequestRow]:
    """Requests that are not kept apart."""
    return RequestRow.objects.filter(apart="")


class Desk:
    """The tables, at one moment of the clock on the wall."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def together(self) -> AbstractContextManager[object]:
        return transaction.atomic()

    def look(self, now: datetime) -> HouseClock:
        """The row is locked first: two who look at once look one after the other."""
        ClockRow.objects.get_or_create(pk=ONLY)
        row = ClockRow.objects.select_for_update().get(pk=ONLY)
        clock = HouseClock(row.seen, timedelta(seconds=row.ahead)).looked(now)
        row.seen, row.ahead = clock.seen, clock.ahead.total_seconds()
        row.save()
        return clock

    def open_requests(self) -> Iterator[Asked]:
        waiting = kept_together().filter(answered_at=None, closed_at=None)
        return map(asked, waiting.order_by("came_house"))

    def escalated(self, key: int, step: int, at: datetime, told: tuple[str, ...]) -> None:
        rows = RequestRow.objects.filter(pk=key)
        rows.filter(escalated_at=None).update(escalated_at=self._now, escalated_house=at)
        rows.update(told=step)
        kind, words = NoteRow.Kind.STEP, ", ".join(told)
        NoteRow.objects.create(request_id=key, kind=kind, at=self._now, words=words)

    def post(self, notice: Notice) -> None:
        """The letter names no one and quotes nothing: what it is about is behind a sign-in."""
        here = link("/inbox")
        one = notice.requests[0] if len(notice.requests) == 1 else None
        shown = {
            "count": len(notice.requests),
            "left": length(notice.due - house_clock().at(self._now)),
            "flagged": notice.flagged,
            "step": notice.step,
            "link": f"{here}/{one}" if one else here,
        }
        subject = _("A request waits for an answer")
        if notice.flagged:
            subject = _("A request with a red flag waits for an answer")
        body = render_to_string("coach/mail/notice.txt", shown)
        post(notice.key, to=notice.to, subject=subject, body=body, now=self._now)

    def claim(self, same: str, account: int) -> int:
        """Only what is not tied to somebody already."""
        return RequestRow.objects.filter(same=same, account=None).update(account=account)

    def forget(self, same: str) -> int:
        """What is left are the times; what was noted goes too."""
        return _emptied(RequestRow.objects.filter(same=same), self._now) if same else 0

    def tidy(self) -> None:
        """Let go of what has had its time: origins, things kept apart, closed requests."""
        now = self._now
        RequestRow.objects.filter(came_at__lt=now - ORIGIN_KEPT).exclude(origin="").update(
            origin=""
        )
        RequestRow.objects.exclude(apart="").filter(came_at__lt=now - KEPT_APART).delete()
        old = RequestRow.objects.filter(closed_at__lt=now - KEPT_CLOSED, forgotten_at=None)
        _emptied(old, now)


def _emptied(rows: QuerySet[RequestRow], now: datetime) -> int:
    keys = list(rows.values_list("pk", flat=True))
    NoteRow.objects.filter(request__in=keys).exclude(kind=NoteRow.Kind.STEP).delete()
    found = RequestRow.objects.filter(pk__in=keys)
    found.exclude(apart="").delete()
    house = house_clock().at(now)
    found.filter(closed_at=None, answered_at=None).update(closed_at=now, closed_house=house)
    found.update(value={}, same="", origin="", page="", account=None, forgotten_at=now)
    return len(keys)


def keep(shown: Shown, *, promised: bool, page: str, origin: str, now: datetime) -> RequestRow:
    """Write down a form that came, whatever it is."""
    return RequestRow.objects.create(
        language=get_language() or "en",
        value=codec.write(shown.interest),
        same=same_reach(shown.interest.reach),
        level=shown.triage.level.value,
        flagged=shown.triage.stops,
        promised=promised,
        apart=shown.apart or "",
        page=page,
        origin=origin,
        came_at=now,
        came_house=house_clock().at(now),
    )


def interest_of(row: RequestRow) -> Interest | None:
    """What was written; None once it is forgotten."""
    return codec.read(Interest, row.value) if row.value else None
