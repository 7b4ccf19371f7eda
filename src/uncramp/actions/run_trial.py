"""Run a trial of one's own: begun once, told run by run, and stopped honestly.

What was decided before the first run (what is tried, how many runs, the coin) stays; results
can be added and never changed. Whoever stops early has shown nothing, and is told so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from uncramp.actions.offer_experiment import GRADES, Asked, Experiment, offer_experiment
from uncramp.actions.told import Told
from uncramp.store.library import Library
from uncramp.terms.errors import InputError

__all__ = ["GRADES", "Trial", "begin_trial", "follow_trial", "is_over", "stopped", "tell_result"]


@dataclass(frozen=True, slots=True)
class Trial:
    """A trial that began: what was set beforehand, and how each run ended so far."""

    exposure: str
    coin: str
    n_runs: int
    risk: float
    results: tuple[str, ...] = ()
    stopped_early: bool = False

    @property
    def asked(self) -> Asked:
        """As it was asked for."""
        return Asked(self.exposure, self.coin, self.n_runs, self.risk)


def begin_trial(asked: Asked, *, library: Library, now: datetime) -> Trial:
    """Begin what is offered.

    Raises
    ------
    InputError
        Where it is refused: what is futile or unsafe cannot be begun.
    """
    made = offer_experiment(asked, library=library, told=Told(library.runner()), now=now)
    if made.offer.refused is not None or made.offer.risk is None:
        why = made.offer.refused or "its runs carry no risk that is known."
        raise InputError.of("No trial is begun: {why}", why=why)
    return Trial(asked.exposure, asked.coin, made.offer.n_runs, made.offer.risk)


def follow_trial(trial: Trial, *, library: Library, now: datetime) -> Experiment:
    """Every look at it so far, and the side of the next run."""
    told = Told(library.runner())
    results = [GRADES[result] for result in trial.results]
    return offer_experiment(trial.asked, library=library, told=told, now=now, results=results)


def tell_result(trial: Trial, grade: str, so_far: Experiment) -> Trial:
    """The trial with one more run told; `so_far` is how it stands, as `follow_trial` found it.

    Raises
    ------
    InputError
        Where the trial is over, or there is no such grade.
    """
    if grade not in GRADES:
        raise InputError.of(
            "{grade} is none of {known}.", grade=grade[:40], known=", ".join(GRADES)
        )
    if is_over(trial, so_far):
        raise InputError.of("This trial is over; what comes now no longer counts for it.")
    return replace(trial, results=(*trial.results, grade))


def is_over(trial: Trial, so_far: Experiment) -> bool:
    """Whether it was stopped, or its looks have ended it."""
    return trial.stopped_early or so_far.next_run is None


def stopped(trial: Trial) -> Trial:
    """The trial, given up: whatever it looked like, it has shown nothing."""
    return replace(trial, stopped_early=True)
