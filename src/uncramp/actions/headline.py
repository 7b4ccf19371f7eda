"""The two sentences every entrance opens with: what leads, and how likely it was."""

from __future__ import annotations

from uncramp.answer.forecast import Risk
from uncramp.answer.why import Factor, Why
from uncramp.exposure.catalogue import Group
from uncramp.terms.sentences import Sentence, sentence

LIKELY, POSSIBLE = 0.5, 0.15  # of a factor's but-for chance; a judgement
RARE = 0.01  # below it a count of 100 runs says nothing
MOST_NAMED = 3  # factors that are looked at for the headline, as many as are shown
STANDS_OUT = 0.1  # of the risk, for all that can be changed together; a judgement


def headline(answer: Why) -> Sentence:
    """What leads, as far as it does: the one line that many readers take away.

    It names a factor only where that was told and leads; the cases are argued in
    docs/adr/0021-what-a-reader-of-one-line-takes-away.md.
    """
    if not any(factor.told for factor in answer.leaders(MOST_NAMED)):
        return _nothing_known(answer)
    leading = answer.leading
    if leading is None:
        return sentence("Several explanations fit about equally.")
    label = leading.exposure.label
    if leading.share < answer.background:
        return sentence("Mostly what any run of yours carries; {label} comes next.", label=label)
    if not leading.told:
        return sentence("It hangs most on what nobody told: {label}.", label=label)
    if leading.exposure.group is Group.RACE and _to_change(answer) < STANDS_OUT:
        return sentence(
            "Most likely linked with {label} as such; of what you can change, nothing known "
            "stands out.",
            label=label,
        )
    return sentence("Most likely linked with {label}.", label=label)


def _nothing_known(answer: Why) -> Sentence:
    if answer.leaders(MOST_NAMED):
        return sentence("Too little is known of this run to say what the cramp is linked with.")
    return sentence("Nothing known of this run sets it apart from your usual ones.")


def _to_change(answer: Why) -> float:
    """The share of all that its runner can change."""
    own = (f for f in answer.factors if f.exposure.group is Group.CHANGE)
    return sum(max(factor.share, 0.0) for factor in own)


def chance(risk: Risk) -> Sentence:
    """Of 100 runs like this about 21 end in a cramp (12 to 34); of your usual ones about 3."""
    low, high = risk.interval
    count = _count if min(low, risk.probability) < RARE else _plain_count
    return sentence(
        "{here} ({low} to {high}); of a typical runner's usual ones about {usual}."
        if risk.usual_from == "typical"
        else "{here} ({low} to {high}); of your usual ones about {usual}.",
        here=_of_runs_like_this(risk.probability),
        low=count(low),
        high=count(high),
        usual=(_count if min(risk.usual, risk.probability) < RARE else _plain_count)(risk.usual),
    )


def one_in(probability: float) -> int:
    """So many runs for one cramp, in two digits: a third would claim what nobody knows."""
    return int(float(f"{1 / max(probability, 1e-6):.2g}"))


def _of_runs_like_this(probability: float) -> Sentence:
    if probability < RARE:
        return sentence("Of runs like this about 1 in {n} ends in a cramp", n=one_in(probability))
    return sentence("Of 100 runs like this about {n} end in a cramp", n=round(100 * probability))


def _count(probability: float) -> Sentence:
    if probability < RARE:
        return sentence("1 in {n}", n=one_in(probability))
    return sentence("{n} in 100", n=round(100 * probability))


def _plain_count(probability: float) -> Sentence:
    """Where the 100 runs stand in the sentence already."""
    return sentence("{n}", n=round(100 * probability))


def likelihood(factor: Factor) -> Sentence:
    """One word for one factor: how likely there had been no cramp without it.

    What nobody told is not called likely, however much would hang on it.
    """
    if not factor.told:
        return sentence("not told")
    if factor.but_for >= LIKELY:
        return sentence("likely")
    return sentence("possible") if factor.but_for >= POSSIBLE else sentence("unlikely")
