"""How one key is asked for on a page: buttons for yes and no, a list, or a number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, get_args, get_origin

from uncramp.actions.told import home_of, kind_at
from uncramp.terms.quantities import Range


@dataclass(frozen=True, slots=True)
class Control:
    """What the form shows for a key; numbers have a unit and limits, lists have `options`.

    Of ``many`` any number may be ticked.
    """

    name: str
    options: tuple[str, ...] = ()
    unit: str = ""
    low: float | None = None
    high: float | None = None
    many: tuple[str, ...] = ()


def control(name: str) -> Control:
    """The control of a key of the runner or the check-in, read off its type."""
    field = kind_at(home_of(name)).model_fields[name]
    kinds = list(_flat(field.annotation))
    limits = next((m for m in (*field.metadata, *_metadata(kinds)) if isinstance(m, Range)), None)
    if limits is not None:
        return Control(name, unit=limits.unit.symbol, low=limits.low, high=limits.high)
    if bool in kinds:
        return Control(name, options=("yes", "no"))
    lists = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, StrEnum)]
    if lists:
        return Control(name, many=tuple(str(one) for kind in lists for one in kind))
    return Control(name, options=tuple(_words(kinds)))


def _flat(annotation: Any) -> Iterator[Any]:
    """The members of a union, with what is inside `Annotated`."""
    yield annotation
    if get_origin(annotation) is not Literal:
        for part in get_args(annotation):
            yield from _flat(part)


def _metadata(kinds: list[Any]) -> Iterator[Any]:
    for kind in kinds:
        yield from getattr(kind, "__metadata__", ())


def _words(kinds: list[Any]) -> Iterator[str]:
    for kind in kinds:
        if get_origin(kind) is Literal:
            yield from get_args(kind)
        elif isinstance(kind, type) and issubclass(kind, StrEnum):
            yield from (one.value for one in kind)
