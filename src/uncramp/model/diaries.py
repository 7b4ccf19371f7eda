"""Months of training that nobody ran: exposures that go together as they do on the road.

A long run is longer than the week's other runs, a race is run hard and seldom, summer heat
is worst before the runner is used to it, sweat and salt are lost together, and a runner who
forgets to eat forgets it every time. Estimators that work on independent columns may fail
on these, so these are what they are tried on. The numbers are judgements of what ordinary
runners do; nothing here is measured.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.random import Generator

from uncramp.exposure.kind_of_run import EASY, LONG, RACE, WORKOUT, by_kind
from uncramp.model.reference import EFFECTS
from uncramp.terms.columns import Column

RUNS_A_WEEK = 3.5  # about 180 a year
RUNS_A_RACE = 72  # two or three races a year
MONTH_OF_RUNS, WEEK_OF_RUNS, FORTNIGHT_OF_RUNS = 15, 4, 7
RACES = np.array([0.9, 1.85, 4.0])  # h over 10 km, half marathon and marathon
HOW_OFTEN = np.array([0.4, 0.4, 0.2])  # of the races
SHOE_LIFE = 90  # runs
FAR = 365.0  # days, where a thing has not happened yet


@dataclass(frozen=True, slots=True, eq=False)
class Diary:
    """Runs in order; ``values`` is (n_runs, n_effects) in the catalogue's units, nothing missing.

    ``days`` (n_runs,) counts from the first run; ``kinds`` (n_runs,) as in `kind_of_run`.
    `days_since_last_cramp` stands at a week, as if no run had ended in a cramp.
    """

    days: Column
    kinds: np.ndarray
    values: np.ndarray

    @property
    def against_reference(self) -> np.ndarray:
        """The z of every exposure of every run, (n_runs, n_effects)."""
        columns = [e.against_reference(self.values[:, k]) for k, e in enumerate(EFFECTS)]
        return np.stack(columns, axis=1)


@dataclass(frozen=True, slots=True, eq=False)
class _Months:
    """What the columns of a diary are drawn from: the calendar, the runner's ways, the dice."""

    generator: Generator
    days: Column
    kinds: np.ndarray
    duration: Column  # h
    warm: Column  # °C WBGT above what the runner is used to
    hard: Column  # % above ability, far below 0 on an easy run
    sweat: Column  # L/h
    shoe_age: Column  # runs in this pair before this one
    ways: Column  # standard normals, one a habit: eats, drinks, stretches, strike, hills

    @property
    def n(self) -> int:
        return self.days.size

    def habit(self, which: int, low: float, high: float) -> float:
        """Where between `low` and `high` this runner's way lies."""
        return low + (high - low) / (1 + float(np.exp(-1.5 * self.ways[which])))

    def around(self, centre: Column | float, spread: float) -> Column:
        """Normal draws about a centre, never below zero."""
        return np.clip(self.generator.normal(centre, spread, self.n), 0.0, None)

    def happens(self, chance: Column | float) -> Column:
        return (self.generator.random(self.n) < chance).astype(float)


EATS, DRINKS, STRETCHES, STRIKES, HILLS = range(5)


def diary(generator: Generator, n_runs: int) -> Diary:
    """`n_runs` runs of one runner, about 180 a year, two or three of them races."""
    months = _months(generator, n_runs)
    values = np.stack([_COLUMNS[effect.exposure](months) for effect in EFFECTS], axis=1)
    return Diary(months.days, months.kinds, values)


def _months(generator: Generator, n: int) -> _Months:
    days = np.cumsum(generator.exponential(7 / RUNS_A_WEEK - 1, n) + 1)
    kinds = _kinds(generator, n)
    warm, temperature = _heat(generator, days, kinds)
    hard = generator.normal(by_kind(kinds, easy=-20, long=-15, race=0, workout=-4), 5)
    return _Months(
        generator,
        days,
        kinds,
        _duration(generator, kinds),
        warm,
        hard,
        np.clip(0.5 + 0.035 * temperature + generator.normal(0, 0.25), 0.3, 2.5),
        (np.arange(float(n)) + float(generator.integers(SHOE_LIFE))) % SHOE_LIFE,
        generator.normal(size=HILLS + 1),
    )


def _kinds(generator: Generator, n: int) -> np.ndarray:
    """One run a week is long, one in seven a workout, and a race comes now and then."""
    drawn = generator.random(n)
    kinds = np.full(n, EASY)
    kinds[drawn < 0.37] = LONG
    kinds[drawn < 0.14] = WORKOUT
    kinds[generator.random(n) < 1 / RUNS_A_RACE] = RACE
    return kinds


def _duration(generator: Generator, kinds: np.ndarray) -> Column:
    """Hours; a slow runner is slow in everything."""
    slow = np.exp(generator.normal(0, 0.15))
    training = by_kind(kinds, easy=0.75, long=1.8, race=1.0, workout=0.95)
    race = generator.choice(RACES, kinds.size, p=HOW_OFTEN)
    hours = np.where(kinds == RACE, race, training)
    spread = by_kind(kinds, easy=0.25, long=0.2, race=0.04, workout=0.15)
    return np.asarray(slow * hours * np.exp(generator.normal(0, 1, kinds.size) * spread))


def _heat(generator: Generator, days: Column, kinds: np.ndarray) -> tuple[Column, Column]:
    """WBGT above what the last fortnight made the runner used to, and WBGT itself; °C."""
    summer = -np.cos(2 * np.pi * (days + generator.uniform(0, 365)) / 365)
    wbgt = generator.normal(10, 3) + 8 * summer + generator.normal(0, 3.0, days.size)
    wbgt = wbgt + by_kind(kinds, easy=0, long=0, race=2)  # run at noon, not at dawn
    used_to = np.maximum(_mean_before(wbgt, FORTNIGHT_OF_RUNS), 12.0)
    return wbgt - used_to, wbgt


def _windows(column: Column, runs: int) -> np.ndarray:
    """The `runs` runs before each, (n, runs), NaN before the first."""
    return sliding_window_view(np.r_[np.full(runs, np.nan), column[:-1]], runs)


def _mean_before(column: Column, runs: int) -> Column:
    """The mean of the runs before; the first run is its own."""
    windows = _windows(column, runs)
    told = np.isfinite(windows).sum(axis=1)
    total = np.nansum(windows, axis=1)
    return np.where(told > 0, total / np.maximum(told, 1), column)


def _distance_spike(m: _Months) -> Column:
    longest = np.nan_to_num(_windows(m.duration, MONTH_OF_RUNS), nan=0.0).max(axis=1)
    return np.where(longest > 0, m.duration / np.maximum(longest, 0.1), 1.0)


def _weekly_build(m: _Months) -> Column:
    month = _mean_before(m.duration, MONTH_OF_RUNS)
    return _mean_before(m.duration, WEEK_OF_RUNS) / month


def since(days: Column, happened: np.ndarray) -> Column:
    """Days since it last happened in an earlier run, (n,); `FAR` where it never did."""
    last = np.maximum.accumulate(np.where(happened, days, -np.inf))
    gap = days - np.r_[-np.inf, last[:-1]]
    return np.where(np.isfinite(gap), gap, FAR)


def _recovery(m: _Months) -> Column:
    """Hours since the last race, workout or very long run."""
    return np.clip(24 * since(m.days, (m.kinds >= RACE) | (m.duration > 2)), 0, 168)


def _fluid_deficit(m: _Months) -> Column:
    drunk = m.habit(DRINKS, 0.1, 0.6) * (m.duration > 0.8)  # L/h
    return np.clip((m.sweat - drunk) * m.duration / 0.7, 0, 8)  # % of 70 kg


def _sodium_deficit(m: _Months) -> Column:
    salt = np.exp(m.generator.normal(-0.2, 0.3))  # g/L of this runner's sweat
    taken = m.around(0.2 * m.duration * m.habit(DRINKS, 0, 2), 0.1)
    left: Column = salt * m.sweat * m.duration - taken
    return np.clip(left, 0, 12)


def _carbohydrate_gap(m: _Months) -> Column:
    eaten = m.habit(EATS, 0, 50) + m.around(0, 10)
    wanted = np.select([m.duration > 2.5, m.duration > 1.25], [75.0, 45.0], 0.0)
    return np.clip(wanted - eaten, 0, 90)


def _drop_change(m: _Months) -> Column:
    """Each new pair has another drop; a runner gets used to it over twenty runs."""
    age = m.shoe_age
    pair = np.cumsum(age == 0)
    of_pair = np.abs(m.generator.normal(0, 5, int(pair.max()) + 1))
    worn_in: Column = of_pair[pair] * np.exp(-age / 20)
    return np.clip(worn_in, 0, 12)


def _recent_illness(m: _Months) -> Column:
    """A cold lasts four runs."""
    return np.convolve(m.happens(0.013), np.ones(4))[: m.n].clip(0, 1)


_COLUMNS: dict[str, Callable[[_Months], Column]] = {
    "race": lambda m: (m.kinds == RACE).astype(float),
    "duration": lambda m: np.clip(m.duration, 0.25, 8),
    "distance_spike": lambda m: np.clip(_distance_spike(m), 0, 3),
    "weekly_build": lambda m: np.clip(_weekly_build(m), 0, 3),
    "descent": lambda m: m.habit(HILLS, 20, 200) * m.duration * m.around(1, 0.5),
    "effort_above_ability": lambda m: np.clip(m.hard, 0, 20),
    "surges": lambda m: m.around(by_kind(m.kinds, easy=0, long=0, race=3, workout=8), 2),
    "recovery": _recovery,
    "days_since_last_cramp": lambda m: np.full(m.n, 7.0),
    "abrupt_stop": lambda m: m.happens(by_kind(m.kinds, easy=0.3, long=0.3, race=0.6)),
    "heat": lambda m: np.clip(m.warm, -20, 15),
    "fluid_deficit": _fluid_deficit,
    "sodium_deficit": _sodium_deficit,
    "carbohydrate_before_gap": lambda m: np.clip(m.around(m.habit(EATS, 0.6, 0), 0.3), 0, 1),
    "carbohydrate_gap": _carbohydrate_gap,
    "drop_change": _drop_change,
    "new_shoes": lambda m: (m.shoe_age < 4).astype(float),
    "forefoot_load": lambda m: np.clip(m.around(m.habit(STRIKES, -0.5, 0.9), 0.05), 0, 1),
    "step_rate_change": lambda m: np.clip(m.generator.normal(0, 2.5, m.n), -15, 15),
    "sudden_movement": lambda m: m.happens(0.08),
    "warm_up": lambda m: m.around(
        m.habit(STRETCHES, 0, 5) + by_kind(m.kinds, easy=0, long=0, race=8, workout=8), 3
    ),
    "cool_down": lambda m: m.around(
        m.habit(STRETCHES, 0, 3) + by_kind(m.kinds, easy=0, long=0, race=3, workout=5), 3
    ),
    "stretching": lambda m: m.around(m.habit(STRETCHES, 0, 10), 3),
    "strength_training": lambda m: np.clip(m.around(m.habit(STRETCHES, 0, 2), 0.6), 0, 7),
    "sleep_short": lambda m: m.around(by_kind(m.kinds, easy=0, long=0.3, race=1), 0.8),
    "recent_illness": _recent_illness,
}
