"""Offer a trial only where it can succeed, and say plainly why not elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from uncramp.experiment.allowed import why_not
from uncramp.experiment.grades import ladder
from uncramp.experiment.power import Power, fixed_power, power
from uncramp.history.runner import Runner
from uncramp.terms.sentences import Amount, Sentence, sentence

HIGH_RISK = 0.05  # of a cramp; on easier runs hardly anything ever happens, on either side
FEWEST_RUNS, MOST_RUNS = 16, 400
HOPED = 0.25  # odds ratio; less of an effect no one runner can find
MODEST, NOTHING = 0.5, 1.0
WORTH_IT = 0.8  # power


@dataclass(frozen=True, slots=True)
class Offer:
    """Whether a trial is offered, what it could show, and why it is refused where it is.

    ``yes_or_no`` is the power of counting cramps alone, which is never offered.
    """

    exposure: str
    n_runs: int
    risk: float | None
    refused: Sentence | None
    powers: tuple[Power, ...] = ()
    yes_or_no: float | None = None

    @property
    def is_offered(self) -> bool:
        return self.refused is None


def offer(
    exposure: str, runner: Runner, n_runs: int, risk: float | None, generator: Generator
) -> Offer:
    """Offer a trial of `exposure` on `n_runs` runs with a chance `risk` of a cramp, or refuse.

    Safety first, then whether there are such runs at all, then power.
    """
    refused = why_not(exposure, runner) or _too_tame(n_runs, risk)
    if refused is not None or risk is None:
        return Offer(exposure, n_runs, risk, refused)
    grades = ladder(risk)
    powers = tuple(
        power(grades, ratio, n_runs, generator, planned=HOPED) for ratio in (HOPED, MODEST, NOTHING)
    )
    counted = np.array([1 - risk, risk])
    yes_or_no = fixed_power(counted, HOPED, n_runs, generator)
    return Offer(exposure, n_runs, risk, _too_weak(powers[0], n_runs), powers, yes_or_no)


def _too_tame(n_runs: int, risk: float | None) -> Sentence | None:
    if risk is None or risk < HIGH_RISK:
        return sentence(
            "Your runs carry too little risk for a trial: with fewer than {least} in 100 runs "
            "ending in a cramp, hardly anything happens on either side of the coin. Keep "
            "answering after each run; that teaches more.",
            least=round(100 * HIGH_RISK),
        )
    if n_runs < FEWEST_RUNS:
        return sentence(
            "With {n} hard runs a trial cannot show anything; it takes at least {least}.",
            n=n_runs,
            least=FEWEST_RUNS,
        )
    return None


def _too_weak(best: Power, n_runs: int) -> Sentence | None:
    if best.shown >= WORTH_IT:
        return None
    return sentence(
        "With {n} such runs a trial would find even a very strong effect (a quarter of the odds) "
        "only {found} times in 100, so it would most likely waste them. More hard runs, or "
        "harder ones, would be needed.",
        n=n_runs,
        found=round(100 * best.shown),
    )


def yes_or_no_is_futile(offered: Offer) -> Sentence | None:
    """Why a trial does not just count cramps; None where nothing was worked out."""
    if offered.yes_or_no is None or offered.risk is None:
        return None
    return sentence(
        "Counting cramps alone, the same {n} runs would show it {found} times in 100: at a risk "
        "of {risk} a cramp is too rare. So each run is told on a ladder: nothing, tight, twinge, "
        "cramp.",
        n=offered.n_runs,
        found=round(100 * offered.yes_or_no),
        risk=Amount(100 * offered.risk, "%"),
    )
