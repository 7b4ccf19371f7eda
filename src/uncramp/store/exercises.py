"""The exercises that ship with the software, read into values with their drawings."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from uncramp.plan.exercise import Exercise


@cache
def exercises() -> Mapping[str, Exercise]:
    """Every exercise by id, in the order of the names."""
    folder = files("uncramp.plan") / "exercises"
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    drawings = {
        entry.name.removesuffix(".svg"): entry.read_text(encoding="utf-8")
        for entry in entries
        if entry.name.endswith(".svg")
    }
    found = {}
    for entry in entries:
        if entry.name.endswith(".toml"):
            name = entry.name.removesuffix(".toml")
            told = tomllib.loads(entry.read_text(encoding="utf-8"))
            found[name] = Exercise(id=name, drawing=drawings[name], **told)
    return MappingProxyType(found)
