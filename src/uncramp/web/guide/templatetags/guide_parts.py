"""Small things the guide's templates show: texts of exercises, spans of numbers, drawings."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

register = template.Library()


@register.simple_tag
def translated(text: str) -> str:
    """A text of the exercise library in the language of the page."""
    return gettext(text)


@register.filter
def span(numbers: tuple[int, int]) -> str:
    """From and to, or one number where both are the same."""
    low, high = numbers
    return f"{low}" if low == high else f"{low}–{high}"


@register.filter
def own_drawing(drawing: str) -> SafeString:
    """A drawing that ships with the software; its ids go, since a page may hold it twice."""
    body = drawing[drawing.index("<g ") :]
    return mark_safe(f'<svg viewBox="0 0 320 200" aria-hidden="true">{body}')  # noqa: S308  ours
