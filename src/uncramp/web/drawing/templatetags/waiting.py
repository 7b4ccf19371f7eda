"""What the script of waiting forms must know of a page."""

from __future__ import annotations

from django import template

from uncramp.web.policies.waiting import log_of
from uncramp.web.rows.actor import Actor

register = template.Library()


@register.simple_tag
def own_log(actor: Actor | None) -> str:
    """The word for the log of who reads; "" on pages that do not know who does."""
    return log_of(actor) if actor else ""
