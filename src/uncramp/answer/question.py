"""The questions worth asking next: the unknowns whose answers would settle most.

The gain is the expected information of an answer: how much of the doubt about this run's log
odds it takes away on average, in nats, as if everything were normal. It decides an order and
when to stop, no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from uncramp.exposure.catalogue import Exposures, Kind
from uncramp.model.draws import Draws
from uncramp.model.reference import FACTS
from uncramp.model.risk import Model
from uncramp.terms.columns import Column
from uncramp.terms.sentences import Sentence, sentence

LEAST_GAIN = 0.01  # nats; below it an answer no longer matters
CERTAIN = 1 - 1e-6  # of the doubt; an answer that settled all of it would gain without end

FACT_QUESTIONS = {
    "cramped_before": sentence("Before the last 12 months, had you ever cramped in a run?"),
    "sex": sentence("Are you male or female?"),
    "chronic_diseases": sentence("Do you have a chronic disease or take a medicine regularly?"),
    "injury_last_12_months": sentence("Have you had a running injury in the last 12 months?"),
    "family_history": sentence("Does anybody in your family often cramp?"),
    "years_running": sentence("How many years have you been running?"),
    "age": sentence("How old are you?"),
    "calf_strain_history": sentence("Have you ever strained a calf?"),
    "low_back_pain": sentence("Has low back pain kept you from training?"),
}
WHY = sentence("Of what is still unknown, this would change the answer most.")
ALSO = sentence("The answer also hangs on this.")


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the key that answers it, and what it is expected to settle, in nats."""

    id: str
    text: Sentence
    why: Sentence
    gain: float


def questions(model: Model, exposures: Exposures, at: int, draws: Draws) -> tuple[Question, ...]:
    """Every question whose answer would matter for run `at`, the most telling first."""
    doubt = float(draws.log_odds(draws.here).var())
    asked = (*_of_the_run(exposures, at, draws), *_of_the_runner(model))
    gains = [gain(settled, doubt) for _, _, settled in asked]
    order = sorted(range(len(asked)), key=lambda i: gains[i], reverse=True)
    return tuple(
        Question(asked[i][0], asked[i][1], WHY if i == order[0] else ALSO, gains[i])
        for i in order
        if gains[i] >= LEAST_GAIN
    )


def gain(settled: float, doubt: float) -> float:
    """Nats: half the log of the variance before over the variance left."""
    if doubt <= 0:
        return 0.0
    return float(-0.5 * np.log1p(-min(settled / doubt, CERTAIN)))


def settled_by(draws: Draws, vague: Column) -> Column:
    """The variance of the log odds that knowing each exposure would take away, (n_effects,).

    It is the variance of what would be believed after the answer, before the answer is known.
    `vague` (n_effects,) is the share of it that an answer leaves, since nobody tells exactly.
    """
    found: Column = draws.effects.mean(axis=0) ** 2 * draws.here.var(axis=0) * (1 - vague)
    return found


def _of_the_run(
    exposures: Exposures, at: int, draws: Draws
) -> Iterator[tuple[str, Sentence, float]]:
    """Exposures that a person could tell and nobody told."""
    factors = exposures.only(Kind.FACTOR)
    told, untold = factors.sd[at] ** 2, factors.expected_sd[at] ** 2
    vague = np.divide(told, told + untold, out=np.zeros_like(told), where=told + untold > 0)
    settled = settled_by(draws, vague)
    for k, exposure in enumerate(factors.catalogue):
        if exposure.question and exposure.question_key and np.isnan(factors.value[at, k]):
            yield exposure.question_key, exposure.question, float(settled[k])


def _of_the_runner(model: Model) -> Iterator[tuple[str, Sentence, float]]:
    """Facts that nobody told; each shifts the log odds by its effect or not at all."""
    effects = model.posterior.mean[-len(FACTS) :]
    for k, fact in enumerate(FACTS):
        if np.isnan(model.facts[k]):
            chance = float(model.prior.frequency[k])
            settled = float(effects[k]) ** 2 * chance * (1 - chance)
            yield fact.name, FACT_QUESTIONS[fact.name], settled
