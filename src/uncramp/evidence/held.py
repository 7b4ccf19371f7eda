"""From the files to what is held: claims pooled, crude ones shrunk together, all of it widened.

Three ways lead to a mean. It is *stated*, where claims have no size or contradict each other.
It is *pooled* by random effects, where adjusted studies repeat. It is *shrunk*, where the
claims are crude: pooled first, then solved together with everything else that varies among
the same people. Whichever way, not all of an association is believed, and what was read only
as an abstract or stands in by analogy is widened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from uncramp.evidence.claim import Claim, Judgement
from uncramp.evidence.draft import Derivation, Draft
from uncramp.evidence.field import Field
from uncramp.evidence.joint import Marginal, Miss, joint_effects, misses
from uncramp.evidence.log_odds import pooled
from uncramp.terms.errors import UncrampError
from uncramp.terms.sentences import sentence

FRAILTY = "runner"  # the judgement whose sd is the spread between runners
BELIEF = 8.0  # a + b of the beta distribution of the part that is kept: sd near .15
DIGITS = 4  # an edition is the same on every machine
UNSIZED = 1.0  # error of a null, per sd: it pulls at nothing that has a size


@dataclass(frozen=True, slots=True)
class Found:
    """What claims come to, in the model's unit: believed mean and sd, and the claim itself."""

    mean: float
    sd: float
    claimed: float


def judgements(
    drafts: Mapping[str, Draft], claims: Mapping[str, Claim], fields: Mapping[str, Field]
) -> Mapping[str, Judgement]:
    """What is held of every exposure, by its name.

    Raises
    ------
    UncrampError
        Where a draft has neither a mean nor claims that have a size.
    """
    found = {name: _found(draft, drafts, claims) for name, draft in drafts.items()}
    shrunk = {k: v for field in fields.values() for k, v in _shrunk(field, drafts, found).items()}
    return {
        name: _judgement(draft, found[name], shrunk.get(name, found[name].mean))
        for name, draft in drafts.items()
    }


def missed(
    drafts: Mapping[str, Draft], claims: Mapping[str, Claim], field: Field
) -> Iterator[Miss]:
    """The crude claims of a field that no joint effects can meet, in log odds per sd."""
    found = {name: _found(draft, drafts, claims) for name, draft in drafts.items()}
    crude = marginal(field, drafts, found)
    yield from misses(crude, joint_effects(crude))


def _found(draft: Draft, drafts: Mapping[str, Draft], claims: Mapping[str, Claim]) -> Found:
    if draft.derived is not None:
        return _derived(draft, draft.derived, float(drafts[FRAILTY].sd or 0), claims)
    if draft.mean is None or draft.sd is None:
        raise UncrampError(sentence("{id} states no mean and derives none.", id=draft.id))
    return Found(draft.mean, draft.sd, draft.mean)


def _derived(draft: Draft, by: Derivation, frailty: float, claims: Mapping[str, Claim]) -> Found:
    """Pool, and keep the part that is believed.

    How much of an association to keep is as doubtful as a beta distribution with a + b = 8,
    after Turner et al. 2009, doi:10.1111/j.1467-985X.2008.00547.x, who elicit such a bias.
    """
    said = pooled((claims[name] for name in by.claims), frailty=frailty)
    if said is None:
        raise UncrampError(sentence("{id} derives from claims without a size.", id=draft.id))
    doubt = np.sqrt(by.keep * (1 - by.keep) / (BELIEF + 1)) * said.mean
    sd = float(np.hypot(by.keep * said.prediction, doubt))
    return Found(by.units * by.keep * said.mean, by.units * sd, by.units * said.mean)


def marginal(field: Field, drafts: Mapping[str, Draft], found: Mapping[str, Found]) -> Marginal:
    """The claims of a field per sd of each exposure: crude, null, or entering as they are."""
    spreads = field.spreads
    mean = np.array([found[name].mean for name in field.names]) * spreads
    error = np.array([found[name].sd for name in field.names]) * spreads
    crude = np.array([is_crude(drafts[name]) for name in field.names])
    null = np.array([name in field.nulls for name in field.names])
    return Marginal(
        field.names,
        np.where(crude, mean, np.where(null, 0.0, np.nan)),
        np.where(null, UNSIZED, error),
        field.matrix(),
        float(drafts[FRAILTY].sd or 0),
        np.where(crude, np.nan, mean),
    )


def is_crude(draft: Draft) -> bool:
    """Whether its mean is solved together with the others of its field."""
    return draft.derived is not None and draft.derived.by == "shrunk"


def _shrunk(
    field: Field, drafts: Mapping[str, Draft], found: Mapping[str, Found]
) -> Mapping[str, float]:
    crude = marginal(field, drafts, found)
    joint = joint_effects(crude) / field.spreads
    return {name: float(joint[k]) for k, name in enumerate(field.names) if crude.crude[k]}


def _judgement(draft: Draft, found: Found, mean: float) -> Judgement:
    return Judgement(
        id=draft.id,
        exposure=draft.exposure,
        mean=round(mean, DIGITS),
        sd=round(found.sd * (1.0 if draft.spread else draft.widened), DIGITS),
        per=draft.per,
        certainty=draft.certainty,
        because=draft.because,
        rests_on=draft.rests_on,
        frequency=draft.frequency,
        made="stated" if draft.derived is None else draft.derived.by,
        claimed=None if draft.derived is None else round(found.claimed, DIGITS),
    )
