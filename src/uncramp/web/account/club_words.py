"""The words for what somebody is in a club."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from uncramp.web.policies.club_roles import Role

ROLES: Final = {
    Role.OWNER: _("Owner"),
    Role.HELPER: _("Helper"),
    Role.RUNNER: _("Runner"),
}
