"""Which software, model and evidence made an answer, so that it can be made again."""

from __future__ import annotations

from dataclasses import dataclass

from uncramp import __version__
from uncramp.model import reference
from uncramp.store.registry import registry


@dataclass(frozen=True, slots=True)
class Editions:
    """The three editions of an answer."""

    software: str
    model: str
    evidence: str


def editions() -> Editions:
    """What this installation answers with."""
    return Editions(__version__, reference.EDITION, registry().edition)
