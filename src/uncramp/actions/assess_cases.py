"""Cases written in a file, one JSON object or a table with a case a row, and their triage.

What is in a row beside the facts (a name, shoes, what a reviewer expects) is not looked
at, and said. In a table one cell that cannot be read counts as *unknown* for its case, and
is said, so that the other cases still get their answer.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from uncramp.actions.assess_case import Facts, Triage, assess_case
from uncramp.terms.errors import InputError
from uncramp.terms.sentences import Sentence, sentence

Row = Mapping[str, Any]

_REVIEW = frozenset(
    {
        "id", "expected_level", "min_safe_level", "max_ok_level", "must_mention", "must_not_say",
        "family", "why", "source", "source_checked",
    }
)  # fmt: skip
# An empty cell here is "nothing to say"; in every other column it is "asked, not answered".
_MAY_BE_EMPTY = frozenset(
    {
        "text", "age", "sex", "site", "side", "timing", "duration", "pain_0_10", "relieved_by",
        "trend", "hormones_pregnancy", "medications", "comorbidities", "weight_change_kg",
        "red_flags",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class GivenCase:
    """One case as it was written."""

    id: str
    facts: Facts
    noted: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One case with its triage, and what had to be noted while reading it."""

    id: str
    triage: Triage
    noted: tuple[Sentence, ...] = ()


def assess_cases(cases: Iterable[GivenCase]) -> tuple[Case, ...]:
    """The triage of each case, in the order given."""
    return tuple(Case(one.id, assess_case(one.facts), one.noted) for one in cases)


def cases_in_json(given: bytes) -> tuple[GivenCase, ...]:
    """One case from a JSON object, or several from a list of them.

    Raises
    ------
    InputError
        Where it is not that, or an answer cannot be understood.
    """
    try:
        document = json.loads(given)
    except ValueError:
        raise InputError.of("The case is not a JSON document; give an object of answers.") from None
    rows = document if isinstance(document, list) else [document]
    if not rows or not all(isinstance(row, dict) for row in rows):
        raise InputError.of("The case must be a JSON object of answers, or a list of such objects.")
    return tuple(_strict(row, number) for number, row in enumerate(rows, start=1))


def cases_in_table(given: bytes) -> tuple[GivenCase, ...]:
    """The cases of a CSV table whose columns are the facts.

    Raises
    ------
    InputError
        Where it is not a table, or none of its columns is a fact.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(given.decode("utf-8-sig"), newline=""), strict=True))
    except (ValueError, csv.Error):
        raise InputError.of("The cases are not a CSV table in UTF-8.") from None
    if not rows or not Facts.model_fields.keys() & rows[0].keys():
        raise InputError.of(
            "The table holds no case: it needs a first row of column names (text, site, side, "
            "swelling, …) and one row a case."
        )
    return tuple(_forgiving(_cells(row), number) for number, row in enumerate(rows, start=1))


def _cells(row: Row) -> Row:
    """A row's cells; an empty one is "asked, not answered" where that is a meaning."""
    return {
        name: None if name in _MAY_BE_EMPTY and not cell else cell or "unknown"
        for name, cell in row.items()
        if isinstance(name, str)
    }


def _strict(row: Row, number: int) -> GivenCase:
    case = _name(row, number)
    try:
        return GivenCase(case, Facts.model_validate(_facts(row)), _not_used(row))
    except ValidationError as error:
        name, problem = next(_problems(error))
        raise InputError.of(
            "Case {case}: {name}: {problem}.", case=case, name=name, problem=problem
        ) from None


def _name(row: Row, number: int) -> str:
    return str(row.get("id") or number)


def _forgiving(row: Row, number: int) -> GivenCase:
    given = _facts(row)
    noted: tuple[Sentence, ...] = ()
    try:
        facts = Facts.model_validate(given)
    except ValidationError as error:
        facts, noted = _readable(given, dict(_problems(error)))
    return GivenCase(_name(row, number), facts, (*_not_used(row), *noted))


def _readable(facts: Row, problems: Mapping[str, str]) -> tuple[Facts, tuple[Sentence, ...]]:
    """Facts whose unreadable answers are unknown, or left out where that is no answer."""
    read = {name: _instead(name) if name in problems else value for name, value in facts.items()}
    said = (
        sentence("{name}: {problem}. It counts as unknown.", name=name, problem=problem)
        for name, problem in problems.items()
    )
    return Facts.model_validate(read), tuple(said)


def _instead(name: str) -> str | None:
    return None if name in ("text", "red_flags") else "unknown"


def _problems(error: ValidationError) -> Iterator[tuple[str, str]]:
    for problem in error.errors(include_url=False):
        yield str(problem["loc"][0]), problem["msg"]


def _facts(row: Row) -> Row:
    return {name: value for name, value in row.items() if name in Facts.model_fields}


def _not_used(row: Row) -> tuple[Sentence, ...]:
    names = [name for name in row if name not in Facts.model_fields and name not in _REVIEW]
    if not names:
        return ()
    return (
        sentence("Not a fact triage knows, so not looked at: {names}.", names=", ".join(names)),
    )
