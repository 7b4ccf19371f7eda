"""How long something takes, in hours and minutes, as it stands on pages and in mails."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _


def length(time: timedelta) -> str:
    """Whole minutes, the rest cut off: never more time than there is."""
    minutes = int(time.total_seconds()) // 60
    hours, rest = divmod(max(minutes, 0), 60)
    if hours:
        return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}
    return _("%(minutes)s min") % {"minutes": rest}
