"""Look up the evidence: the claims, what is held of an exposure, why, and what it moves."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from uncramp.evidence.claim import ArticleClaim, Claim, Effect, Judgement
from uncramp.evidence.log_odds import log_odds, pooled
from uncramp.evidence.pooling import Pooled
from uncramp.exposure.catalogue import BY_NAME
from uncramp.store.registry import registry
from uncramp.store.workbench import workbench
from uncramp.terms.errors import InputError
from uncramp.terms.sentences import Sentence

__all__ = ["Claim", "Effect", "Shown", "Together", "all_evidence", "evidence_on"]

BASE = 0.15  # risk of a raced marathon, against which a prior is shown at work


@dataclass(frozen=True, slots=True)
class Together:
    """Studies that repeat: their pooled log odds ratio per run, in the unit of the claims."""

    claims: tuple[str, ...]
    per: str
    pooled: Pooled


@dataclass(frozen=True, slots=True)
class Shown:
    """One exposure: its claims side by side, what they say together, and what is held.

    ``moves`` is the risk that a unit more makes of `BASE`, None for what is no effect.
    """

    exposure: str
    label: Sentence | None
    claims: tuple[Claim, ...]
    together: tuple[Together, ...]
    judgement: Judgement | None
    moves: float | None
    article: tuple[ArticleClaim, ...]


def all_evidence() -> tuple[str, tuple[Claim, ...]]:
    """The edition and every claim, by id."""
    known = registry()
    return known.edition, tuple(known.claims.values())


def evidence_on(name: str, edition: str | None = None) -> Shown:
    """The evidence on an exposure, or the one claim of that id.

    Raises
    ------
    InputError
        Where there is neither, or no such edition.
    """
    known = registry(edition)
    if name in known.claims:
        only = known.claims[name]
        return Shown(only.exposure, _label(only.exposure), (only,), (), None, None, ())
    claims = tuple(known.claims[c] for c in known.claims if c.startswith(f"{name}/"))
    judgement = known.judgements.get(name)
    if not claims and judgement is None:
        raise InputError.of(
            "{name}: there is no such exposure or claim. `uncramp evidence list` has them all.",
            name=name,
        )
    article = tuple(said for said in known.article.values() if _bears_on(said, name))
    together = tuple(_together(claims, known.judgements["runner"].sd))
    moves = _moved(judgement) if judgement and name in BY_NAME else None
    return Shown(name, _label(name), claims, together, judgement, moves, article)


def _label(exposure: str) -> Sentence | None:
    return BY_NAME[exposure].label if exposure in BY_NAME else None


def _bears_on(said: ArticleClaim, exposure: str) -> bool:
    """Shown beside it, or resting on a claim about it."""
    resting = any(claim.startswith(f"{exposure}/") for claim in said.rests_on)
    return resting or exposure in said.shown_with


def _moved(held: Judgement) -> float:
    odds = BASE / (1 - BASE) * math.exp(held.mean)
    return odds / (1 + odds)


def _together(claims: tuple[Claim, ...], frailty: float) -> Iterator[Together]:
    """What a judgement was pooled from, or else claims of the same measure per the same unit."""
    exposure = claims[0].exposure if claims else ""
    draft = workbench().drafts.get(exposure)
    by_id = {claim.id: claim for claim in claims}
    if draft and draft.derived:
        groups = [[by_id[name] for name in draft.derived.claims if name in by_id]]
    else:
        sized = sorted(
            (c for c in claims if not c.by_analogy and log_odds(c, frailty=frailty)), key=_kind
        )
        groups = [list(group) for _, group in groupby(sized, key=_kind)]
    for group in groups:
        found = pooled(group, frailty=frailty)
        if found is not None and len(group) > 1:
            yield Together(tuple(claim.id for claim in group), group[0].effect.per, found)


def _kind(claim: Claim) -> tuple[str, str]:
    return claim.effect.measure, claim.effect.per
