"""Show what studies say of an exposure: each claim as a reader weighs it, and a forest plot."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from uncramp.actions.look_up_evidence import Claim, Shown, evidence_on

HALF_OF_90 = 1.645  # normal quantile
LARGEST_RATIO = 2.0  # log odds; beyond it a prior is no ratio a person can picture


class Of(StrEnum):
    """Whose number a row of the plot shows."""

    STUDY = "study"
    POOLED = "pooled"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class ForestRow:
    """A ratio of odds, and its interval where one was printed; 1 is no link."""

    of: Of
    name: str
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """One study: what it says, how many were studied and how, and how far it bears weight."""

    id: str
    says: str
    study: str
    design: str
    population: str
    n: int | None
    effect: str
    certainty: str
    because: str
    address: str
    read_from: str
    by_analogy: bool


@dataclass(frozen=True, slots=True)
class Studies:
    """The studies on one exposure, side by side, and their rows in the plot."""

    exposure: str
    because: str
    claims: tuple[ShownClaim, ...]
    rows: tuple[ForestRow, ...]


def studies_on(exposure: str, edition: str | None = None) -> Studies:
    """The evidence on an exposure.

    Raises
    ------
    InputError
        Where nothing is known of it, or there is no such edition.
    """
    shown = evidence_on(exposure, edition)
    because = shown.judgement.because if shown.judgement else ""
    claims = tuple(_claim(claim) for claim in shown.claims)
    return Studies(exposure, because, claims, tuple(_rows(shown)))


def _claim(claim: Claim) -> ShownClaim:
    source, study = claim.source, claim.study
    return ShownClaim(
        id=claim.id,
        says=claim.says,
        study=f"{source.authors} {source.year}" if source.year else source.authors,
        design=study.design,
        population=study.population,
        n=study.n,
        effect=_effect(claim),
        certainty=claim.certainty.value,
        because=claim.because,
        address=f"https://doi.org/{source.doi}" if source.doi else source.url or "",
        read_from=source.read_from,
        by_analogy=claim.by_analogy,
    )


def _effect(claim: Claim) -> str:
    effect = claim.effect
    if effect.value is None:
        return ""
    number = f"{effect.value:g}"
    if effect.low is not None and effect.high is not None:
        number = f"{number} ({effect.low:g} to {effect.high:g})"
    return f"{effect.measure} {number}, {effect.per}"


def _rows(shown: Shown) -> Iterator[ForestRow]:
    """Every printed ratio; where studies repeat, what they say together; and what is held."""
    printed = [
        ForestRow(Of.STUDY, _short(claim), effect.value, effect.low, effect.high)
        for claim in shown.claims
        if (effect := claim.effect).value and effect.measure.endswith("ratio")
    ]
    yield from printed
    for one in shown.together:
        yield _ratio(Of.POOLED, one.pooled.mean, one.pooled.error)
    held = shown.judgement
    if printed and held and abs(held.mean) < LARGEST_RATIO:
        yield _ratio(Of.HELD, held.mean, held.sd)


def _short(claim: Claim) -> str:
    """The first author and the year, as a plot has room for."""
    first = claim.source.authors.partition(" et al")[0].partition(",")[0].partition(" and ")[0]
    return f"{first} {claim.source.year or ''}".strip()


def _ratio(of: Of, mean: float, sd: float) -> ForestRow:
    low, value, high = (math.exp(mean + k * sd) for k in (-HALF_OF_90, 0, HALF_OF_90))
    return ForestRow(of, "", value, low, high)
