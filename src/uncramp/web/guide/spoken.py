"""Sentences of the core in the language of the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext

from uncramp.store import words
from uncramp.terms.sentences import Sentence
from uncramp.web.guide.page import ORIGINAL, Language


@contextmanager
def in_language(language: Language) -> Iterator[None]:
    """Pages and sentences inside are in this language, whatever the browser prefers."""
    with translation.override(language), words.reading(language):
        yield


@dataclass(frozen=True, slots=True)
class Told:
    """Words of the evidence; ``lang`` names their language where it is not the page's."""

    text: str
    lang: str = ""


def told(text: str) -> Told:
    """Words of the evidence in the language of the page, or in English where it has none."""
    here = gettext(text) if text else ""
    is_foreign = here == text and translation.get_language() != ORIGINAL
    return Told(here, ORIGINAL if is_foreign else "")


def said(sentence: Sentence) -> str:
    """The text of a sentence; its German stands in the guide's catalogue."""
    return words.render(_translated(sentence))


def _translated(sentence: Sentence) -> Sentence:
    parts = {
        name: _translated(part) if isinstance(part, Sentence) else part
        for name, part in sentence.parts.items()
    }
    return Sentence(gettext(sentence.msgid) if sentence.msgid else "", parts)
