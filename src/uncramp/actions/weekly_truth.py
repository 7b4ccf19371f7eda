"""The weekly truth: what was forecast for the runs of the last months, and what became of them.

Each run is forecast from what was known before it: from the cramps of earlier runs only, and
of the run itself from its course, its weather, its shoes and whether it was a race. What was
told of it afterwards is left out, since a memory that knows of the cramp is no forecast. Only
answered runs count; how often the others cramped nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

import numpy as np

from uncramp.actions.explain_episode import dice
from uncramp.actions.headline import one_in
from uncramp.answer.shapley import chance
from uncramp.exposure.catalogue import Exposures, exposures
from uncramp.exposure.usual import usual
from uncramp.history.check_in import CheckIn
from uncramp.history.history import History
from uncramp.history.run import Label, Run
from uncramp.model.risk import draws, fit
from uncramp.store.library import Library, history_of
from uncramp.store.registry import registry
from uncramp.terms.columns import Column
from uncramp.terms.sentences import Sentence, sentence

MOST: Final = 60  # runs
LEAST: Final = 10  # below it a count says nothing
WITHIN: Final = timedelta(days=183)
TOGETHER: Final = 5  # runs forecast with one fit, of what was known before the first of them
SURPRISING: Final = 0.05  # of either tail
SEED: Final = b"the weekly truth"  # any seed will do; this one stays
BEFOREHAND: Final = frozenset({"race", "temperature", "humidity", "shoe_drop", "shoe_distance"})


class Verdict(StrEnum):
    """Whether what happened is what such forecasts lead to."""

    FITS = "fits"
    MORE = "more"
    FEWER = "fewer"


@dataclass(frozen=True, slots=True)
class Truth:
    """The mean forecast over ``runs`` answered runs, and the ``cramps`` among them."""

    forecast: float
    cramps: int
    runs: int
    verdict: Verdict

    @property
    def said(self) -> Sentence:
        """One line."""
        return sentence(
            "Your forecast said {forecast}; {outcome}. {verdict}",
            forecast=_forecast(self.forecast),
            outcome=_outcome(self.cramps, self.runs),
            verdict=VERDICTS[self.verdict],
        )


VERDICTS: Final = {
    Verdict.FITS: sentence("The two agree, as far as so few runs can tell."),
    Verdict.MORE: sentence("That is more than it said: take its numbers for too low."),
    Verdict.FEWER: sentence("That is fewer than it said: take its numbers for too high."),
}


def weekly_truth(*, library: Library, now: datetime) -> Truth | None:
    """What was forecast and what happened; None where too few runs were answered lately."""
    history = history_of(library)
    places = _answered(history.runs, now)
    if len(places) < LEAST:
        return None
    forecasts = np.array(list(_forecasts(history, places)))
    cramps = sum(history.runs[at].label is Label.YES for at in places)
    verdict = _verdict(forecasts, cramps)
    return Truth(float(forecasts.mean()), cramps, len(places), verdict)


def _answered(runs: Sequence[Run], now: datetime) -> list[int]:
    """Where the last answered runs stand, in time order."""
    found = [
        at
        for at, run in enumerate(runs)
        if run.label in (Label.YES, Label.NO)
        and run.summary.started_at
        and now - WITHIN <= run.summary.started_at <= now
    ]
    return found[-MOST:]


def _forecasts(history: History, places: Sequence[int]) -> Iterator[float]:
    """The probability of a cramp in each of these runs, before it was run."""
    beforehand = tuple(_beforehand(run) for run in history.runs)
    known, plain = exposures(history), exposures(replace(history, runs=beforehand))
    for begin in range(0, len(places), TOGETHER):
        some = places[begin : begin + TOGETHER]
        first = some[0]
        earlier = replace(history, runs=(*history.runs[:first], beforehand[first]))
        model = fit(registry(), earlier, _until(known, plain, first), asked=first)
        for at in some:
            seen = _until(known, plain, at)
            drawn = draws(model, seen, at, usual(seen, at), dice(SEED))
            yield float(chance(drawn.log_odds(drawn.here)).mean())


def _beforehand(run: Run) -> Run:
    told = run.check_in.model_dump(include=set(BEFOREHAND), exclude_none=True)
    return Run(run.summary, CheckIn(**told), weather=run.weather)


def _until(known: Exposures, plain: Exposures, at: int) -> Exposures:
    """The rows before run `at` as they are known, and its own as it was beforehand."""

    def rows(name: str) -> np.ndarray:
        found: np.ndarray = getattr(known, name)[: at + 1].copy()
        found[at] = getattr(plain, name)[at]
        return found

    return replace(
        known,
        value=rows("value"),
        beyond=rows("beyond"),
        sd=rows("sd"),
        expected=rows("expected"),
        expected_sd=rows("expected_sd"),
        kind_of_run=rows("kind_of_run"),
        days=rows("days"),
        notes=(),
    )


def _verdict(forecasts: Column, cramps: int) -> Verdict:
    """By the exact chances of every count, each run with its own forecast."""
    counts = np.ones(1)
    for forecast in forecasts:
        counts = np.convolve(counts, [1 - forecast, forecast])
    if counts[cramps:].sum() < SURPRISING:
        return Verdict.MORE
    return Verdict.FEWER if counts[: cramps + 1].sum() < SURPRISING else Verdict.FITS


def _forecast(mean: float) -> Sentence:
    if mean < 0.01:
        return sentence("about 1 in {n}", n=one_in(mean))
    return sentence("{n} in 100", n=round(100 * mean))


def _outcome(cramps: int, runs: int) -> Sentence:
    if cramps == 1:
        return sentence("1 cramp in {runs} runs", runs=runs)
    if cramps == 0:
        return sentence("no cramp in {runs} runs", runs=runs)
    return sentence("{cramps} cramps in {runs} runs", cramps=cramps, runs=runs)
