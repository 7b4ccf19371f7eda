"""The evidence that answers are made of: a frozen edition, and the claims behind it.

An edition is one file, read at once. The claims are read one by one, when an answer or a
reader asks for them, so that a registry of any size costs an answer nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Generic, TypeVar

from uncramp.evidence.claim import ArticleClaim, Claim, Registry
from uncramp.evidence.edition import Edition
from uncramp.terms.errors import InputError

Value = TypeVar("Value")

_IN_USE: ContextVar[str | None] = ContextVar("edition in use", default=None)


class Kind(StrEnum):
    """What a file of the registry holds."""

    CLAIM = "claim"
    JUDGEMENT = "judgement"
    ARTICLE = "article"
    FIELD = "field"
    SHARES = "shares"


def registry(edition: str | None = None) -> Registry:
    """The evidence of an edition; where none is named, of the one in use, else the newest.

    Raises
    ------
    InputError
        Where there is no edition of that name.
    """
    return _registry(edition or _IN_USE.get() or edition_names()[-1])


@contextmanager
def using(edition: str) -> Iterator[None]:
    """Make every answer within of an older edition, as it was made when that was the newest.

    Raises
    ------
    InputError
        Where there is no edition of that name.
    """
    token = _IN_USE.set(named(edition).name)
    try:
        yield
    finally:
        _IN_USE.reset(token)


@cache
def _registry(edition: str) -> Registry:
    frozen = named(edition)
    article = {name.partition("/")[2]: name for name in names_of(Kind.ARTICLE)}
    return Registry(
        frozen.name,
        _Read({name: name for name in names_of(Kind.CLAIM)}, _as_frozen(frozen)),
        frozen.judgements,
        _Read(article, _article),
        frozen.muscles,
    )


def edition_names() -> tuple[str, ...]:
    """The editions there are, oldest first."""
    frozen = (file.name for file in editions_folder().iterdir() if file.name.endswith(".json"))
    return tuple(sorted((name.removesuffix(".json") for name in frozen), key=order))


def order(name: str) -> tuple[int, ...]:
    """Editions are named year.number and stand in that order."""
    return tuple(int(part) for part in name.split("."))


@cache
def named(name: str) -> Edition:
    """A frozen edition.

    Raises
    ------
    InputError
        Where there is none of that name.
    """
    if name not in edition_names():
        raise InputError.of(
            "{name}: there is no such edition of the evidence. There are: {known}.",
            name=name,
            known=", ".join(edition_names()),
        )
    text = (editions_folder() / f"{name}.json").read_text(encoding="utf-8")
    return Edition.model_validate_json(text)


@cache
def names_of(kind: Kind) -> tuple[str, ...]:
    """The entries of one kind as "exposure/author-year", in order."""
    return tuple(name for name in _names() if _kind(name) == kind)


def entry(name: str) -> dict[str, Any]:
    """One file as it stands."""
    return tomllib.loads((_folder("registry") / f"{name}.toml").read_text(encoding="utf-8"))


def editions_folder() -> Traversable:
    """Where the frozen editions lie."""
    return _folder("editions")


class _Read(Mapping[str, Value], Generic[Value]):
    """Entries by key, each file read when it is first asked for."""

    def __init__(self, names: Mapping[str, str], read: Callable[[str], Value]) -> None:
        self._names = names
        self._read = cache(read)

    def __getitem__(self, key: str) -> Value:
        return self._read(self._names[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, key: object) -> bool:
        return key in self._names


def _as_frozen(edition: Edition) -> Callable[[str], Claim]:
    """A claim as the edition quotes it, or else as its file has it."""

    def claim(name: str) -> Claim:
        quoted = edition.claims.get(name)
        return Claim(id=name, **entry(name)) if quoted is None else quoted

    return claim


def _article(name: str) -> ArticleClaim:
    return ArticleClaim(id=name, **entry(name))


def _kind(name: str) -> Kind:
    folder, _, file = name.partition("/")
    if folder in {Kind.ARTICLE, Kind.FIELD}:
        return Kind(folder)
    return Kind(file) if file in {Kind.JUDGEMENT, Kind.SHARES} else Kind.CLAIM


@cache
def _names() -> tuple[str, ...]:
    folders = (folder for folder in _folder("registry").iterdir() if folder.is_dir())
    return tuple(
        sorted(
            f"{folder.name}/{file.name.removesuffix('.toml')}"
            for folder in folders
            for file in folder.iterdir()
            if file.name.endswith(".toml")
        )
    )


@cache
def _folder(name: str) -> Traversable:
    return files("uncramp.evidence") / name
