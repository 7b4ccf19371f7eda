"""Cite what a page of the guide rests on: each study with its design, size, effect and source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from uncramp.evidence.claim import ArticleClaim, Claim, Effect
from uncramp.evidence.edition import moved
from uncramp.store.registry import edition_names, named, registry
from uncramp.terms.errors import InputError
from uncramp.terms.sentences import Sentence, sentence

MEASURES: Final = {
    "odds ratio": sentence("odds ratio"),
    "prevalence ratio": sentence("prevalence ratio"),
    "risk ratio": sentence("risk ratio"),
    "hazard ratio": sentence("hazard ratio"),
    "mean difference": sentence("mean difference"),
    "mean": sentence("mean"),
}
DESIGNS: Final = {
    "cross-sectional": sentence("cross-sectional"),
    "prospective cohort": sentence("prospective cohort"),
    "crossover": sentence("crossover trial"),
    "review": sentence("review"),
    "randomised trial": sentence("randomised trial"),
    "case-control": sentence("case-control"),
    "meta-analysis": sentence("meta-analysis"),
    "meta-analysis of randomised trials": sentence("meta-analysis of randomised trials"),
    "laboratory": sentence("laboratory"),
    "position stand": sentence("position stand"),
    "case report": sentence("case report"),
}
CERTAINTIES: Final = {
    "high": sentence("high"),
    "moderate": sentence("moderate"),
    "low": sentence("low"),
    "very low": sentence("very low"),
}


@dataclass(frozen=True, slots=True)
class GuideStudy:
    """One claim as the guide's list of studies shows it.

    ``says``, ``population`` and ``per`` are in the words of the registry, which are English.
    ``effect`` is None where no size could be read.
    """

    id: str
    study: str
    says: str
    design: Sentence
    population: str
    n: int | None
    effect: Sentence | None
    per: str
    certainty: Sentence
    address: str
    printed: str
    abstract_only: bool
    by_analogy: bool


@dataclass(frozen=True, slots=True)
class ArticleSaid:
    """What the source article says on a topic, beside what the studies say."""

    topic: str
    says: str
    studies: str
    verdict: str


def cite_guide(names: Iterable[str]) -> tuple[GuideStudy, ...]:
    """The claims of these ids, in their order.

    Raises
    ------
    InputError
        Where there is no claim of that id.
    """
    return tuple(_study(_claim(name)) for name in names)


def known_claims() -> frozenset[str]:
    """The ids of every claim there is."""
    return frozenset(registry().claims)


def newest_edition() -> str:
    """The name of the evidence that answers are made of today."""
    return edition_names()[-1]


def moved_since(edition: str) -> frozenset[str] | None:
    """Exposures held or quoted differently since an edition; None where it does not exist."""
    if edition not in edition_names():
        return None
    before, now = named(edition), named(newest_edition())
    held = {one.exposure for one in moved(before.judgements, now.judgements)}
    quoted = {
        claim.exposure
        for name, claim in before.claims.items()
        if name in now.claims and now.claims[name] != claim
    }
    return frozenset(held | quoted)


def article_said(
    topics: Iterable[str], *, citing: Iterable[str] | None = None
) -> tuple[ArticleSaid, ...]:
    """What the article says under these topics, S1 to S14, where studies were looked for.

    With `citing`, only what rests on one of these claims: a topic may hold several statements,
    and a page on massage answers the one on massage.
    """
    article = registry().article
    cited = None if citing is None else set(citing)
    return tuple(
        _said(topic, article[name])
        for topic in topics
        for name in article
        if name.partition("-")[0] == topic
        if cited is None or cited & set(article[name].rests_on)
    )


def _claim(name: str) -> Claim:
    claims = registry().claims
    if name not in claims:
        raise InputError.of(
            "{name}: there is no such claim. `uncramp evidence list` has them all.", name=name
        )
    return claims[name]


def _study(claim: Claim) -> GuideStudy:
    source, study = claim.source, claim.study
    return GuideStudy(
        id=claim.id,
        study=f"{source.authors} {source.year}" if source.year else source.authors,
        says=claim.says,
        design=DESIGNS.get(study.design, sentence(study.design)),
        population=study.population,
        n=study.n,
        effect=effect_said(claim.effect),
        per=claim.effect.per,
        certainty=CERTAINTIES[claim.certainty.value],
        address=f"https://doi.org/{source.doi}" if source.doi else source.url or "",
        printed=f"doi:{source.doi}" if source.doi else source.url or "",
        abstract_only=claim.abstract_only,
        by_analogy=claim.by_analogy,
    )


def effect_said(effect: Effect) -> Sentence | None:
    """The number as printed, a proportion in percent; None where there is none."""
    if effect.value is None:
        return None
    if effect.measure == "proportion":
        return sentence("{percent} %", percent=f"{100 * effect.value:.3g}")
    measure = MEASURES[effect.measure]
    if effect.low is None or effect.high is None:
        return sentence("{measure} {value}", measure=measure, value=f"{effect.value:g}")
    return sentence(
        "{measure} {value} ({low} to {high})",
        measure=measure,
        value=f"{effect.value:g}",
        low=f"{effect.low:g}",
        high=f"{effect.high:g}",
    )


def _said(topic: str, found: ArticleClaim) -> ArticleSaid:
    return ArticleSaid(topic, found.says, found.studies, found.verdict_in_full)
