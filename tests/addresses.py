"""Every address of the web app, for tests that walk all of them."""

from __future__ import annotations


def doors():
    """Every address of the app with the function behind it."""
    from django.urls import get_resolver

    def below(patterns, start):
        for pattern in patterns:
            route = start + str(pattern.pattern)
            if hasattr(pattern, "url_patterns"):
                yield from below(pattern.url_patterns, route)
            else:
                yield route, pattern.callback

    return dict(below(get_resolver().url_patterns, ""))
