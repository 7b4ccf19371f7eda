"""A browser in words people know it by, from the long line it sends of itself."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext

BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
"""What stands in the line, and whose it is; most also say that they are those further down."""
SYSTEMS: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
WORDS: Final = 3
LONGEST: Final = 40  # characters


def browser_words(told: str) -> str:
    """As "Firefox on Android"; the first words of what nobody knows."""
    browser = next((name for mark, name in BROWSERS if mark in told), "")
    system = next((name for mark, name in SYSTEMS if mark in told), "")
    if browser and system:
        return gettext("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    first = " ".join(told.split()[:WORDS])[:LONGEST]
    return browser or first or gettext("A browser that says nothing of itself")
