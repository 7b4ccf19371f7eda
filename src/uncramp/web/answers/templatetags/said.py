"""Counts of a hundred and the names of answers, as these pages say them."""

from __future__ import annotations

from typing import Final

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()

NAMES: Final[dict[str, str | Promise]] = {
    "mass_before": _("Before"),
    "mass_after": _("After"),
    "meal_carbohydrate": _("Carbohydrate"),
    "meal_before": _("How long before the start"),
}


@register.filter
def in_hundred(chance: float) -> str:
    """A chance as a count of 100; a trace is "under 1", never "0"."""
    if 0 < chance < 0.005:
        return str(_("under 1"))
    if chance >= 0.995:
        return str(_("over 99"))
    return f"{100 * chance:.0f}"


@register.filter
def in_words(key: str) -> str | Promise:
    """What one of several answers to a question is called."""
    return NAMES.get(key, key.replace("_", " "))
