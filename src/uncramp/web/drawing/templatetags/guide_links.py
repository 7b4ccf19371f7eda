"""Links from answers and plans to the guide: {% guide_link factor.exposure %}."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from uncramp.web.drawing.guide_links import guide_page

register = template.Library()


@register.simple_tag
def guide_link(name: str, about: str = "") -> SafeString:
    """A link to the page about an exposure or a kind of line; nothing where there is none.

    `about` is what it is called on this page, so that two links side by side do not sound alike.
    """
    address = guide_page(str(name))
    if not address:
        return SafeString("")
    more = gettext("Read more")
    if not about:
        return format_html('<a class="read-more" href="{}">{}</a>', address, more)
    aloud = gettext("Read more about %(what)s") % {"what": about}
    return format_html(
        '<a class="read-more" href="{}" aria-label="{}">{}</a>', address, aloud, more
    )


@register.filter
def guide_address(name: str) -> str:
    """Only the address, "" where there is no page."""
    return guide_page(str(name))
