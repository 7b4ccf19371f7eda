"""An edition of the evidence: the judgements that answers were made of, frozen under a name.

The claims may grow and a judgement may be thought over again; an answer once given must still
be one that can be made again. So priors are never read from the files people edit, only from
an edition, and an edition once frozen is never changed: its digest says whether it was.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from uncramp.evidence.claim import Claim, Entry, Judgement, MuscleShares

DIGEST = 12  # hexadecimal digits shown


class Edition(Entry):
    """A name, the day it was frozen, what it changed, and everything priors are made of."""

    name: str
    frozen_on: date
    says: str
    digest: str
    judgements: Mapping[str, Judgement]
    muscles: MuscleShares
    claims: Mapping[str, Claim] = {}
    """What the judgements rest on, as it read on that day: reasons quote it. The first edition
    kept none, so it quotes the files."""

    @property
    def whole(self) -> bool:
        """Whether it holds what it held when it was frozen."""
        return self.digest == digest(self.judgements, self.muscles)


def digest(judgements: Mapping[str, Judgement], muscles: MuscleShares) -> str:
    """Names the content of an edition; what is only said in words does not count."""
    held = {
        name: [one.mean, one.sd, one.frequency, one.certainty.value, list(one.rests_on)]
        for name, one in judgements.items()
    }
    shares = {muscle.value: share for muscle, share in muscles.shares.items()}
    text = json.dumps([held, shares], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:DIGEST]


@dataclass(frozen=True, slots=True)
class Moved:
    """One judgement that two editions hold differently; None where one does not hold it."""

    exposure: str
    before: Judgement | None
    after: Judgement | None


def moved(before: Mapping[str, Judgement], after: Mapping[str, Judgement]) -> Iterator[Moved]:
    """The judgements whose numbers differ, by name."""
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        if _numbers(old) != _numbers(new):
            yield Moved(name, old, new)


def _numbers(held: Judgement | None) -> tuple[float | None, ...]:
    return () if held is None else (held.mean, held.sd, held.frequency)
