"""Django's own ``date`` filter, with days as the language that is read writes them."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.defaultfilters import date as plain

from uncramp.web.drawing.dates import in_words

register = template.Library()


@register.filter(expects_localtime=True, is_safe=False)
def date(value: Any, arg: str | None = None) -> Any:
    return plain(value, None if arg is None else in_words(arg))
