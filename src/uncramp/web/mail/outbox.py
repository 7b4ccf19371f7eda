"""Hand in mail, and see it go: at most one copy of each, over a wire that may break anywhere.

A mail is taken by one sender at a time. Until its last byte is handed over, whatever goes wrong
is tried again; from then until the server answers, nobody can know whether it has the mail,
and a second copy would be the worse harm. Such a mail is told to the owner as unsure.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F, Q

from uncramp.web.mail.models import MailRow, State
from uncramp.web.mail.wire import Folder, RefusedError, UnsureError, Wire, WireError

FIRST_WAIT: Final = timedelta(seconds=20)  # doubled with every try
LONGEST_WAIT: Final = timedelta(hours=1)
PATIENCE: Final = timedelta(days=2)  # then a mail is given up
LONGEST_TALK: Final = timedelta(minutes=5)  # after which a sender is taken for dead
KEPT: Final = timedelta(days=30)  # what is over is forgotten then


def hand_in(
    key: str, *, to: str, subject: str, body: str, now: datetime, reply_to: str = ""
) -> bool:
    """Put a mail into the outbox, in the transaction of the caller; False where it was there."""
    _, new = MailRow.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "same": to.strip().casefold(),
            "subject": subject[:300],
            "body": body,
            "reply_to": reply_to,
            "created_at": now,
            "next_try": now,
        },
    )
    return new


def due(now: datetime) -> Q:
    """Mails to be sent now. One due only hours ahead was put off before the clock went back."""
    come = Q(next_try__lte=now) | Q(next_try__gt=now + 2 * LONGEST_WAIT)
    waiting = Q(state=State.WAITING) & come
    return waiting | Q(state=State.TAKEN) & _long_ago(now)


def _long_ago(now: datetime) -> Q:
    """Taken by a sender that must be dead; a time to come was told by a clock gone wrong."""
    return Q(taken_at__lt=now - LONGEST_TALK) | Q(taken_at__gt=now + LONGEST_TALK)


def send_due(wire: Wire, clock: Callable[[], datetime]) -> int:
    """Send what is due, the oldest first; how many are gone. A dead server is asked once."""
    _call_unsure(clock())
    gone = 0
    for pk in MailRow.objects.filter(due(clock())).order_by("pk").values_list("pk", flat=True):
        mail = _taken(pk, clock())
        if mail is None:
            continue
        try:
            gone += _send(mail, wire, clock)
        except WireError:
            break
    return gone


def _taken(pk: int, now: datetime) -> MailRow | None:
    """The mail, if it was free; its sender is known by a word nobody else has."""
    word = secrets.token_hex(16)
    changes = {"state": State.TAKEN, "taken_at": now, "taken_by": word}
    rows = MailRow.objects.filter(due(now), pk=pk)
    if not rows.update(**changes, attempts=F("attempts") + 1):
        return None
    return MailRow.objects.filter(pk=pk, taken_by=word).first()


def _send(mail: MailRow, wire: Wire, clock: Callable[[], datetime]) -> bool:
    """Whether it is gone. Raises `WireError` where the server itself cannot be used now."""
    try:
        wire.send(mail, before_the_end=lambda: _handed(mail))
    except RefusedError as error:
        _end(mail, State.FAILED, clock(), error=str(error))
    except UnsureError as error:
        _end(mail, State.UNSURE, clock(), error=str(error))
    except WireError as error:
        _put_off(mail, clock(), error)
        if error.whole_server:
            raise
    except Exception as error:  # noqa: BLE001  one mail's fault must not hold up the others
        _end(mail, State.FAILED, clock(), error=f"It cannot be sent ({type(error).__name__}).")
    else:
        _end(mail, State.SENT, clock(), error="", **({} if wire.keeps_text else {"body": ""}))
        return True
    return False


def _handed(mail: MailRow) -> bool:
    """Written down before the last byte goes; False for a sender that was taken for dead."""
    rows = MailRow.objects.filter(pk=mail.pk, state=State.TAKEN, taken_by=mail.taken_by)
    return bool(rows.update(state=State.HANDED))


def _own(mail: MailRow) -> Q:
    return Q(pk=mail.pk, taken_by=mail.taken_by, state__in=(State.TAKEN, State.HANDED))


def _end(mail: MailRow, state: State, now: datetime, **more: str) -> None:
    changes = {**more, "error": more["error"][:300]}
    MailRow.objects.filter(_own(mail)).update(state=state, ended_at=now, taken_by="", **changes)


def _put_off(mail: MailRow, now: datetime, error: WireError) -> None:
    """Tried again after a while that doubles, until patience ends."""
    if now - mail.created_at > PATIENCE:
        _end(mail, State.FAILED, now, error=str(error))
        return
    wait = min(FIRST_WAIT * 2 ** min(mail.attempts - 1, 10), LONGEST_WAIT)
    changes = {"state": State.WAITING, "next_try": now + wait, "error": str(error)[:300]}
    MailRow.objects.filter(_own(mail)).update(taken_by="", **changes)


def _call_unsure(now: datetime) -> None:
    """What a sender left in the moment of handing over, when it died."""
    left = MailRow.objects.filter(_long_ago(now), state=State.HANDED)
    left.update(
        state=State.UNSURE, ended_at=now, error="The sender ended while it was handed over."
    )


def send_again(pk: int, now: datetime) -> bool:
    """Send a mail once more that failed or is unsure, because a person says so."""
    rows = MailRow.objects.filter(pk=pk, state__in=(State.FAILED, State.UNSURE)).exclude(body="")
    changes = {"state": State.WAITING, "attempts": 0, "next_try": now, "created_at": now}
    return bool(rows.update(**changes, ended_at=None))


def forget_old(now: datetime, folder: Folder) -> int:
    """Take out what was over a month ago; how many."""
    return _forget(Q(ended_at__lt=now - KEPT), folder)


@dataclass(frozen=True, slots=True)
class Outbox:
    """The outbox as a place that holds something of a person (`actions.forget_person`)."""

    folder: Folder

    def forget(self, same: str) -> int:
        """Take out every mail to an address, sent or not, and its file."""
        return _forget(Q(same=same), self.folder)


def forget_mails(addresses: Collection[str], folder: Folder) -> int:
    """Take out what went to these addresses, and what was to be answered to one of them.

    What still waits stays: whoever typed an address has not shown that it is theirs. Only where
    its answer was to go is taken out.
    """
    theirs = Q(same__in=addresses)
    for address in addresses:
        theirs |= Q(reply_to__iexact=address)
    over = Q(state__in=(State.SENT, State.UNSURE, State.FAILED))
    count = _forget(over & theirs, folder)
    MailRow.objects.filter(theirs).exclude(same__in=addresses).update(reply_to="")
    return count


def forget_keys(keys: Collection[str], folder: Folder) -> int:
    """Take out mails by their keys, sent or not: what is in them is of somebody who left."""
    return _forget(Q(key__in=keys), folder)


def _forget(which: Q, folder: Folder) -> int:
    rows = MailRow.objects.filter(which)
    for key in rows.values_list("key", flat=True):
        folder.file(key).unlink(missing_ok=True)
    return rows.delete()[0]
