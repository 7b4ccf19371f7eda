"""The evidence as it is being edited: every file of the registry, and how it becomes an edition.

Answers never come from here. A change to a file moves nobody's answer until somebody freezes
the workbench under a new name.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ValidationError

from uncramp.evidence.claim import ArticleClaim, Claim, Judgement, MuscleShares
from uncramp.evidence.draft import Draft
from uncramp.evidence.edition import Edition, digest
from uncramp.evidence.field import Field
from uncramp.evidence.held import judgements
from uncramp.store.registry import (
    Kind,
    edition_names,
    editions_folder,
    entry,
    names_of,
    order,
)
from uncramp.terms.errors import InputError
from uncramp.terms.sentences import Sentence, sentence

MODELS: Mapping[Kind, type[BaseModel]] = {
    Kind.CLAIM: Claim,
    Kind.JUDGEMENT: Draft,
    Kind.ARTICLE: ArticleClaim,
    Kind.FIELD: Field,
    Kind.SHARES: MuscleShares,
}


@dataclass(frozen=True, slots=True)
class Workbench:
    """Every file of the registry as it stands, before it is frozen."""

    claims: Mapping[str, Claim]
    drafts: Mapping[str, Draft]
    fields: Mapping[str, Field]
    article: Mapping[str, ArticleClaim]
    muscles: MuscleShares

    @property
    def judgements(self) -> Mapping[str, Judgement]:
        """What the drafts come to."""
        return judgements(self.drafts, self.claims, self.fields)

    @property
    def quoted(self) -> Mapping[str, Claim]:
        """The claims that a judgement rests on."""
        resting = sorted({name for draft in self.drafts.values() for name in draft.rests_on})
        return {name: self.claims[name] for name in resting}


@cache
def workbench() -> Workbench:
    """Read every file of the registry."""
    drafts = [Draft(id=name, **entry(name)) for name in names_of(Kind.JUDGEMENT)]
    article = [ArticleClaim(id=name, **entry(name)) for name in names_of(Kind.ARTICLE)]
    (shares,) = names_of(Kind.SHARES)
    return Workbench(
        {name: Claim(id=name, **entry(name)) for name in names_of(Kind.CLAIM)},
        {draft.exposure: draft for draft in drafts},
        {name: Field(id=name, **entry(name)) for name in names_of(Kind.FIELD)},
        {said.id.partition("/")[2]: said for said in article},
        MuscleShares(**entry(shares)),
    )


def unreadable() -> Iterator[Sentence]:
    """Files that are no entry at all: what is missing in them, or should not be there."""
    for kind, model in MODELS.items():
        for name in names_of(kind):
            try:
                model.model_validate(entry(name) | ({"id": name} if kind != Kind.SHARES else {}))
            except tomllib.TOMLDecodeError as error:
                yield sentence("{id}: {problem}", id=name, problem=str(error))
            except ValidationError as error:
                first = error.errors(include_url=False)[0]
                place = ".".join(str(part) for part in first["loc"])
                said = sentence(
                    "{id}: {place}: {problem}", id=name, place=place, problem=first["msg"]
                )
                yield said


def freeze(name: str, says: str, on: date, folder: Path | None = None) -> Edition:
    """Freeze the workbench under a new name, `says` telling what changed.

    Raises
    ------
    InputError
        Where the name is not year.number, or not after the newest.
    """
    folder = folder or Path(str(editions_folder()))
    taken = {file.name.removesuffix(".json") for file in folder.glob("*.json")}
    if not _may_be(name, taken | {*edition_names()}):
        raise InputError.of(
            "{name}: an edition is named year.number, after {newest}; a frozen one is never "
            "changed.",
            name=name,
            newest=edition_names()[-1],
        )
    edition = _edition(name, says, on)
    content = edition.model_dump(mode="json")
    text = json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True)
    with (folder / f"{name}.json").open("x", encoding="utf-8") as file:
        file.write(text + "\n")
    return edition


def _may_be(name: str, taken: set[str]) -> bool:
    parts = name.split(".")
    if len(parts) != 2 or not all(part.isdigit() for part in parts):
        return False
    return all(order(name) > order(other) for other in taken)


def _edition(name: str, says: str, on: date) -> Edition:
    bench = workbench()
    held = bench.judgements
    return Edition(
        name=name,
        frozen_on=on,
        says=says,
        digest=digest(held, bench.muscles),
        judgements=held,
        muscles=bench.muscles,
        claims=bench.quoted,
    )
