"""What an invented runner tells of their runs, which is never all of it.

Imported runs come without a word. Asked after each run, people answer for cramps more
faithfully than for clean runs, and one day they stop. Asked for a count over a year they
forget a fifth of it. Estimators that are calibrated on complete diaries fail here first.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from uncramp.exposure.kind_of_run import by_kind
from uncramp.history.run import Label
from uncramp.model.diaries import FAR, diary, since
from uncramp.model.labels import CERTAINTY, STILL_ANSWERING
from uncramp.model.recall import RANGES, REMEMBERED, Recall
from uncramp.model.reference import EFFECTS, NAMES
from uncramp.model.simulate import LATELY, SimulatedRunner
from uncramp.terms.columns import Column

CRAMPS_TOLD, CLEAN_TOLD = 0.95, 0.35  # how often a run is answered for, by how it ended
KEEPS_ANSWERING = 500.0  # days, the mean before a runner stops for good
NOT_SURE = 0.1  # of runners, asked for the count of a year
A_YEAR = 365.0  # days
IN_THE_FILE = 0.05  # of a watch's own columns, lost to a dead sensor

# How often an exposure is missing where the run was answered for; without an answer all of
# these are missing. What is not named is read off the file or the calendar.
UNTOLD = {
    "race": 0.1,
    "abrupt_stop": 0.2,
    "fluid_deficit": 0.8,
    "sodium_deficit": 0.9,
    "carbohydrate_before_gap": 0.7,
    "carbohydrate_gap": 0.6,
    "drop_change": 0.4,
    "new_shoes": 0.4,
    "forefoot_load": 0.5,
    "sudden_movement": 0.5,
    "warm_up": 0.5,
    "cool_down": 0.5,
    "stretching": 0.5,
    "strength_training": 0.6,
    "sleep_short": 0.5,
    "recent_illness": 0.4,
}
FROM_SENSORS = ("descent", "effort_above_ability", "surges", "heat", "step_rate_change")


@dataclass(frozen=True, slots=True, eq=False)
class Reported:
    """What was told: a label for each run, (n_runs,), and the count over the year before sign-up.

    ``imported`` (n_runs,) of bool marks the runs before sign-up.
    """

    labels: tuple[Label, ...]
    imported: np.ndarray
    recalled: str | None = None

    @property
    def certainty(self) -> Column:
        """How often a cramp would have been told of; 0 where nothing is known, (n_runs,)."""
        return np.array([CERTAINTY[label] for label in self.labels])

    @property
    def cramped(self) -> Column:
        """1 for each cramp that was told of, (n_runs,)."""
        return np.array([label is Label.YES for label in self.labels], dtype=float)

    def recall(self, rows: np.ndarray, days: Column) -> Recall | None:
        """The count as an observation over the imported runs of the year before sign-up."""
        if self.recalled is None or not self.imported.any():
            return None
        window = self.imported & (days > days[self.imported][-1] - A_YEAR)
        n = int(window.sum())
        return Recall(rows[window], np.zeros(n), np.ones(n), *RANGES[self.recalled])


def everything(runner: SimulatedRunner) -> Reported:
    """A runner who answers for every run."""
    labels = tuple(Label.YES if c else Label.NO for c in runner.cramped)
    return Reported(labels, np.zeros(len(labels), dtype=bool))


def reported(generator: Generator, runner: SimulatedRunner, *, signed_up: float) -> Reported:
    """What comes of a runner who signs up on day `signed_up` of the diary.

    Cramps are answered for 95 times in 100 and clean runs 35; silence within 14 days of an
    answer is "probably no", as in the product.
    """
    days, cramped = runner.diary.days, runner.cramped
    imported = days < signed_up
    stops = signed_up + generator.exponential(KEEPS_ANSWERING)
    told = generator.random(days.size) < np.where(cramped, CRAMPS_TOLD, CLEAN_TOLD)
    told &= ~imported & (days < stops)
    labels = [
        Label.UNKNOWN if not t else Label.YES if c else Label.NO
        for t, c in zip(told, cramped, strict=True)
    ]
    for run in np.flatnonzero(~told & ~imported & _near_an_answer(days, told)):
        labels[run] = Label.PROBABLY_NO
    window = imported & (days >= signed_up - A_YEAR)
    return Reported(tuple(labels), imported, _count(generator, int(cramped[window].sum())))


def _near_an_answer(days: Column, told: np.ndarray) -> np.ndarray:
    gap = np.abs(days[:, None] - days[told]).min(axis=1, initial=FAR)
    return np.asarray(gap <= STILL_ANSWERING)


def _count(generator: Generator, cramps: int) -> str | None:
    """The range somebody names, or None for "not sure"."""
    recalled = int(generator.binomial(cramps, REMEMBERED))
    if generator.random() < NOT_SURE:
        return None
    return next(name for name, (_, most) in RANGES.items() if most is None or recalled <= most)


@dataclass(frozen=True, slots=True, eq=False)
class Typical:
    """What a run of each kind has when nobody told: mean and sd of z, each (4, n_effects)."""

    mean: np.ndarray
    sd: np.ndarray


def typical(generator: Generator, n_runs: int = 20_000) -> Typical:
    """The average over many runners; a race nobody told of is judged from its distance."""
    diaries = [diary(generator, 500) for _ in range(max(n_runs // 500, 1))]
    z = np.vstack([d.against_reference for d in diaries])
    kinds = np.concatenate([d.kinds for d in diaries])
    parts = [z[kinds == kind] for kind in range(4)]
    mean, sd = (np.stack([of(p, axis=0) for p in parts]) for of in (np.mean, np.std))
    race = by_kind(np.arange(4), easy=0.03, long=0.03, race=0.9)
    mean[:, 0], sd[:, 0] = race, np.sqrt(race * (1 - race))
    return Typical(mean, sd)


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """Rows as the fit meets them: where an exposure is missing, what is typical of that kind.

    ``rows`` is (n_runs, k); ``sd`` (n_runs, n_effects) is 0 where it was told.
    """

    rows: np.ndarray
    sd: np.ndarray


def seen(generator: Generator, runner: SimulatedRunner, told: Reported, usual: Typical) -> Seen:
    """Rows with what is missing filled in, and days since the last cramp as they were told."""
    answered = told.certainty == 1
    rows, days = runner.rows.copy(), runner.diary.days
    rows[:, LATELY] = EFFECTS[LATELY - 1].against_reference(since(days, told.cramped > 0))
    missing = generator.random((days.size, len(EFFECTS))) < _how_often_missing(answered)
    effects = slice(1, 1 + len(EFFECTS))
    rows[:, effects] = np.where(missing, usual.mean[runner.diary.kinds], rows[:, effects])
    return Seen(rows, np.where(missing, usual.sd[runner.diary.kinds], 0.0))


def _how_often_missing(answered: np.ndarray) -> np.ndarray:
    """(n_runs, n_effects)."""
    names = NAMES[1 : 1 + len(EFFECTS)]
    sensors = np.array([IN_THE_FILE if name in FROM_SENSORS else 0.0 for name in names])
    asked = np.array([UNTOLD.get(name, 0.0) for name in names])
    return np.asarray(np.where(answered[:, None], asked, (asked > 0) * 1.0) + sensors)
