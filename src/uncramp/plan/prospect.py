"""The risk of the run ahead, as it is planned and as lines of the plan would change it.

A line's numbers become answers of the check-in and a time, and the changed run goes through
the same exposures and the same draws. So what a line buys is never a number of its own: it
is what `risk` would say of that run, less what it says of this one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from uncramp.answer.counterfactual import PLACE, buys
from uncramp.answer.shapley import chance
from uncramp.exposure.catalogue import BY_NAME, Exposures, Kind, exposures
from uncramp.exposure.deficits import DRINK_SODIUM
from uncramp.exposure.usual import Usual
from uncramp.history.history import History
from uncramp.history.run import Run
from uncramp.model.draws import Draws, run_draws
from uncramp.model.reference import EFFECTS
from uncramp.plan.ahead import Ahead
from uncramp.plan.fuel import MEAL
from uncramp.plan.line import Buys, Line, LineKind
from uncramp.terms.columns import Column

MOVES = {  # the exposure a line is about; a pace moves the whole run
    (LineKind.DRINK, "ml/h"): "fluid_deficit",
    (LineKind.SALT, "mg/L"): "sodium_deficit",
    (LineKind.CARBOHYDRATE, "g"): "carbohydrate_before_gap",
    (LineKind.CARBOHYDRATE, "g/kg"): "carbohydrate_before_gap",
    (LineKind.CARBOHYDRATE, "g/h"): "carbohydrate_gap",
    (LineKind.PACE, "min/km"): "",
}
WHOLE_RUN = tuple(effect.exposure for effect in EFFECTS)
TAKEN_IN = tuple(sorted({name for name in MOVES.values() if name}))
SAME = 25.0  # ml/h; half a sip more or less is what the runner does anyway
LEAST = 0.001  # of the time; a pace that differs by less changes nothing


@dataclass(frozen=True, slots=True, eq=False)
class Prospect:
    """The planned run among the others, its exposures, and the draws of its risk.

    ``now`` holds the luck that every version of the run is drawn with.
    """

    history: History
    run: Run
    found: Exposures
    usual: Usual
    now: Draws

    def drawn(self, run: Run, moved: Collection[str]) -> Draws:
        """Draws of `run` in the place of the planned one: the same runner, the same luck.

        ``moved`` names the exposures that may differ; only they are computed again.
        """
        assert self.now.errors is not None
        at = self.history.place_of(self.run)
        history = in_place(self.history, at, run)
        again = exposures(history, tuple(BY_NAME[name] for name in moved))
        row = _in_row(self.found.only(Kind.FACTOR), again, at)
        factor = [exposure.kind == Kind.FACTOR for exposure in self.found.catalogue]
        z, _ = run_draws(row, 0, self.usual.values[factor], self.now.errors.normals)
        return replace(self.now, here=z)

    def chances(self, ahead: Ahead, lines: Iterable[Line] = ()) -> Column:
        """Chance of a cramp, (n_draws,), with all of these lines followed."""
        run = changed(ahead, lines)
        slower = run.summary is not ahead.run.summary
        found = self.drawn(run, WHOLE_RUN if slower else TAKEN_IN)
        return chance(found.log_odds(found.here))

    def bought(self, ahead: Ahead, line: Line) -> Buys | None:
        """What one line changes; None where it changes nothing that the model counts.

        Against the run as it would be without the line. What nobody told of that is taken as
        it usually is, so that being told is never counted as a gain.
        """
        if line.amount is None or (line.kind, line.unit) not in MOVES:
            return None
        run = changed(ahead, [line])
        if run is ahead.run:
            return None
        moved = MOVES[line.kind, line.unit]
        if not moved:
            return Buys(*buys(self.now, self.drawn(run, WHOLE_RUN)))
        without = self.drawn(as_usual(ahead, line), [moved])
        return Buys(*buys(without, self.drawn(run, [moved])))


def _in_row(here: Exposures, again: Exposures, at: int) -> Exposures:
    """Run `at` alone, with the exposures that were computed again put in."""
    columns = [PLACE[exposure.name] for exposure in again.catalogue]

    def mixed(before: np.ndarray, after: np.ndarray) -> np.ndarray:
        row: np.ndarray = before[at : at + 1].copy()
        row[0, columns] = after[at]
        return row

    return replace(
        here,
        value=mixed(here.value, again.value),
        sd=mixed(here.sd, again.sd),
        expected=mixed(here.expected, again.expected),
        expected_sd=mixed(here.expected_sd, again.expected_sd),
    )


def as_usual(ahead: Ahead, line: Line) -> Run:
    """The planned run, with what is drunk told as this runner, or most people, do it."""
    run, told = ahead.run, ahead.told
    if line.kind not in (LineKind.DRINK, LineKind.SALT):
        return run
    salty = DRINK_SODIUM if told.drink_sodium is None else told.drink_sodium
    return _told(run, fluid=ahead.drinks_now * ahead.hours, drink_sodium=salty)


def in_place(history: History, at: int, run: Run) -> History:
    """The history with its run `at` replaced."""
    return replace(history, runs=(*history.runs[:at], run, *history.runs[at + 1 :]))


def changed(ahead: Ahead, lines: Iterable[Line]) -> Run:
    """The planned run with these lines followed.

    A range is followed at the end nearest to what the runner does anyway: nobody drinks more
    because less would do.
    """
    kept = [line for line in lines if line.amount is not None and (line.kind, line.unit) in MOVES]
    kept.sort(key=lambda line: line.kind is not LineKind.PACE)  # how long it takes comes first
    run = ahead.run
    for line in kept:
        run = _APPLY[line.kind](ahead, run, line)
    return run


def _told(run: Run, **answers: float) -> Run:
    return replace(run, check_in=run.check_in.model_copy(update=answers))


def _hours(run: Run) -> float:
    return run.summary.duration / 3600


def _nearest(line: Line, now: float) -> float:
    low, high = line.amount if isinstance(line.amount, tuple) else (line.amount, line.amount)
    return min(max(now, low or 0.0), high or 0.0)


def _slower(ahead: Ahead, run: Run, line: Line) -> Run:
    seconds = 60 * _nearest(line, 0.0) * ahead.kilometres
    if seconds <= run.summary.duration * (1 + LEAST):
        return run
    time = {"duration": seconds, "moving_time": seconds}
    return replace(run, summary=run.summary.model_copy(update=time))


def _drunk(ahead: Ahead, run: Run, line: Line) -> Run:
    now = 1000 * ahead.drinks_now
    rate = _nearest(line, now)
    if abs(rate - now) < SAME:
        return run
    return _told(run, fluid=rate / 1000 * _hours(run))


def _salted(ahead: Ahead, run: Run, line: Line) -> Run:
    drunk = run.check_in.fluid
    drunk = ahead.drinks_now * _hours(run) if drunk is None else drunk
    salty = run.check_in.drink_sodium
    within = _nearest(line, 1000 * (DRINK_SODIUM if salty is None else salty)) / 1000
    return _told(run, fluid=drunk, drink_sodium=within)


def _eaten(ahead: Ahead, run: Run, line: Line) -> Run:
    if line.unit == "g/h":
        told = run.check_in.carbohydrate
        now = (ahead.habit.eats or 0.0) if told is None else told / ahead.hours
        return _told(run, carbohydrate=_nearest(line, now) * _hours(run))
    scale = ahead.mass if line.unit == "g/kg" else 1.0
    grams = _nearest(line, (run.check_in.meal_carbohydrate or 0.0) / scale) * scale
    return _told(run, meal_before=MEAL, meal_carbohydrate=grams)


_APPLY: dict[LineKind, Callable[[Ahead, Run, Line], Run]] = {
    LineKind.PACE: _slower,
    LineKind.DRINK: _drunk,
    LineKind.SALT: _salted,
    LineKind.CARBOHYDRATE: _eaten,
}


def moving(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines that lower the risk by themselves."""
    yield from (line for line in lines if line.buys is not None and line.buys.change < 0)
