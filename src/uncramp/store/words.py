"""Sentences of the core become text, in a language and in the reader's units.

Which language is said once for a request or a command (`reading`); English where nobody said.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, Final

from uncramp.store.measures import measured
from uncramp.terms.sentences import Amount, Sentence

LOCALE: Final = Path(__file__).with_name("locale")
DOMAIN: Final = "django"  # one catalogue for sentences and pages, under the name Django knows
COMMA: Final = frozenset({"de"})  # languages that write 2,5
_WRITTEN = re.compile(r"(-?\d{1,3})\.(\d+)(?= ?(?:%|[°a-zA-Z]{1,6}(?:[ /][a-zA-Z]{1,4})*)?$)")
"""A number that is all of a text, with its unit or without; no edition, no date, no DOI."""
_language: ContextVar[str] = ContextVar("language", default="en")


@contextmanager
def reading(language: str) -> Iterator[None]:
    """Everything said inside is in this language, where it has words for it."""
    token = _language.set(language.partition("-")[0])
    try:
        yield
    finally:
        _language.reset(token)


def render(said: Sentence) -> str:
    """The text of a sentence."""
    template = said.msgid
    if _language.get() != "en" and template:
        template = _catalogue(_language.get()).gettext(template)
    return _FILLED.vformat(template, (), {name: _part(part) for name, part in said.parts.items()})


def number(text: str) -> str:
    """Text with a number in it, with the comma of languages that write one."""
    if _language.get() not in COMMA:
        return text
    return (
        f"{found[1]},{found[2]}{text[found.end() :]}" if (found := _WRITTEN.match(text)) else text
    )


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE, [language], fallback=True)


def _part(part: object) -> object:
    if isinstance(part, Sentence):
        return render(part)
    if isinstance(part, Amount):
        return str(measured(part))
    return part


class _Filled(Formatter):
    """Fills a template; numbers of any kind get the language's comma."""

    def format_field(self, value: Any, format_spec: str) -> str:
        return number(super().format_field(value, format_spec))


_FILLED = _Filled()
