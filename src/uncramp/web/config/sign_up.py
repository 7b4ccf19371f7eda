"""Who may make an account on this server."""

from __future__ import annotations

from typing import Final

from django.core.exceptions import ImproperlyConfigured

WAYS: Final = ("invitation", "open", "closed")


def sign_up(text: str) -> str:
    """One of the three ways; by invitation where nothing was said."""
    way = text.strip() or WAYS[0]
    if way not in WAYS:
        raise ImproperlyConfigured(f"UNCRAMP_SIGN_UP must be one of {', '.join(WAYS)}: {text!r}.")
    return way
