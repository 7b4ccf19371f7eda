"""What is amiss in the evidence: the rules that no claim and no judgement may break.

A number without source, unit, width or certainty would look like all the others once it is a
prior. So each rule here is one that a reader could have found broken with the paper in hand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import numpy as np

from uncramp.evidence.claim import (
    ArticleClaim,
    Certainty,
    Claim,
    Judgement,
    MuscleShares,
)
from uncramp.evidence.draft import Draft
from uncramp.evidence.field import Field
from uncramp.evidence.log_odds import RATIOS
from uncramp.terms.sentences import Sentence, sentence

BY_ANALOGY = 2.0  # least widening where no claim is about the cramp asked about; a judgement
ABSTRACT = 1.25  # least widening where any was read only as an abstract; a judgement
HALF_OF_90 = 1.645  # normal quantile
LEAST_REASON = 10  # characters; less is no reason
OVERLAPPING = frozenset({"chronic_diseases", "regular_medicine"})  # one term: never multiplied


def claim_faults(claim: Claim) -> Iterator[Sentence]:
    """What a reader of this claim would miss or could not believe."""
    effect, source = claim.effect, claim.source
    if not (source.doi or source.url):
        yield sentence("{id} has neither a DOI nor an address.", id=claim.id)
    if not source.read_from.strip():
        yield sentence("{id} does not say what was read of it.", id=claim.id)
    if not effect.per.strip():
        yield sentence("{id} does not say what its effect is per.", id=claim.id)
    if len(claim.because.strip()) < LEAST_REASON:
        yield sentence("{id} gives no reason for its certainty.", id=claim.id)
    if claim.abstract_only and claim.certainty == Certainty.HIGH:
        yield sentence("{id} was read as an abstract, so its certainty is not high.", id=claim.id)
    if not claim.about_cramp and not claim.by_analogy:
        yield sentence("{id} is not about cramp in a run and not marked by_analogy.", id=claim.id)
    yield from _senseless(claim)


def _senseless(claim: Claim) -> Iterator[Sentence]:
    effect = claim.effect
    low, value, high = effect.low, effect.value, effect.high
    if (effect.measure == "direction only") != (value is None):
        yield sentence("{id}: its measure and its number do not go together.", id=claim.id)
    if value is None:
        return
    if effect.measure in RATIOS and value <= 0:
        yield sentence("{id}: a ratio of {value} cannot be.", id=claim.id, value=value)
    if effect.measure == "proportion" and not 0 <= value <= 1:
        yield sentence("{id}: a proportion of {value} cannot be.", id=claim.id, value=value)
    if (low is None) != (high is None):
        yield sentence("{id}: its interval has one end.", id=claim.id)
    elif low is not None and high is not None and not low <= value <= high:
        yield sentence("{id}: its interval does not hold its value.", id=claim.id)
    if effect.p is not None and not 0 < effect.p < 1:
        yield sentence("{id}: a P value of {p} cannot be.", id=claim.id, p=effect.p)


def least_widening(claims: Collection[Claim]) -> float:
    """What must at least multiply the sd of a judgement that rests on these claims."""
    if all(claim.by_analogy for claim in claims):
        return BY_ANALOGY
    return ABSTRACT if any(claim.abstract_only for claim in claims) else 1.0


def draft_faults(draft: Draft, claims: Mapping[str, Claim]) -> Iterator[Sentence]:
    """What is amiss with a judgement as its file has it."""
    lost = sorted(set(draft.rests_on) - claims.keys())
    if lost or not draft.rests_on:
        said = ", ".join(lost) or "nothing"
        yield sentence("{id} rests on claims that are not there: {lost}", id=draft.id, lost=said)
        return
    if not draft.per.strip():
        yield sentence("{id} does not say what it is per.", id=draft.id)
    if draft.frequency is not None and not 0 < draft.frequency < 1:
        yield sentence("{id}: its frequency is not between 0 and 1.", id=draft.id)
    if (draft.mean is None) == (draft.derived is None):
        yield sentence("{id} must either state a mean or derive one.", id=draft.id)
    least = least_widening([claims[name] for name in draft.rests_on])
    if not draft.spread and draft.widened < least:
        yield sentence(
            "{id} is widened by {widened}; what it rests on asks for {least}.",
            id=draft.id,
            widened=draft.widened,
            least=least,
        )
    yield from _derivation_faults(draft, claims)


def _derivation_faults(draft: Draft, claims: Mapping[str, Claim]) -> Iterator[Sentence]:
    by = draft.derived
    if by is None:
        return
    if not set(by.claims) <= set(draft.rests_on):
        yield sentence("{id} derives from claims it does not rest on.", id=draft.id)
        return
    if not 0 < by.keep <= 1:
        yield sentence("{id} keeps a share that is not between 0 and 1.", id=draft.id)
    adjusted = [bool(claims[name].effect.adjusted) for name in by.claims]
    if by.by == "pooled" and not all(adjusted):
        yield sentence("{id} pools crude claims; those are shrunk.", id=draft.id)
    if by.by == "shrunk" and any(adjusted):
        yield sentence("{id} shrinks adjusted claims; those enter as they are.", id=draft.id)


def judgement_faults(
    held: Mapping[str, Judgement], claims: Mapping[str, Claim]
) -> Iterator[Sentence]:
    """What is amiss with what the drafts come to."""
    for judgement in held.values():
        resting = [claims[name] for name in judgement.rests_on if name in claims]
        certain = abs(judgement.mean) > HALF_OF_90 * judgement.sd
        if resting and all(claim.by_analogy for claim in resting) and certain:
            yield sentence("{id} rests on analogies alone and excludes none.", id=judgement.id)
    if len(OVERLAPPING & held.keys()) > 1:
        said = ", ".join(sorted(OVERLAPPING))
        yield sentence("{names} overlap: they are one term.", names=said)


def field_faults(field: Field, drafts: Mapping[str, Draft]) -> Iterator[Sentence]:
    """What is amiss with how exposures are said to go together."""
    pairs = {name for pair in field.correlations for name in pair.of}
    if lost := sorted((({*field.names}) - drafts.keys()) | ({*pairs, *field.nulls} - {*field.sd})):
        said = ", ".join(lost)
        yield sentence("{id} names what is not held: {lost}", id=field.id, lost=said)
    elif np.linalg.eigvalsh(field.matrix()).min() <= 0:
        yield sentence("{id}: its correlations cannot all hold together.", id=field.id)


def unshrunk(drafts: Mapping[str, Draft], fields: Mapping[str, Field]) -> Iterator[Sentence]:
    """Crude judgements that no field holds, and so nothing shrinks."""
    held = {name for field in fields.values() for name in field.names}
    for name, draft in drafts.items():
        if draft.derived and draft.derived.by == "shrunk" and name not in held:
            yield sentence("{id} is crude and stands in no field.", id=draft.id)


def article_faults(
    said: ArticleClaim, claims: Mapping[str, Claim], *, shown: Collection[str]
) -> Iterator[Sentence]:
    """What is amiss with a sentence of the article; `shown` is where one can stand."""
    if lost := sorted(set(said.rests_on) - claims.keys()):
        names = ", ".join(lost)
        yield sentence("{id} rests on claims that are not there: {lost}", id=said.id, lost=names)
    if said.best not in said.rests_on:
        yield sentence("{id}: its best reference is none of its own.", id=said.id)
    if not {*said.shown_with, *said.plan_lines}:
        yield sentence("{id} is shown nowhere.", id=said.id)
    if strange := sorted({*said.shown_with, *said.plan_lines} - {*shown}):
        names = ", ".join(strange)
        yield sentence("{id} stands beside what there is not: {names}", id=said.id, names=names)


def muscle_faults(muscles: MuscleShares, claims: Mapping[str, Claim]) -> Iterator[Sentence]:
    """What is amiss with the shares of the muscles."""
    if not all(0 <= share <= 1 for share in muscles.shares.values()):
        yield sentence("A muscle's share is not between 0 and 1.")
    if not set(muscles.rests_on) <= claims.keys():
        yield sentence("The shares of the muscles rest on claims that are not there.")
