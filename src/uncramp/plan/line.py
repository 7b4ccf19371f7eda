"""One line of a plan: one thing to do, how much, when, why, and what it buys."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from uncramp.evidence.claim import Certainty
from uncramp.terms.sentences import Sentence


class LineKind(StrEnum):
    """What a line is about; the words of the JSON contract."""

    SAFETY = "safety"
    REFER = "refer"
    DRINK = "drink"
    SALT = "salt"
    CARBOHYDRATE = "carbohydrate"
    PACE = "pace"
    SHOES = "shoes"
    BUILD_UP = "build_up"
    STRENGTH = "strength"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Buys:
    """What a line is expected to change: risk with it less risk without, both of this run.

    ``change`` is a probability, negative where the risk falls; ``interval`` is its middle 90 %.
    """

    change: float
    interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do.

    ``amount`` is in ``unit``: a number, a range, or None where no number may be said.
    ``effort`` is what it costs the runner, 1 (nothing) to 5 (weeks of work), and only orders
    the lines. ``buys`` is None where the model has no effect to count.
    """

    kind: LineKind
    do: Sentence
    because: Sentence
    certainty: Certainty
    amount: float | tuple[float, float] | None = None
    unit: str = ""
    when: Sentence | None = None
    buys: Buys | None = None
    claims: tuple[str, ...] = ()
    effort: int = 2
