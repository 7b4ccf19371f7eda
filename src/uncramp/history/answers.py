"""How a person's answers are read: closed lists, "none", and pairs of distance and time."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from uncramp.terms.quantities import METRE, SECOND, Metres, Seconds


class Value(BaseModel):
    """The base of what a person types or reads: frozen, and strict about its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class RecentBest(Value):
    """A recent best performance: how far, in what time."""

    distance: Metres
    time: Seconds


def items(given: object) -> object:
    """A list from what was written: "a, b" is two, "none" is an empty one."""
    if isinstance(given, str):
        words = [word.strip() for word in given.split(",")]
        return [] if words == ["none"] else [word for word in words if word]
    return [] if given == ["none"] else given


def as_recent_bests(given: object) -> object:
    """Bests from ``[["10 km", "42:10"]]`` or from "10km/42:10, 5km/20:00"."""
    if isinstance(given, str):
        given = [pair.split("/", 1) for pair in given.split(",")]
    if not isinstance(given, Iterable):
        return given
    return [_best(pair) for pair in given]


def _best(pair: object) -> object:
    if isinstance(pair, list | tuple) and len(pair) == 2:
        distance, time = pair
        return {"distance": METRE.read(str(distance)), "time": SECOND.read(str(time))}
    return pair
