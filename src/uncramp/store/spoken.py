"""Sentences as JSON and back, so that a message survives a process or a row in any language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from uncramp.terms.sentences import Amount, Sentence


def write_sentence(said: Sentence) -> dict[str, Any]:
    """The message and its parts as plain JSON types."""
    return {"msgid": said.msgid, "parts": {k: _plain(v) for k, v in said.parts.items()}}


def read_sentence(document: Mapping[str, Any]) -> Sentence:
    """The sentence back; it fills to the same text."""
    parts = {name: _part(part) for name, part in document["parts"].items()}
    return Sentence(document["msgid"], parts)


def _plain(part: object) -> object:
    if isinstance(part, Sentence):
        return write_sentence(part)
    if isinstance(part, Amount):
        return asdict(part)
    return part if isinstance(part, int | float) else str(part)


def _part(part: Any) -> object:
    if not isinstance(part, dict):
        return part
    return read_sentence(part) if "msgid" in part else Amount(**part)
