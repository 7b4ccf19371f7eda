"""Fields for numbers in the units of who fills them in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from uncramp.store.measures import METRIC, system
from uncramp.web.drawing.asked_units import DRAWN_IN, asked_unit, prefilled, system_name

register = template.Library()


@register.simple_tag
def measured_in() -> SafeString:
    """The field that says in which units a form is drawn; none is needed for metric ones."""
    if system() is METRIC:
        return SafeString("")
    return format_html('<input type="hidden" name="{}" value="{}">', DRAWN_IN, system_name())


@register.filter
def as_asked(unit: str) -> str:
    """The unit a field of ours is asked in."""
    return asked_unit(unit)


@register.filter
def as_typed(number: float | None, unit: str) -> str:
    """A number of ours as it would be typed; nothing where there is none."""
    return "" if number is None else prefilled(number, unit)


@register.filter
def limit(number: float) -> str:
    """The least or the most of a field, with a point in every language."""
    return f"{number:g}"


@register.simple_tag(takes_context=True)
def typed(context: Mapping[str, Any], name: str) -> str:
    """What was sent of a field, so that a form which was wrong shows it again."""
    return str(context["request"].POST.get(name, ""))
