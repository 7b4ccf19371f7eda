"""How answers combine when some are missing: one place, so that no rule decides it alone.

A condition is yes, no, unknown (asked, not answered) or not asked. "All" takes the lowest
and "any" the highest of its parts, in the order no, not asked, unknown, yes. What an
unknown does to a level is decided once, in `Rule.verdict`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from uncramp.triage.facts import Facts


class Truth(IntEnum):
    """Four values; `min` is "and", `max` is "or"."""

    NO = 0
    NOT_ASKED = 1
    UNKNOWN = 2
    YES = 3

    @property
    def is_open(self) -> bool:
        """True where an answer could still decide."""
        return self in (Truth.NOT_ASKED, Truth.UNKNOWN)


_TRUTH = {True: Truth.YES, False: Truth.NO, None: Truth.UNKNOWN}


class Condition(Protocol):
    """Something that holds, does not, or is not known of a set of answers."""

    def truth(self, facts: Facts) -> Truth:
        """What the answers say of it."""

    def open_facts(self, facts: Facts) -> tuple[str, ...]:
        """The answers that could still decide it."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One answer, read in one way; None where its words cannot be read, which is unknown."""

    fact: str
    reads: Callable[[object], bool | None]
    not_told_is_unknown: bool = True

    def truth(self, facts: Facts) -> Truth:
        value = getattr(facts, self.fact)
        if value is None:
            return Truth.NOT_ASKED
        if value == "unknown":
            return Truth.UNKNOWN if self.not_told_is_unknown else Truth.NOT_ASKED
        return _TRUTH[self.reads(value)]

    def open_facts(self, facts: Facts) -> tuple[str, ...]:
        return (self.fact,) if self.truth(facts).is_open else ()


class _Several:
    """Parts that are looked at together."""

    __slots__ = ("parts",)

    def __init__(self, *parts: Condition) -> None:
        self.parts = parts

    def open_facts(self, facts: Facts) -> tuple[str, ...]:
        return tuple(name for part in self.parts for name in part.open_facts(facts))


class AllOf(_Several):
    """Holds where every part does."""

    def truth(self, facts: Facts) -> Truth:
        return min(part.truth(facts) for part in self.parts)


class AnyOf(_Several):
    """Holds where one part does."""

    def truth(self, facts: Facts) -> Truth:
        return max(part.truth(facts) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Told:
    """Holds only where it was really told; an unknown asks, and does not raise."""

    part: Condition

    def truth(self, facts: Facts) -> Truth:
        truth = self.part.truth(facts)
        return Truth.NOT_ASKED if truth is Truth.UNKNOWN else truth

    def open_facts(self, facts: Facts) -> tuple[str, ...]:
        return self.part.open_facts(facts)


@dataclass(frozen=True, slots=True)
class Unless:
    """Holds until something reassuring was really told; never asks, never reassures by silence."""

    part: Condition

    def truth(self, facts: Facts) -> Truth:
        return Truth.NO if self.part.truth(facts) is Truth.YES else Truth.YES

    def open_facts(self, facts: Facts) -> tuple[str, ...]:
        return ()
