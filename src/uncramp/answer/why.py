"""Why did this muscle cramp: factors with their shares, signs beside them, and what is unknown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from uncramp.answer.forecast import Risk, interval, risk
from uncramp.answer.question import Question, questions
from uncramp.answer.reasons import against, in_favour, reads_as
from uncramp.answer.shares import Shares, shares
from uncramp.evidence.claim import ArticleClaim, Certainty, Registry
from uncramp.exposure.catalogue import Cell, Exposure, Exposures, Kind
from uncramp.exposure.usual import Usual
from uncramp.model.draws import Draws
from uncramp.model.risk import Model
from uncramp.terms.muscles import Muscle
from uncramp.terms.sentences import Sentence, sentence

LEAST_SHARE = 0.005  # less is shown as nothing
OFTEN_HEARD = 0.05  # share from which the article's sentence on a factor is shown beside it
MOST_HEARD = 3  # of its sentences; more would crowd out the answer
LATE_FADE = "S3"  # of the article
ROUGH = sentence("These numbers are rough: two ways to work them out do not quite agree.")
YIELDS = sentence(
    "What holds for runners in general forecast your runs better than what was learned from them, "
    "so it makes up most of this answer."
)
LEADS = 0.5  # a factor is named in the headline only where it ranks first this often


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor's part in the risk of this run."""

    exposure: Exposure
    value: float
    usual: float
    told: bool  # False where it is guessed, as racing is from the distance
    share: float
    share_interval: tuple[float, float]
    but_for: float
    ranks_first: float
    reasons_for: tuple[Sentence, ...]
    reasons_against: tuple[Sentence, ...]
    claims: tuple[str, ...]
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Sign:
    """What came with the cramp, and how it reads."""

    exposure: Exposure
    value: float
    reads_as: Sentence


@dataclass(frozen=True, slots=True)
class Unknown:
    """An exposure nobody told, and what would be needed."""

    exposure: str
    reason: Sentence


@dataclass(frozen=True, slots=True)
class Why:
    """The answer: ``share`` over the factors and ``background`` sum to 1."""

    risk: Risk
    factors: tuple[Factor, ...]
    background: float
    signs: tuple[Sign, ...]
    unknown: tuple[Unknown, ...]
    questions: tuple[Question, ...]
    article: tuple[ArticleClaim, ...]
    notes: tuple[Sentence, ...] = ()
    """How far the answer may be trusted, where that is out of the ordinary."""

    @property
    def next_question(self) -> Question | None:
        """The one question worth asking next; None where no answer would matter."""
        return next(iter(self.questions), None)

    def silenced(self) -> Why:
        """The risk alone: under a red flag nothing may be read as an explanation."""
        return Why(self.risk, (), 1.0, (), (), (), ())

    def leaders(self, most: int) -> tuple[Factor, ...]:
        """The factors worth showing: at most `most`, none with a trace of a share."""
        return tuple(f for f in self.factors if f.share >= LEAST_SHARE)[:most]

    def others(self, most: int) -> float:
        """The share of all the factors that `leaders` leaves out, so that what is shown adds up."""
        return 1 - self.background - sum(factor.share for factor in self.leaders(most))

    @property
    def leading(self) -> Factor | None:
        """The factor that ranks first at least half of the time, if one does."""
        return next((f for f in self.factors if f.ranks_first >= LEADS), None)


def why(
    model: Model,
    exposures: Exposures,
    at: int,
    usual: Usual,
    draws: Draws,
    registry: Registry,
    *,
    muscle: Muscle | None = None,
) -> Why:
    """Explain the cramp of run `at`, in `muscle` where one cramped.

    What cannot touch that muscle is neither a factor nor worth knowing.
    """
    parts = shares(draws)
    cells = list(exposures.cells(at, usual.values))
    found = _factors(exposures, at, cells, parts, registry)
    factors = sorted(
        (factor for factor in found if factor.exposure.touches(muscle)),
        key=lambda factor: factor.share,
        reverse=True,
    )
    untold = (c for c in cells if c.exposure.touches(muscle))
    signs = tuple(_signs(cells))
    return Why(
        risk(parts.risk, parts.usual, usual.source),
        tuple(factors),
        parts.background,
        signs,
        tuple(Unknown(c.exposure.name, c.missing) for c in untold if c.missing),
        questions(model, exposures, at, draws),
        tuple(_article(factors, signs, registry)),
        tuple(_notes(model)),
    )


def _notes(model: Model) -> Iterator[Sentence]:
    if model.rough:
        yield ROUGH
    if model.yields:
        yield YIELDS


def _article(
    factors: list[Factor], signs: tuple[Sign, ...], registry: Registry
) -> Iterator[ArticleClaim]:
    """What is often heard of what this answer shows, beside what studies say of it.

    The late fade comes first and always: it is the sentence most people arrive with. The others
    follow the factors in their order, and the signs that were there.
    """
    told = [factor.exposure.name for factor in factors if factor.share >= OFTEN_HEARD]
    shown = [*told, *(sign.exposure.name for sign in signs if sign.value > 0)]
    found = [LATE_FADE]
    for name in shown:
        found += [key for key, said in registry.article.items() if name in said.shown_with]
    for key in list(dict.fromkeys(found))[:MOST_HEARD]:
        yield registry.article[key]


def _factors(
    exposures: Exposures, at: int, cells: list[Cell], parts: Shares, registry: Registry
) -> Iterator[Factor]:
    """Every factor that is known, and racing even where it is only likely."""
    first = _ranks_first(parts)
    factors = [cell for cell in cells if cell.exposure.kind == Kind.FACTOR]
    for k, cell in enumerate(factors):
        column = cells.index(cell)
        if cell.value is None and not parts.drawn[k].any():
            continue
        value = exposures.expected[at, column] if cell.value is None else cell.value
        yield _factor(cell, float(value), k, parts, float(first[k]), registry)


def _factor(
    cell: Cell, value: float, k: int, parts: Shares, first: float, registry: Registry
) -> Factor:
    judgement = registry.judgements[cell.exposure.name]
    share = float(parts.share[k])
    return Factor(
        exposure=cell.exposure,
        value=value,
        usual=float(cell.usual or 0.0),
        told=cell.value is not None,
        share=share,
        share_interval=interval(parts.drawn[k] / parts.risk, share),
        but_for=float(parts.but_for[k]),
        ranks_first=first,
        reasons_for=in_favour(cell, value),
        reasons_against=against(cell, share, judgement, registry),
        claims=judgement.rests_on,
        certainty=judgement.certainty,
    )


def _ranks_first(parts: Shares) -> np.ndarray:
    """(n_factors,): how often each has the largest positive value over the draws."""
    best = np.argmax(parts.drawn, axis=0)
    found = parts.drawn.max(axis=0) > 0
    return np.bincount(best[found], minlength=parts.drawn.shape[0]) / parts.risk.size


def _signs(cells: list[Cell]) -> Iterator[Sign]:
    for cell in cells:
        if cell.exposure.kind == Kind.SIGN and cell.value is not None:
            yield Sign(cell.exposure, cell.value, reads_as(cell))
