"""What a person told, in files and in ``--set`` pairs, sorted into runner, check-in and facts.

Every key has one meaning wherever it is written, so a pair finds its own place. A key that
does not exist, or a value that cannot be, is a sentence that names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from uncramp.history.check_in import CheckIn
from uncramp.history.runner import Runner
from uncramp.terms.errors import InputError
from uncramp.terms.sentences import Sentence, sentence
from uncramp.triage.facts import Facts

KINDS: Mapping[str, type[BaseModel]] = {"runner": Runner, "check_in": CheckIn, "facts": Facts}
Kind = TypeVar("Kind", bound=BaseModel)

PLAINLY = {  # what pydantic says in a programmer's words
    "missing": "it is not there, and without it there is no answer.",
    "model_type": "it must be a table of keys and values.",
}
YOUNGEST = 16  # years; below it only triage answers


@dataclass(frozen=True, slots=True)
class Told:
    """All a person told beside the run file."""

    runner: Runner = Runner()
    check_in: CheckIn = CheckIn()
    facts: Facts = Facts()

    def over(self, known: Runner) -> Told:
        """The same, with what is `known` of the runner wherever nothing was told now."""
        facts = known.model_dump(exclude_unset=True) | self.runner.model_dump(exclude_unset=True)
        return replace(self, runner=type(known).model_validate(facts))

    def for_an_answer(self) -> Told:
        """The same, or an error where the runner is too young for anything but triage."""
        age = self.runner.age
        if age is not None and age < YOUNGEST:
            raise InputError.of(
                "age: uncramp answers for people from {youngest}; for anybody younger only "
                "`uncramp triage` does. Please ask a doctor or a coach.",
                youngest=YOUNGEST,
            )
        return self


def kind_at(home: str) -> type[BaseModel]:
    """The value whose keys live at `home`."""
    return KINDS[home]


def told(
    pairs: Iterable[str] = (),
    *,
    runner: Mapping[str, Any] | None = None,
    check_in: Mapping[str, Any] | None = None,
    facts: Mapping[str, Any] | None = None,
) -> Told:
    """Sort what was told; later pairs win over files.

    Raises
    ------
    InputError
        For a key that does not exist or a value that is not possible.
    """
    given = {
        "runner": {**(runner or {})},
        "check_in": {**(check_in or {})},
        "facts": {**(facts or {})},
    }
    for pair in pairs:
        name, _, value = pair.partition("=")
        name = name.strip()
        given[home_of(name)][name] = value.strip()
    _tell_triage(given)
    return Told(*(read(kind, given[home]) for home, kind in KINDS.items()))  # type: ignore[arg-type]


def home_of(name: str, kinds: Mapping[str, type[BaseModel]] = KINDS) -> str:
    """Where a key belongs; InputError with the nearest key where there is none like it."""
    for home, kind in kinds.items():
        if name in kind.model_fields:
            return home
    known = [field for kind in kinds.values() for field in kind.model_fields]
    close = get_close_matches(name, known, n=1)
    if close:
        raise InputError.of(
            "{name}: there is no such key; did you mean {close}?", name=name, close=close[0]
        )
    raise InputError.of("{name}: there is no such key. See the README for the list.", name=name)


def _tell_triage(given: dict[str, dict[str, Any]]) -> None:
    """Runner answers feed triage, where triage was not told something itself."""
    for ours, theirs in {
        "age": "age",
        "sex": "sex",
        "medicines": "medications",
        "conditions": "comorbidities",
    }.items():
        if ours in given["runner"]:
            value = given["runner"][ours]
            said = ", ".join(value) or "none" if isinstance(value, list) else value
            given["facts"].setdefault(theirs, said)


def read(kind: type[Kind], given: Mapping[str, Any]) -> Kind:
    """Validate what was given as one value."""
    try:
        return kind.model_validate(dict(given))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = ".".join(part for part in first["loc"] if isinstance(part, str))
        if first["type"] == "extra_forbidden":
            home_of(str(first["loc"][-1]), {"given": kind})
        problem: str | Sentence = PLAINLY.get(first["type"], first["msg"])
        if first["type"] in {"enum", "literal_error"}:
            problem = sentence(
                "{given} is none of {expected}.",
                given=str(first["input"])[:40],
                expected=first["ctx"]["expected"],
            )
        raise InputError.of("{name}: {problem}", name=name, problem=problem) from None
