"""What people who help keep of somebody who left, and what of a helper who left."""

from __future__ import annotations

from django.utils import timezone

from uncramp.actions.duty import Shift
from uncramp.actions.leave_for_good import Leaver
from uncramp.store import codec
from uncramp.web.coach.models import NoteRow, RequestRow, ShiftRow
from uncramp.web.mail.outbox import forget_keys
from uncramp.web.mail.setting import folder
from uncramp.web.policies.sharing import forget_addresses, forget_helper
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.sharing import SharingRow


def forget_sharings(leaver: Leaver) -> int:
    """Sharings others gave them end; the addresses runners wrote on theirs go."""
    ended = forget_helper(leaver.account, timezone.now())
    return ended + forget_addresses(leaver.addresses)


def forget_letters(leaver: Leaver) -> int:
    """Letters in which they were named, to those they invited."""
    sharings = SharingRow.objects.for_actor(Actor(leaver.runner)).values_list("pk", flat=True)
    return forget_keys([f"sharing-{key}" for key in sharings], folder())


def forget_work(leaver: Leaver) -> int:
    """What they did at the desk stays done, by nobody; their hours on duty go."""
    count = RequestRow.objects.filter(assigned=leaver.account).update(assigned=None)
    count += RequestRow.objects.filter(account=leaver.account).update(account=None)
    count += NoteRow.objects.filter(by=leaver.account).update(by=None)
    for row in ShiftRow.objects.all():
        if codec.read(Shift, row.value).address.strip().casefold() in leaver.addresses:
            row.delete()
            count += 1
    return count + _told(leaver)


def _told(leaver: Leaver) -> int:
    """The story of a request names the addresses that were told of it."""
    count = 0
    for note in NoteRow.objects.filter(kind=NoteRow.Kind.STEP):
        named = note.words.split(", ")
        kept = ["–" if one.strip().casefold() in leaver.addresses else one for one in named]
        if kept != named:
            NoteRow.objects.filter(pk=note.pk).update(words=", ".join(kept))
            count += 1
    return count
