"""Forget somebody who once wrote to us: their requests, what was noted of them, their mail.

What is left of a request are its times, without which the measured promise would be a lie.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from uncramp.actions.show_interest import same_reach


class Forgetting(Protocol):
    """A place that holds something of a person."""

    def forget(self, same: str) -> int:
        """Take out everything of the person who is reached so; how many things that were."""
        ...


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many things were taken out of each place, in their order."""

    counts: tuple[int, ...]

    @property
    def anything(self) -> bool:
        return any(self.counts)


def forget_person(address: str, *, places: Sequence[Forgetting]) -> Forgotten:
    """Forget who is reached by a mail address or a telephone number, in every place."""
    same = same_reach(address)
    return Forgotten(tuple(place.forget(same) for place in places))
