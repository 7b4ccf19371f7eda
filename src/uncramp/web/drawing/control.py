"""How one key is asked for on a page: buttons for yes and no, a list, or a number.

A number is asked for in the units of who reads, and `told` or `kept_or_told` read it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from uncramp.actions.told import home_of, kind_at
from uncramp.terms.quantities import Range
from uncramp.web.drawing import asked_units


@dataclass(frozen=True, slots=True)
class Control:
    """What the form shows for a key; numbers have a unit and limits, lists have `options`.

    Unit and limits are those of who reads. Of ``many`` any number may be ticked.
    """

    name: str
    options: tuple[str, ...] = ()
    unit: str = ""
    low: float | None = None
    high: float | None = None
    many: tuple[str, ...] = ()


def control(name: str, kind: type[BaseModel] | None = None) -> Control:
    """The control of a key, read off its type in `kind`: the runner's or the check-in's without."""
    limits, kinds = limits_of(name, kind), _kinds(name, kind)
    if limits is not None:
        low, high = asked_units.bounds(limits)
        return Control(name, unit=asked_units.asked_unit(limits.unit.symbol), low=low, high=high)
    if bool in kinds:
        return Control(name, options=("yes", "no"))
    lists = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, StrEnum)]
    if lists:
        return Control(name, many=tuple(str(one) for kind in lists for one in kind))
    return Control(name, options=tuple(_words(kinds)))


def limits_of(name: str, kind: type[BaseModel] | None = None) -> Range | None:
    """The unit of a key and what is possible in it; None where it is no number."""
    home = kind or kind_at(home_of(name))
    every = (*home.model_fields[name].metadata, *_metadata(_kinds(name, kind)))
    return next((one for one in every if isinstance(one, Range)), None)


def told(name: str, text: str, kind: type[BaseModel] | None = None) -> str:
    """What was typed for a key, as whoever keeps it reads it.

    Raises
    ------
    InputError
        For a key that does not exist, or a number outside what is possible.
    """
    limits = limits_of(name, kind)
    return text if limits is None else asked_units.understood(name, text, limits)


def kept_or_told(name: str, text: str, *, kept: BaseModel) -> str | float:
    """As `told`; where a number stands there as it was filled in, the very number kept."""
    limits, before = limits_of(name, type(kept)), getattr(kept, name)
    if limits is None:
        return text
    return asked_units.kept_or_told(name, text, limits, kept=before)


def _kinds(name: str, kind: type[BaseModel] | None) -> list[Any]:
    home = kind or kind_at(home_of(name))
    return list(_flat(home.model_fields[name].annotation))


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
