"""How the foot met the ground: on the forefoot or not, and in how many steps."""

from __future__ import annotations

import numpy as np

from uncramp.exposure.columns import column, starts
from uncramp.exposure.lately import Window
from uncramp.exposure.measured import Measured
from uncramp.exposure.row import LOWER_LEG, Exposure, Group, Kind
from uncramp.history.history import History
from uncramp.terms.columns import Column
from uncramp.terms.sentences import sentence

ON_FOREFOOT = {"forefoot": 1.0, "midfoot": 0.5, "rearfoot": 0.0}
TOLD_SD, HABIT_SD = 0.2, 0.3  # people are often wrong about their own strike
MOST_LAND, UNTOLD_SD = 0.1, 0.25  # 79 to 86 % land on the heel; doi:10.1186/s40798-021-00369-9
REARFOOT_CONTACT = 385.0, 35.0  # ms at 0 m/s and ms less for each m/s; a judgement
SHORTER = 60.0  # ms less for a forefoot than for a rearfoot landing at the same speed
CONTACT_SD = 0.4  # contact time tells little of the strike: see `forefoot_load`

HABIT = 56.0  # days
FEWEST = 3  # runs with a step rate before there is a habit
STEPS_PER_SPEED = 9.0  # steps/min more for each m/s; a judgement
STEP_SD = 1.0  # %


def forefoot_load(history: History) -> Measured:
    """How much of the landing was on the forefoot: 1 forefoot, 0.5 midfoot, 0 rearfoot.

    As told for the run; else as the runner says they usually land, or as most do, moved by the
    time on the ground at that speed. It moves little: runners who land on the forefoot are
    shorter on the ground (Forrester and Townend 2015, doi:10.1016/j.gaitpost.2014.08.004), but
    from contact time and step rate together only every other runner was sorted as they landed
    (Patoz 2022, doi:10.1038/s41598-022-17274-0). No study was found that reads a landing from
    vertical oscillation, so that is kept and not used.
    """
    here = _strikes([run.check_in.strike for run in history.runs])
    usually = _strikes([history.runner.habitual_strike] * len(history.runs))
    told = np.isfinite(usually)
    before, spread = np.where(told, usually, MOST_LAND), np.where(told, HABIT_SD, UNTOLD_SD)
    measured = _by_contact(history)
    trust = spread**2 / (spread**2 + CONTACT_SD**2)
    moved = before + trust * (measured - before)
    otherwise = np.where(np.isfinite(measured), moved, usually)
    narrowed = np.where(np.isfinite(measured), spread * np.sqrt(1 - trust), spread)
    said = sentence("Needs how you landed, or a watch that measures time on the ground.")
    return Measured.of(
        np.where(np.isfinite(here), here, otherwise),
        sd=np.where(np.isfinite(here), TOLD_SD, narrowed),
        expected=(before, np.array(UNTOLD_SD)),
        missing=said,
    )


def _strikes(told: list[str | None]) -> Column:
    return np.array([np.nan if strike is None else ON_FOREFOOT[strike] for strike in told])


def _by_contact(history: History) -> Column:
    level, less = REARFOOT_CONTACT
    rearfoot = level - less * _mean_speed(history)
    return np.clip((rearfoot - column(history, "ground_contact_time")) / SHORTER, 0.0, 1.0)


def _mean_speed(history: History) -> Column:
    time, distance = column(history, "moving_time"), column(history, "distance")
    return np.divide(distance, time, out=np.full_like(time, np.nan), where=time > 0)


def step_rate_change(history: History) -> Measured:
    """Steps a minute against the runner's own of the 8 weeks before at the same speed, %."""
    steps = column(history, "step_rate")
    at_rest = steps - STEPS_PER_SPEED * _mean_speed(history)
    habit = Window.of(starts(history), HABIT).mean(at_rest, fewest=FEWEST)
    said = sentence("Needs a step rate in this run and in three runs of the 8 weeks before.")
    return Measured.of(
        100 * (at_rest - habit) / steps,
        sd=STEP_SD,
        expected=(np.array(0.0), np.array(2.0)),
        missing=said,
    )


ROWS = (
    Exposure(
        "forefoot_load",
        "1",
        sentence("landing on the forefoot"),
        Kind.FACTOR,
        Group.CHANGE,
        forefoot_load,
        (0, 1),
        "doi:10.1123/jab.2015-0183",
        digits=1,
        question=sentence("Did you land on the forefoot, the midfoot or the heel?"),
        question_key="strike",
        muscles=LOWER_LEG,
    ),
    Exposure(
        "step_rate_change",
        "%",
        sentence("more steps a minute than you usually take"),
        Kind.FACTOR,
        Group.CHANGE,
        step_rate_change,
        (-15, 15),
        "doi:10.1123/jab.2015-0183",
        digits=1,
    ),
)
