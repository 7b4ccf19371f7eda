"""What a helper does with a request; each leaves a trace with its time."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from uncramp.terms.errors import InputError
from uncramp.web.coach.interest_desk import house_clock, interest_of
from uncramp.web.coach.interest_jobs import take_in
from uncramp.web.coach.models import NoteRow, RequestRow
from uncramp.web.mail.post import post
from uncramp.web.rows.actor import Actor

LONGEST = 5000  # letters of a note or an answer


def open_(row: RequestRow, now: datetime) -> None:
    """Note that somebody has looked at it, the first time."""
    RequestRow.objects.filter(pk=row.pk, opened_at=None).update(opened_at=now)


@transaction.atomic
def answer(row: RequestRow, actor: Actor, text: str, now: datetime, *, reply_to: str) -> None:
    """Send an answer by mail; the request is answered with it."""
    interest = interest_of(row)
    if interest is None or interest.mail is None:
        raise InputError.of("There is no mail address to answer to.")
    words = _some(text)
    note = _noted(row, NoteRow.Kind.ANSWER, actor, words, now)
    with override(row.language):
        subject = _("About your cramps")
    to, key = interest.mail, f"answer-{note.pk}"
    post(key, to=to, subject=subject, body=f"{words}\n", now=now, reply_to=reply_to)
    _answered(row, actor, now)


@transaction.atomic
def called(row: RequestRow, actor: Actor, text: str, now: datetime) -> None:
    """Note that they were reached in another way."""
    _noted(row, NoteRow.Kind.CALL, actor, text.strip()[:LONGEST], now)
    _answered(row, actor, now)


def note(row: RequestRow, actor: Actor, text: str, now: datetime) -> None:
    """Write something down for the other helpers."""
    _noted(row, NoteRow.Kind.NOTE, actor, _some(text), now)


def assign(row: RequestRow, account: int | None) -> None:
    """Give it to somebody, or to nobody again."""
    RequestRow.objects.filter(pk=row.pk).update(assigned=account)


def close(row: RequestRow, now: datetime) -> None:
    """Nothing more is to be done."""
    house = house_clock().at(now)
    rows = RequestRow.objects.filter(pk=row.pk, closed_at=None)
    rows.update(closed_at=now, closed_house=house)


@transaction.atomic
def let_in(row: RequestRow, now: datetime) -> None:
    """What was kept apart is a person's after all; their clock has run since it came."""
    if RequestRow.objects.filter(pk=row.pk).exclude(apart="").update(apart=""):
        take_in.enqueue(row.pk)


def _answered(row: RequestRow, actor: Actor, now: datetime) -> None:
    house = house_clock().at(now)
    rows = RequestRow.objects.filter(pk=row.pk)
    rows.filter(answered_at=None).update(answered_at=now, answered_house=house)
    rows.filter(assigned=None).update(assigned=actor.account)


def _noted(row: RequestRow, kind: NoteRow.Kind, actor: Actor, words: str, now: datetime) -> NoteRow:
    return NoteRow.objects.create(request=row, kind=kind, by=actor.account, at=now, words=words)


def _some(text: str) -> str:
    words = text.replace("\r\n", "\n").strip()
    if not words:
        raise InputError.of("There is nothing written yet.")
    if len(words) > LONGEST:
        raise InputError.of("That is longer than {most} letters.", most=LONGEST)
    return words
