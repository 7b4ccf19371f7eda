"""The words of sharing: what can be shared, with whom, and how it stands."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from uncramp.web.policies.sharing import Profession, Stage, What

WHAT: Final = {
    What.RUNS: _("Runs: when, how far, how fast"),
    What.CRAMPS: _("Cramps, and what they are linked with"),
    What.PLAN: _("Plans, and whether they were kept"),
    What.MAP: _("The shape of routes, without 200 m around start and end"),
    What.NOTES: _("Names and notes of runs"),
    What.TRIAGE: _("What was answered about red flags"),
}
TICKED: Final = frozenset(What) - {What.TRIAGE}  # of a new invitation
PROFESSIONS: Final = {
    Profession.COACH: _("Coach"),
    Profession.PHYSIOTHERAPIST: _("Physiotherapist"),
    Profession.DIETITIAN: _("Dietitian"),
    Profession.DOCTOR: _("Doctor"),
    Profession.OTHER: _("Somebody else"),
}
STAGES: Final = {
    Stage.INVITED: _("Invited; the link was not used yet"),
    Stage.ACCEPTED: _("Accepted; waits for you to confirm"),
    Stage.CONFIRMED: _("Sharing"),
    Stage.ENDED: _("Ended"),
    Stage.EXPIRED: _("Ran out"),
    Stage.DECLINED: _("Declined"),
}
PAGES: Final = {
    "list": _("their list of runners"),
    "runner": _("the page about you"),
    "run": _("one of your runs"),
}
