"""A request as the helpers see it: how long is left, where it stands, what was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from uncramp.actions.promise import Fate, fate
from uncramp.actions.show_interest import Apart
from uncramp.web.coach.interest_desk import asked, interest_of
from uncramp.web.coach.lengths import length
from uncramp.web.coach.models import RequestRow

SOON = timedelta(hours=2)

WHY: Mapping[str, Lazy] = {
    Apart.FILLED: _("The field that must stay blank was filled."),
    Apart.NO_PAGE: _("It came without our page."),
    Apart.TOO_FAST: _("It came within two seconds."),
    Apart.TOO_OLD: _("Its page was more than a day old."),
    Apart.TWICE: _("The same page had been sent before."),
    Apart.MANY_FROM_ONE: _("Many came from one place within an hour."),
    Apart.MANY_IN_ALL: _("Very many came within an hour."),
}
STANDS: Mapping[str, Lazy] = {
    "new": pgettext_lazy("request", "New"),
    "opened": pgettext_lazy("request", "Opened"),
    "escalated": pgettext_lazy("request", "Escalated"),
    "answered": pgettext_lazy("request", "Answered"),
    "closed": pgettext_lazy("request", "Closed"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the inbox."""

    key: int
    name: str
    reach: str
    mail: str
    words: str
    stands: Lazy
    waits: bool
    flagged: bool
    came_at: datetime
    due_at: datetime
    """By the clock on the wall, as it is now."""
    left: timedelta
    """Until the promise is broken, or since it was."""
    late: bool
    assigned: str
    why: Lazy | None
    has_account: bool

    @property
    def clock(self) -> str:
        """The time left, or by how much it is over."""
        return length(self.left)

    @property
    def seconds(self) -> int:
        """The same for the page's script; negative once it is over."""
        return round(self.left.total_seconds()) * (-1 if self.late else 1)

    @property
    def soon(self) -> bool:
        return self.left < SOON


def shown(row: RequestRow, house: datetime, now: datetime, staff: Mapping[int, str]) -> Shown:
    """A request at a moment of the house's clock and of the one on the wall."""
    interest, clock = interest_of(row), asked(row)
    left = clock.due - house
    return Shown(
        key=row.pk,
        name=interest.name if interest else "",
        reach=interest.reach if interest else "",
        mail=(interest.mail or "") if interest else "",
        words=interest.words if interest else "",
        stands=STANDS[_state(row)],
        waits=clock.waits,
        flagged=row.flagged,
        came_at=row.came_at,
        due_at=now + left,
        left=abs(left),
        late=fate(clock, house) is Fate.LATE,
        assigned=staff.get(row.assigned or 0, ""),
        why=WHY.get(row.apart),
        has_account=row.account is not None,
    )


def _state(row: RequestRow) -> str:
    states = ("closed", "answered", "escalated", "opened")
    return next((name for name in states if getattr(row, f"{name}_at")), "new")
