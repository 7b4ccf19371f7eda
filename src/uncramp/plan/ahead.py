"""The run ahead as every room of the plan sees it: the runner, the weather, what they can do.

Worked out once, so that a drinking line, a pace line and the limits that watch over them
can never disagree about how hot it is or how much this runner sweats.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from uncramp.exposure.ability import able
from uncramp.exposure.fluid import MEASURED_SD, TYPICAL_INTAKE, TYPICAL_MASS, Sweat, burnt
from uncramp.exposure.warmth import warmth
from uncramp.exposure.weighing import DAY_TO_DAY, sweat, weighed_rate
from uncramp.history.check_in import CheckIn
from uncramp.history.episode import Episode
from uncramp.history.history import History
from uncramp.history.run import Run
from uncramp.history.runner import Runner
from uncramp.plan.compare import Kept, learnt
from uncramp.plan.habit import Habit, habit

LONG = 1.5  # h; from here on what is drunk and what is in it begin to matter
HOT = 18.0  # °C WBGT; below it the flags of mass events are green
VERY_LONG = 4.0  # h; beyond it over-drinking is the larger danger (Almond 2005)


@dataclass(frozen=True, slots=True, eq=False)
class Ahead:
    """A planned run, its runner and what was learnt of both.

    ``sweat`` is in L/h, the runner's weigh-ins counted in; ``wbgt`` in °C, None where no
    temperature was told; ``able`` in m/s on the flat for as long as the run takes, with its
    error in %, None where it is unknown.
    """

    history: History
    run: Run
    sweat: Sweat
    weighed: bool
    wbgt: float | None
    able: float | None
    able_error: float | None
    habit: Habit
    episodes: tuple[Episode, ...] = ()
    weeks: int | None = None  # until the run, where its day is set

    @property
    def runner(self) -> Runner:
        """Who runs."""
        return self.history.runner

    @property
    def told(self) -> CheckIn:
        """What was said of this run beforehand."""
        return self.run.check_in

    @property
    def hours(self) -> float:
        """From start to finish, as planned."""
        return self.run.summary.duration / 3600

    @property
    def kilometres(self) -> float:
        """The distance, as planned."""
        return (self.run.summary.distance or 0.0) / 1000

    @property
    def steepness(self) -> float:
        """Metres on the flat for the energy of one metre of this course."""
        flat, graded = self.run.summary.distance, self.run.summary.graded_distance
        return graded / flat if flat and graded else 1.0

    @property
    def mass(self) -> float:
        """Kilograms, a typical runner's where it was not told."""
        return self.told.mass_before or self.runner.mass or TYPICAL_MASS

    @property
    def fuel(self) -> float:
        """Kilograms of fuel burnt an hour, which leave the body beside the sweat."""
        metres = np.array(self.run.summary.graded_distance or 0.0)
        return float(burnt(metres, self.mass)) / self.hours

    @property
    def drinks_now(self) -> float:
        """Litres an hour as told for this run, else this runner's habit, else a typical one."""
        if self.told.fluid is not None:
            return self.told.fluid / self.hours
        return TYPICAL_INTAKE if self.habit.drinks is None else self.habit.drinks

    @property
    def is_long(self) -> bool:
        """Long enough for drinking to matter."""
        return self.hours >= LONG

    @property
    def is_long_and_hot(self) -> bool:
        """Where plain water alone is never advised."""
        return self.is_long and self.wbgt is not None and self.wbgt >= HOT


def ahead(
    history: History,
    run: Run,
    *,
    episodes: tuple[Episode, ...] = (),
    weeks: int | None = None,
    tried: Iterable[Kept] = (),
) -> Ahead:
    """Look at `run`, which is part of `history`, before it is run.

    Parameters
    ----------
    episodes
        Earlier cramps of this runner.
    tried
        What became of the lines of an earlier plan.
    """
    at = history.place_of(run)
    could = able(history, np.array([r.summary.moving_time or np.nan for r in history.runs]))
    speed, error = float(could.speed[at]), float(could.error[at])
    known = bool(np.isfinite(speed) and speed > 0)
    before = weighed_rate(history).value[:at]
    return Ahead(
        history=history,
        run=run,
        sweat=_sweat(history, at),
        weighed=history.runner.sweat_rate is not None or bool(np.isfinite(before).any()),
        wbgt=_wbgt(history, at),
        able=speed if known else None,
        able_error=error if known else None,
        habit=learnt(habit(history, at), tried),
        episodes=episodes,
        weeks=weeks,
    )


def _sweat(history: History, at: int) -> Sweat:
    """What the forecast takes this runner to sweat, weigh-ins before this run counted in.

    Never held for better known than one runner's days differ, or than a scale can tell.
    """
    run = history.runs[at]
    unrun = replace(run, check_in=run.check_in.model_copy(update={"mass_after": None}))
    runs = (*history.runs[:at], unrun, *history.runs[at + 1 :])
    litres, long = sweat(replace(history, runs=runs)), run.summary.duration / 3600
    rate = float(np.nan_to_num(litres.value[at])) / long
    least = DAY_TO_DAY if history.runner.sweat_rate is None else MEASURED_SD
    return Sweat(rate, max(float(np.nan_to_num(litres.sd[at])) / long, least * rate))


def _wbgt(history: History, at: int) -> float | None:
    """As the forecast has it; without sun and wind told, the formula errs to the warm side."""
    here = float(warmth(history).value[at])
    return here if np.isfinite(here) else None
