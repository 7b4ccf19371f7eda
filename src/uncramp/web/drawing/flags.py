"""Red flags on any page: the first-aid card, the one-screen list, and what triage says.

A page includes `drawing/first_aid.html` and `drawing/red_flag_list.html`, or, where a flag
stands, `drawing/red_flag.html` and nothing else; `flags` is made here, `address` is where the
answer goes.
"""

from __future__ import annotations

from dataclasses import dataclass

from uncramp.actions.assess_case import CARD, ONE_SCREEN, Triage
from uncramp.store import words


@dataclass(frozen=True, slots=True)
class Flags:
    """What the templates show; ``stops`` is that nothing else may be shown."""

    said: tuple[str, ...]
    asked: bool
    stops: bool
    address: str

    @property
    def items(self) -> list[tuple[str, str]]:
        """The list, each item with the word its button sends."""
        return [(flag.id, words.render(flag.text)) for flag in ONE_SCREEN]

    @property
    def card(self) -> tuple[str, list[str]]:
        """The first-aid card: its title and its lines."""
        return words.render(CARD.title), [words.render(line) for line in CARD.lines]


def flags(triage: Triage, address: str) -> Flags:
    """The red flags of one cramp, answered at `address`."""
    said = tuple(words.render(line) for line in triage.lines)
    return Flags(said, triage.list_answered, triage.stops, address)
