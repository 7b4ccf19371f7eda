"""What speed a runner can hold for how long, from their own recent bests.

Best known first: bests over 10 km and more of their own, and what they tell, carried over
to other durations by Riegel; critical speed from their own 400 m to 5 km; and where no best
is known at all, what runners of that age and sex run. Each is wider than the one before.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uncramp.exposure.columns import starts
from uncramp.exposure.lately import Window
from uncramp.history.history import History
from uncramp.history.runner import Runner
from uncramp.terms.columns import Column

RECENT = 180.0  # days a best counts as recent
SHORTEST_BEST = 180.0  # s; Riegel's law is for endurance
SLOWING = 1.06  # Riegel 1981: time goes with distance to this power
HALF = 21_097.5  # m; beyond it Riegel's marathons come out too fast
SLOWING_BEYOND = 1.15  # of most marathoners against their half; see `able`
RACE_ERROR = 5.0  # %; how far off a prediction from a race at the same duration is
STRETCH_ERROR = 4.0  # % for each factor e between the best's duration and this one
FEW_RUNS_ERROR = 15.0  # % over the root of the runs known: training runs are seldom all-out
TOLD_WORTH = 4  # runs; a told best is a race

SHORT_BESTS = (400.0, 800.0, 1000.0, 1609.344, 3000.0, 5000.0)  # m, for critical speed
LONG_BESTS = (10_000.0, 15_000.0, 21_097.5, 30_000.0, 42_195.0)
FEWEST_BESTS = 3  # distances a line is drawn through, as Smyth and Muniz-Pumares ask
MOST_ABOVE = 400.0  # m that can be run above critical speed; measured values are 50 to 350
CRITICAL_ERROR = 7.67  # %, of marathon speed from critical speed
HELD = ((40.0, 1.0), (150.0, 0.93), (360.0, 0.789))  # minutes, share of critical speed
LEAST_HELD = 0.45

CRITICAL = 40 * 60.0  # s for which critical speed is held: by definition about 30 to 60 min
MARATHON = 42_195.0  # m
NORM_ABOVE = 180.0  # m
NORM_ERROR = 20.0  # %; the finishers' own spread is 17 % of men's and 15 % of women's speed


@dataclass(frozen=True, slots=True)
class Norm:
    """Mean marathon speed of a sex, at what mean age, and the ages of its best and 90 % of it."""

    speed: float  # m/s
    age: float
    best: float
    tenth_lost: float

    def at(self, age: float) -> float:
        """m/s at an age: as fast as at the best until then, then straight down."""
        return self.speed * self._left(age) / self._left(self.age)

    def _left(self, age: float) -> float:
        lost = 0.1 * max(age - self.best, 0.0) / (self.tenth_lost - self.best)
        return max(1 - lost, LEAST_HELD)


NORMS = {
    "male": Norm(10.74 / 3.6, 43.1, 34.0, 57.0),
    "female": Norm(9.64 / 3.6, 41.0, 32.0, 62.0),
}


@dataclass(frozen=True, slots=True, eq=False)
class Able:
    """``speed`` m/s on the flat and its error in %, each (n_runs,), NaN where unknown."""

    speed: Column
    error: Column


def able(history: History, time: Column) -> Able:
    """The speed each run could have been held at for `time` seconds.

    Parameters
    ----------
    time : (n_runs,), s
        As long as the run took, say.

    Source
    ------
    Riegel, Athletic records and human endurance, American Scientist 1981;69:285-290; well
    calibrated up to a half marathon, but marathons of half of 2,303 recreational runners were
    at least 10 min slower (Vickers and Vertosick 2016, doi:10.1186/s13102-016-0052-y). So
    beyond the half time goes with distance to the 1.15: their model, as calculators print it,
    comes to 1.13 to 1.18 for halves of 2:00 to 1:30 and 50 km a week.

    Critical speed from training bests and the share of it held over a marathon: Smyth and
    Muniz-Pumares 2020, doi:10.1249/MSS.0000000000002412: 93 % for 150 min, 78.9 % for 360 min,
    error 7.67 %. These are different runners at one distance; that one runner fares the same
    over other distances is our reading. Own bests are those of the 180 days before; they are
    seldom all-out, so what predicts most is taken, and few runs leave it wide.

    Norms are the mean speeds of 387,222 Berlin marathons by sex, fastest at 34 and 32 and down
    a tenth at 57 and 62 (Nikolaidis 2019, doi:10.3390/ijerph16112022), carried to other
    durations as above: ±20 %.
    """
    window = Window.of(starts(history), RECENT)
    short, long = (window.least(_bests(history, names)) for names in (SHORT_BESTS, LONG_BESTS))
    critical = _by_critical_speed(short, time)
    spare = np.where(np.isnan(critical.speed)[:, None], short, np.nan)
    found = _best_of(
        [
            _by_riegel(np.array(LONG_BESTS), long, time),
            _by_riegel(np.array(SHORT_BESTS), spare, time),
            _by_told(history, time),
            critical,
        ]
    )
    runs = window.size + TOLD_WORTH * len(history.runner.recent_bests)
    error = np.hypot(found.error, FEW_RUNS_ERROR / np.sqrt(np.maximum(runs, 1)))
    norm = _by_norm(history.runner, time)
    unknown = np.isnan(found.speed)
    return Able(np.where(unknown, norm.speed, found.speed), np.where(unknown, norm.error, error))


def _bests(history: History, distances: tuple[float, ...]) -> np.ndarray:
    """Least seconds over each distance in each run, (n_runs, n_distances), NaN where unrun."""
    place = {distance: k for k, distance in enumerate(distances)}
    found = np.full((len(history.runs), len(distances)), np.nan)
    for i, run in enumerate(history.runs):
        for effort in run.summary.best_efforts:
            k = place.get(effort.distance)
            if k is not None:
                found[i, k] = effort.time
    return found


def _by_riegel(distance: Column, best: np.ndarray, time: Column) -> Able:
    """From bests (n_runs, n_distances), s, over `distance` m: the one that predicts most.

    The runner's line of log time over log distance goes through the best and bends at the half
    marathon, or at the best where that is longer: who held on for a marathon has not shown a
    faster half by it. It is read backwards, for the distance that takes `time`.
    """
    usable = (best >= SHORTEST_BEST) & (time > 0)[:, None]
    best, long = np.where(usable, best, 1.0), np.where(time > 0, time, 1.0)[:, None]
    stretch = np.where(usable, np.log(long / best), 0.0)
    bend = np.maximum(distance, HALF)
    beyond = np.log(long) - np.log(best) - SLOWING * np.log(bend / distance)  # log s, after it
    reached = beyond / np.where(beyond > 0, SLOWING_BEYOND, SLOWING)
    speed = np.where(usable, bend * np.exp(reached) / long, 0.0)
    most = speed.argmax(axis=1)[:, None]
    top, far = (np.take_along_axis(x, most, axis=1)[:, 0] for x in (speed, stretch))
    return Able(np.where(top > 0, top, np.nan), np.hypot(RACE_ERROR, STRETCH_ERROR * far))


def _by_told(history: History, time: Column) -> Able:
    bests = history.runner.recent_bests
    if not bests:
        return _unknown(time)
    distance, best = np.array([(b.distance, b.time) for b in bests]).T
    return _by_riegel(distance, np.broadcast_to(best, (time.size, best.size)), time)


def critical_speed(best: np.ndarray) -> tuple[Column, Column]:
    """Critical speed in m/s and the metres above it, from least times over `SHORT_BESTS`.

    Parameters
    ----------
    best : (n_runs, 6), s, NaN where unknown

    Notes
    -----
    The straight line of distance over time through at least three distances; where the line
    begins outside 0 to 400 m, the line through that bound. NaN elsewhere.
    """
    known = np.isfinite(best)
    enough = known.sum(axis=1) >= FEWEST_BESTS
    time = np.where(known, best, 0.0)
    distance = np.where(known, np.array(SHORT_BESTS), 0.0)
    n = np.maximum(known.sum(axis=1), 1)
    mean_time, mean_distance = time.sum(axis=1) / n, distance.sum(axis=1) / n
    away = np.where(known, time - mean_time[:, None], 0.0)
    spread = (away**2).sum(axis=1)
    slope = np.divide((away * distance).sum(axis=1), spread, out=0 * spread, where=spread > 0)
    above = np.clip(mean_distance - slope * mean_time, 0.0, MOST_ABOVE)
    squares = (time**2).sum(axis=1)
    through = (time * np.where(known, distance - above[:, None], 0.0)).sum(axis=1)
    speed = np.divide(through, squares, out=np.full_like(squares, np.nan), where=enough)
    return speed, np.where(enough, above, np.nan)


def share_held(time: Column) -> Column:
    """The share of critical speed that is held for `time` seconds."""
    minutes, share = (np.array(x) for x in zip(*HELD, strict=True))
    at = np.log(np.maximum(time, 1.0) / 60)
    inside = np.interp(at, np.log(minutes), share)
    slope = (share[-1] - share[-2]) / np.log(minutes[-1] / minutes[-2])
    beyond = share[-1] + slope * (at - np.log(minutes[-1]))
    held: Column = np.where(at > np.log(minutes[-1]), np.maximum(beyond, LEAST_HELD), inside)
    return held


def _held(critical: Column, above: Column, time: Column) -> Column:
    held = critical * share_held(time) + above / np.maximum(time, 1.0)
    return np.where(time > 0, held, np.nan)


def _by_critical_speed(best: np.ndarray, time: Column) -> Able:
    return Able(_held(*critical_speed(best), time), np.full(time.size, CRITICAL_ERROR))


def _by_norm(runner: Runner, time: Column) -> Able:
    if runner.sex is None or runner.age is None:
        return _unknown(time)
    marathon = NORMS[runner.sex].at(runner.age)
    long = np.array([MARATHON / marathon])
    critical = float((marathon - NORM_ABOVE / long[0]) / share_held(long)[0])
    held = _held(np.full(time.size, critical), np.full(time.size, NORM_ABOVE), time)
    return Able(held, np.full(time.size, NORM_ERROR))


def _unknown(time: Column) -> Able:
    return Able(np.full(time.size, np.nan), np.full(time.size, np.nan))


def _best_of(found: list[Able]) -> Able:
    """For each run the way that predicts most; NaN where none does."""
    speeds = np.stack([np.where(np.isnan(a.speed), -np.inf, a.speed) for a in found])
    most = speeds.argmax(axis=0)[None]
    speed = np.take_along_axis(speeds, most, axis=0)[0]
    error = np.take_along_axis(np.stack([a.error for a in found]), most, axis=0)[0]
    return Able(np.where(np.isinf(speed), np.nan, speed), error)
