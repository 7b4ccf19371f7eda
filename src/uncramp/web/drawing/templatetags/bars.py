"""Shares as text and as bars. SVG, since the strict policy allows no inline style."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from uncramp.web.drawing.choices import choice

register = template.Library()


@register.filter
def percent(share: float) -> str:
    """A share in percent; a trace is "under 1 %", never "0 %"."""
    if 0 < abs(share) < 0.005:
        return gettext("under 1 %")
    return f"{100 * share:.0f} %"


@register.filter
def words(value: str) -> str | Promise:
    """What can be chosen, as people read it."""
    return choice(value)


@register.filter
def unlocal(number: float) -> str:
    """A number for SVG, with a point in every language."""
    return f"{number:.1f}"


@register.simple_tag
def bar(share: float, of: str = "") -> SafeString:
    """A bar for a share; the number stands beside it, so readers skip the picture.

    ``of`` names it, for a script that lets it grow when the answer moves.
    """
    width = f"{100 * min(max(share, 0.0), 1.0):.1f}"
    return format_html(
        '<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="rail" width="100" height="4"></rect>'
        '<rect class="share" data-of="{}" width="{}" height="4"></rect></svg>',
        of,
        width,
    )
