"""The words for what can be chosen: closed lists as people read them."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CHOICES: Final[dict[str, str | Promise]] = {
    "yes": _("Yes"),
    "no": _("No"),
    "not sure": _("Not sure"),
    "none": _("None of these"),
    "female": _("Female"),
    "male": _("Male"),
    "forefoot": _("Forefoot"),
    "midfoot": _("Midfoot"),
    "rearfoot": _("Heel"),
    "kidney": _("Kidney disease"),
    "heart": _("Heart disease"),
    "high_blood_pressure": _("High blood pressure"),
    "diabetes": _("Diabetes"),
    "pregnancy": _("Pregnancy"),
    "sickle_trait": _("Sickle cell trait"),
    "previous_clot": _("A blood clot before"),
    "diuretic": _("Water tablets (diuretics)"),
    "anti_inflammatory": _("Anti-inflammatory painkillers"),
    "statin": _("Statins"),
    "blood_pressure": _("Blood pressure medicine"),
    "lithium": _("Lithium"),
    "anticoagulant": _("Blood thinners"),
    "high": _("high"),
    "moderate": _("moderate"),
    "low": _("low"),
    "very low": _("very low"),
    "left": _("left"),
    "right": _("right"),
    "both": _("both sides"),
    "years": _("years"),
    "days": _("days"),
    "of 10": _("of 10"),
    "of 4": _("of 4"),
    "per week": _("per week"),
    "new_in_8_weeks": _("Any medicine new in the last 8 weeks"),
}


def choice(value: str) -> str | Promise:
    """The words for one choice; what is a number or stands for itself stays as it is."""
    return CHOICES.get(value, value)
