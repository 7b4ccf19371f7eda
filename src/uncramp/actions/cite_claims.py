"""Cite what an answer rests on: who, when, where to read it, and how far it was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from uncramp.answer.why import Why
from uncramp.store.registry import registry


@dataclass(frozen=True, slots=True)
class Citation:
    """One study as a person meets it."""

    id: str
    study: str  # authors and year
    says: str
    address: str
    read_from: str


def cite_claims(answer: Why, most: int) -> tuple[Citation, ...]:
    """The claims of the first `most` factors, and the article's best references, each once."""
    factors = [claim for factor in answer.factors[:most] for claim in factor.claims]
    article = [said.best for said in answer.article]
    return tuple(_citations(dict.fromkeys(factors + article)))


def _citations(names: Iterable[str]) -> Iterable[Citation]:
    for name in names:
        claim = registry().claims[name]
        source = claim.source
        study = f"{source.authors} {source.year}" if source.year else source.authors
        address = f"https://doi.org/{source.doi}" if source.doi else source.url or ""
        yield Citation(name, study, claim.says, address, source.read_from)
