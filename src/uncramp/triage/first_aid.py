"""The first ten seconds of a cramp: one card, the same on the terminal, on pages and in print.

It stands before triage, needs no answer, no model and no connection.
"""

from __future__ import annotations

from dataclasses import dataclass

from uncramp.terms.sentences import Sentence, sentence


@dataclass(frozen=True, slots=True)
class Card:
    """A title, what to do in order, when not to, and when it is an emergency."""

    title: Sentence
    steps: tuple[Sentence, ...]
    not_if: Sentence
    emergency: Sentence

    @property
    def lines(self) -> tuple[Sentence, ...]:
        """All of it, in reading order, without the title."""
        return (*self.steps, self.not_if, self.emergency)


CARD = Card(
    title=sentence("A cramp right now"),
    steps=(
        sentence("Stop."),
        sentence("Gently stretch that muscle and hold until it lets go, 15 to 30 seconds, repeat."),
    ),
    not_if=sentence("Do not stretch if you felt a pop or a stab."),
    emergency=sentence(
        "Not easing in 10 minutes, foot cold or numb, confused or breathless: emergency."
    ),
)
