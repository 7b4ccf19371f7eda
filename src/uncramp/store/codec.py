"""Values become JSON and come back: one way for rows, answers and files."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

Value = TypeVar("Value")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def write(value: object) -> Any:
    """The value as plain JSON types."""
    kind: Any = type(value)
    return _adapter(kind).dump_python(value, mode="json")


def read(kind: type[Value], document: Any) -> Value:
    """The value back; equal to the one written."""
    named: Any = kind
    found: Value = _adapter(named).validate_python(document)
    return found
