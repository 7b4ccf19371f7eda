"""The two sentences every entrance opens with: what leads, and how likely it was."""

from __future__ import annotations

from uncramp.answer.forecast import Risk
from uncramp.answer.why import Factor, Why
from uncramp.terms.sentences import Sentence, sentence

LIKELY, POSSIBLE = 0.5, 0.15  # of a factor's but-for chance; a judgement
RARE = 0.01  # below it a count of 100 runs says nothing


def headline(answer: Why) -> Sentence:
    """What leads, or that nothing does."""
    leading = answer.leading
    if leading is None:
        return sentence("Several explanations fit about equally.")
    if leading.share < answer.background:
        return sentence(
            "Mostly what any run of yours carries; {label} comes next.",
            label=leading.exposure.label,
        )
    return sentence("Most likely linked with {label}.", label=leading.exposure.label)


def chance(risk: Risk) -> Sentence:
    """Of 100 runs like this about 21 end in a cramp (12 to 34); of your usual ones about 3."""
    low, high = risk.interval
    return sentence(
        "{here} ({low} to {high}); of your usual ones {usual}.",
        here=_of_runs_like_this(risk.probability),
        low=_count(low),
        high=_count(high),
        usual=_usual(risk.usual),
    )


def _of_runs_like_this(probability: float) -> Sentence:
    if probability < RARE:
        return sentence(
            "Of runs like this about 1 in {n} ends in a cramp", n=round(1 / probability)
        )
    return sentence("Of 100 runs like this about {n} end in a cramp", n=round(100 * probability))


def _count(probability: float) -> Sentence:
    if probability < RARE:
        return sentence("1 in {n}", n=round(1 / max(probability, 1e-6)))
    return sentence("{n} in 100", n=round(100 * probability))


def _usual(probability: float) -> Sentence:
    if probability < RARE:
        return sentence("about 1 in {n}", n=round(1 / max(probability, 1e-6)))
    return sentence("about {n} in 100", n=round(100 * probability))


def likelihood(factor: Factor) -> Sentence:
    """One word for one factor: how likely there had been no cramp without it.

    What nobody told is not called likely, however much would hang on it.
    """
    if not factor.told:
        return sentence("not told")
    if factor.but_for >= LIKELY:
        return sentence("likely")
    return sentence("possible") if factor.but_for >= POSSIBLE else sentence("unlikely")
