"""A sample runner of the project's own: fourteen months of runs, six cramps, known causes.

Nobody's data are shown to try uncramp. The runner is made from a seed, so everyone sees the
same one, and what was put in can be compared with what comes out: each cramp carries the
reason it was given.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.random import Generator

from uncramp.activity.activity import Activity, Columns
from uncramp.history.answers import RecentBest
from uncramp.history.check_in import CheckIn
from uncramp.history.episode import Episode
from uncramp.history.run import Label
from uncramp.history.runner import Runner
from uncramp.terms.columns import Column
from uncramp.terms.muscles import Muscle, Onset, Side

SEED = 20261122
WEEKS = 61  # fourteen months
SAMPLED_EVERY = 5  # s
DEVICE = "uncramp sample"
HOME = 46.948, 7.447  # degrees north and east, where the invented loops begin
ANSWERED = 0.8  # of the runs without a cramp
BEST_TEN = 46 * 60 + 30.0  # s over 10 km, as the runner tells it
ABILITY = 10_000 / BEST_TEN  # m/s held for a 10 km race
ARM_WARMTH = 4.0  # °C the sensor reads above the air

RUNNER = Runner(
    sex="female",
    age=41,
    mass=62,
    height=168,
    years_running=6,
    cramped_before=True,
    cramped_runs_last_year="4-9",  # the six of the diary, and none that is not in it
    family_history=False,
    injury_last_12_months=False,
    chronic_diseases=0,
    regular_medicine=False,
    recent_bests=(RecentBest(distance=10_000, time=BEST_TEN),),
)


@dataclass(frozen=True, slots=True)
class Outing:
    """One run as it was meant: where in the diary, how far, how hard, in what weather."""

    day: int  # of the diary, 0 is a Monday
    hour: float  # of the day, UTC
    distance: float  # km
    pace: float  # speed over the 10 km ability
    hilly: float  # m of climb for each km
    air: float  # °C
    race: bool = False
    fade: float = 0.0  # the share of speed lost at the end of the last half hour
    cramp: Episode | None = None
    because: str = ""  # what was put in, for a cramp


@dataclass(frozen=True, slots=True, eq=False)
class SampleRun:
    """One run of the sample: what the watch recorded and what the runner said."""

    outing: Outing
    activity: Activity
    check_in: CheckIn
    label: Label

    @property
    def answered_at(self) -> datetime | None:
        """When the runner told of it: at its end, as the watch was stopped."""
        if self.label is Label.UNKNOWN or self.activity.started_at is None:
            return None
        return self.activity.started_at + timedelta(seconds=float(self.activity.columns.time[-1]))


def sample_runs(generator: Generator, *, last_day: datetime) -> Iterator[SampleRun]:
    """Every run of the diary, oldest first; the last was run on `last_day`."""
    outings = _diary(generator)
    first_day = last_day - timedelta(days=outings[-1].day)
    for outing in outings:
        answered = outing.cramp is not None or generator.random() < ANSWERED
        label = Label.YES if outing.cramp else Label.NO if answered else Label.UNKNOWN
        activity = _activity(outing, first_day, generator)
        yield SampleRun(outing, activity, _check_in(outing, answered), label)


def _check_in(outing: Outing, answered: bool) -> CheckIn:
    if not answered:
        return CheckIn()
    return CheckIn(
        race=outing.race,
        temperature=round(outing.air),
        soreness=6 if outing.cramp else 2,
    )


def _diary(generator: Generator) -> list[Outing]:
    """Four runs a week that build and rest, and the outings that stand out."""
    special = {outing.day: outing for outing in _standing_out()}
    days = [day for week in range(WEEKS) for day in _week(week, generator)]
    planned = {outing.day: outing for outing in days}
    last = max(special)
    return [outing for day, outing in sorted((planned | special).items()) if day <= last]


def _week(week: int, generator: Generator) -> Iterator[Outing]:
    build = 1 + 0.08 * (week % 4 if week % 4 < 3 else -1) + 0.003 * week
    for weekday, km, pace in ((1, 8, 0.80), (3, 9, 0.90), (5, 7, 0.79), (6, 14, 0.78)):
        day = 7 * week + weekday
        if generator.random() < 0.08:  # life came between
            continue
        yield Outing(
            day=day,
            hour=17.5 if weekday < 5 else 8.0,
            distance=km * build * generator.uniform(0.92, 1.08),
            pace=pace * generator.normal(1.0, 0.015),
            hilly=generator.uniform(3, 9),
            air=_season(day) + generator.normal(0, 2.5),
        )


def _season(day: int) -> float:
    """Air temperature in °C; the diary begins in September."""
    return float(11 - 9 * np.cos(2 * np.pi * (day - 130) / 365))


def _cramp(muscle: Muscle, side: Side, severity: float, minute: float | None = None) -> Episode:
    onset = Onset.AFTER if minute is None else Onset.DURING
    return Episode(muscle=muscle, side=side, onset=onset, minute=minute, severity=severity)


def _standing_out() -> tuple[Outing, ...]:
    """Races, and the runs that ended in a cramp, each with the reason it was given."""
    calf, hamstring, quadriceps = Muscle.CALF, Muscle.HAMSTRING, Muscle.QUADRICEPS
    return (
        Outing(34, 9.0, 10.0, 0.99, 3, 13, race=True),
        Outing(
            69, 9.5, 21.1, 1.04, 4, 10, race=True, fade=0.10,
            cramp=_cramp(calf, Side.LEFT, 5, 96), because="raced well above ability",
        ),
        Outing(
            139, 9.0, 23.0, 0.80, 12, 3,
            cramp=_cramp(quadriceps, Side.BOTH, 4), because="the longest run in months, downhill",
        ),
        Outing(
            223, 9.0, 21.1, 1.0, 5, 17, race=True, fade=0.06,
            cramp=_cramp(calf, Side.RIGHT, 4), because="racing in the first warm days",
        ),
        Outing(265, 9.5, 10.0, 1.0, 3, 22, race=True),
        Outing(
            307, 8.0, 24.5, 0.81, 6, 29,
            cramp=_cramp(hamstring, Side.LEFT, 3), because="a long step up in the heat",
        ),
        Outing(363, 9.0, 30.0, 0.80, 6, 21),
        Outing(
            384, 9.0, 42.2, 1.01, 5, 18, race=True, fade=0.13,
            cramp=_cramp(calf, Side.BOTH, 7, 205), because="a first marathon, begun too fast",
        ),
        Outing(
            425, 9.5, 21.1, 1.08, 9, 22, race=True, fade=0.17,
            cramp=_cramp(calf, Side.LEFT, 6), because="raced above ability on a warm, hilly course",
        ),
    )  # fmt: skip


def _activity(outing: Outing, first_day: datetime, generator: Generator) -> Activity:
    midnight = first_day.replace(hour=0, minute=0, second=0, microsecond=0)
    started = midnight + timedelta(days=outing.day, hours=outing.hour)
    seconds = _seconds(outing)
    time = np.arange(0.0, seconds + SAMPLED_EVERY, SAMPLED_EVERY)
    speed = _speed(outing, time, seconds, generator)
    speed *= 1000 * outing.distance / (speed[1:].sum() * SAMPLED_EVERY)
    distance = np.r_[0.0, np.cumsum(speed[1:] * SAMPLED_EVERY)]
    recorded = Columns.of(
        time.size,
        time=time,
        distance=distance,
        speed=speed,
        altitude=_altitude(outing, distance),
        heart_rate=_heart_rate(outing, speed, time, generator),
        step_rate=np.round(150 + 9 * speed + generator.normal(0, 1.5, time.size)),
        temperature=np.full(time.size, np.round(outing.air + ARM_WARMTH)),
        **_places(distance),
    )
    return Activity("running", "", started, recorded, device=DEVICE, utc_offset=3600)


def _seconds(outing: Outing) -> float:
    """Time for the distance: ability falls off with distance as a power (Riegel 1981)."""
    able = ABILITY * (outing.distance / 10) ** -0.06 if outing.race else ABILITY
    return SAMPLED_EVERY * round(1000 * outing.distance / (outing.pace * able) / SAMPLED_EVERY)


def _speed(outing: Outing, time: Column, seconds: float, generator: Generator) -> Column:
    """m/s: a steady pace with slow wander, and the fade over the last half hour."""
    wander = np.cumsum(generator.normal(0, 0.003, time.size))
    wander -= np.linspace(wander[0], wander[-1], time.size)
    late = np.clip((time - (seconds - 2100)) / 600, 0, 1)
    steady = 1 + np.clip(wander, -0.05, 0.05)
    return np.asarray(steady * (1 - outing.fade * late), dtype=np.float64)


def _altitude(outing: Outing, distance: Column) -> Column:
    """m: rolling hills with `hilly` metres up for each km and as many down."""
    wave = 1000.0  # m from one top to the next
    return 540 + outing.hilly / 2 * (1 - np.cos(2 * np.pi * distance / wave))


def _heart_rate(outing: Outing, speed: Column, time: Column, generator: Generator) -> Column:
    effort = speed / ABILITY
    drift = 6 * time / 7200
    noise = generator.normal(0, 1.2, time.size)
    rate: Column = 62 + 106 * effort + drift + outing.air / 6 + noise
    return rate.clip(60, 190).round()


def _places(distance: Column) -> dict[str, Column]:
    """A loop of 4 km, run as often as the distance asks."""
    angle = 2 * np.pi * distance / 4000
    radius = 4000 / (2 * np.pi) / 111_195  # degrees of latitude
    east = radius / np.cos(np.radians(HOME[0]))
    return {
        "latitude": HOME[0] + radius * np.sin(angle),
        "longitude": HOME[1] + east * (1 - np.cos(angle)),
    }
