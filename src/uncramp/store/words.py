"""Sentences of the core become text, in a language."""

from __future__ import annotations

from collections.abc import Mapping

from uncramp.terms.sentences import Sentence


def render(said: Sentence, catalogue: Mapping[str, str] | None = None) -> str:
    """The text of a sentence; `catalogue` maps English messages to another language's."""
    template = (catalogue or {}).get(said.msgid, said.msgid)
    parts = {name: _part(part, catalogue) for name, part in said.parts.items()}
    return template.format(**parts)


def _part(part: object, catalogue: Mapping[str, str] | None) -> object:
    return render(part, catalogue) if isinstance(part, Sentence) else part
