"""The one question worth asking next: the unknown whose answer would settle most.

The gain is how much of the doubt about this run's log odds an answer would take away, in
nats, as if everything were normal. It decides an order and when to stop, no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from uncramp.exposure.catalogue import Exposures, Kind
from uncramp.model.draws import Draws
from uncramp.model.reference import FACTS
from uncramp.model.risk import Model
from uncramp.terms.sentences import Sentence, sentence

LEAST_GAIN = 0.01  # nats; below it an answer no longer matters

FACT_QUESTIONS = {
    "cramped_before": sentence("Before the last 12 months, had you ever cramped in a run?"),
    "sex": sentence("Are you male or female?"),
    "chronic_diseases": sentence("Do you have a chronic disease or take a medicine regularly?"),
    "injury_last_12_months": sentence("Have you had a running injury in the last 12 months?"),
    "family_history": sentence("Does anybody in your family often cramp?"),
}
WHY = sentence("Of what is still unknown, this would change the answer most.")


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the key that answers it, and what it is expected to settle, in nats."""

    id: str
    text: Sentence
    why: Sentence
    gain: float


def next_question(model: Model, exposures: Exposures, at: int, draws: Draws) -> Question | None:
    """The most telling question, or None where no answer would matter."""
    doubt = draws.log_odds(draws.here).var()
    asked = [
        Question(key, text, WHY, _gain(part, doubt))
        for key, text, part in [
            *_of_the_run(exposures, at, draws),
            *_of_the_runner(model),
        ]
    ]
    best = max(asked, key=lambda question: question.gain, default=None)
    return best if best and best.gain >= LEAST_GAIN else None


def _gain(part: float, doubt: float) -> float:
    """Nats: half the log of the variance before over the variance left."""
    return float(-0.5 * np.log(max(1 - part / doubt, 1e-6)))


def _of_the_run(
    exposures: Exposures, at: int, draws: Draws
) -> Iterator[tuple[str, Sentence, float]]:
    """Exposures nobody told, with the variance of the log odds each one carries."""
    factors = exposures.only(Kind.FACTOR)
    for k, exposure in enumerate(factors.catalogue):
        if exposure.question and exposure.question_key and np.isnan(factors.value[at, k]):
            part = draws.effects[:, k].mean() ** 2 * draws.here[:, k].var()
            yield exposure.question_key, exposure.question, float(part)


def _of_the_runner(model: Model) -> Iterator[tuple[str, Sentence, float]]:
    for k, fact in enumerate(FACTS):
        if np.isnan(model.facts[k]):
            chance, effect = (
                model.prior.frequency[k],
                model.posterior.mean[k - len(FACTS)],
            )
            yield (
                fact.name,
                FACT_QUESTIONS[fact.name],
                float(effect**2 * chance * (1 - chance)),
            )
