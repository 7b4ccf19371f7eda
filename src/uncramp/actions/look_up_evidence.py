"""Look up the evidence: every claim, what is held of an exposure and why, and what is amiss."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from uncramp.evidence.claim import Claim, Effect, Judgement, Registry
from uncramp.store.registry import registry
from uncramp.terms.errors import InputError
from uncramp.terms.sentences import Sentence, sentence

__all__ = ["Claim", "Effect", "Shown", "all_evidence", "amiss", "evidence_on"]

RATIOS = frozenset({"odds ratio", "prevalence ratio", "risk ratio", "hazard ratio"})


@dataclass(frozen=True, slots=True)
class Shown:
    """One exposure: its claims side by side, and the judgement that rests on them, if any."""

    exposure: str
    claims: tuple[Claim, ...]
    judgement: Judgement | None


def all_evidence() -> tuple[str, tuple[Claim, ...]]:
    """The edition and every claim, by id."""
    known = registry()
    return known.edition, tuple(known.claims.values())


def evidence_on(name: str) -> Shown:
    """The evidence on an exposure, or the one claim of that id.

    Raises
    ------
    InputError
        Where there is neither.
    """
    known = registry()
    if name in known.claims:
        return Shown(known.claims[name].exposure, (known.claims[name],), None)
    claims = tuple(claim for claim in known.claims.values() if claim.exposure == name)
    judgement = known.judgements.get(name)
    if not claims and judgement is None:
        raise InputError.of(
            "{name}: there is no such exposure or claim. `uncramp evidence list` has them all.",
            name=name,
        )
    return Shown(name, claims, judgement)


def amiss(known: Registry | None = None) -> Iterator[Sentence]:
    """Numbers without a source, unit or sense: what `uncramp evidence check` refuses.

    Of the registry that ships, where no other is given.
    """
    known = known or registry()
    for claim in known.claims.values():
        for problem in (_no_source(claim), _no_unit(claim), _no_sense(claim)):
            if problem:
                yield problem
    for judgement in known.judgements.values():
        if lost := set(judgement.rests_on) - known.claims.keys():
            said = ", ".join(sorted(lost))
            yield sentence(
                "{id} rests on claims that are not there: {lost}", id=judgement.id, lost=said
            )


def _no_source(claim: Claim) -> Sentence | None:
    if claim.source.doi or claim.source.url:
        return None
    return sentence("{id} has neither a DOI nor an address.", id=claim.id)


def _no_unit(claim: Claim) -> Sentence | None:
    if claim.effect.per.strip():
        return None
    return sentence("{id} does not say what its effect is per.", id=claim.id)


def _no_sense(claim: Claim) -> Sentence | None:
    effect = claim.effect
    low, value, high = effect.low, effect.value, effect.high
    if value is None:
        return None
    if effect.measure in RATIOS and value <= 0:
        return sentence("{id}: a ratio of {value} cannot be.", id=claim.id, value=value)
    if not (value if low is None else low) <= value <= (value if high is None else high):
        return sentence("{id}: its interval does not hold its value.", id=claim.id)
    return None
