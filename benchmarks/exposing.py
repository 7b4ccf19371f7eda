"""How long exposures take: the summary of one hour, and all exposures of a long diary.

    ./dev bench benchmarks/exposing.py

Medians. The hour is a record a second with every sensor; the diary is a run every day, each
with a summary as a watch would give, every question of the check-in answered, and once more
with the sun and wind of a weather history.
"""

from __future__ import annotations

import datetime as dt
import statistics
import time

import numpy as np

from uncramp.activity.activity import Activity, Columns, Lap
from uncramp.exposure.catalogue import CATALOGUE, exposures
from uncramp.exposure.fluid import sweat_litres
from uncramp.exposure.summary import summarise
from uncramp.exposure.usual import usual
from uncramp.history.check_in import CheckIn
from uncramp.history.history import History
from uncramp.history.run import Label, Run, RunSummary
from uncramp.history.runner import Runner
from uncramp.history.weather import Weather

START = dt.datetime(2018, 1, 1, 7, tzinfo=dt.UTC)
ANSWERS = CheckIn(
    race=False, effort=4, fluid=0.4, drink_sodium=0.5, sodium=0, carbohydrate=20, meal_before=100,
    meal_carbohydrate=60, mass_before=70, mass_after=69.2, temperature=18, humidity=60, soreness=2,
    sleep=7, recent_illness=False, stretching=5, warm_up=5, cool_down=5, strength_training=1,
    shoe_drop=8, shoe_distance=300, strike="rearfoot", sudden_movement=False, symptoms=(),
)  # fmt: skip


WEATHER = Weather(temperature=18, humidity=60, wind=3, radiation=500, direct=0.6, pressure=980)


def median(call, times=9):
    """Milliseconds, the median of `times` calls."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken)


def row(name, milliseconds, bar=None):
    passed = "pass" if bar and milliseconds < bar else "FAIL"
    verdict = "" if bar is None else f"   bar {bar:>6} ms   {passed}"
    print(f"{name:<58}{milliseconds:>10.1f} ms{verdict}")


def an_hour(seconds=3600) -> Activity:
    generator = np.random.default_rng(1)
    at = np.arange(seconds + 1.0)
    speed = 3 + 0.3 * np.sin(at / 300) + generator.normal(0, 0.1, at.size)
    columns = Columns.of(
        at.size, time=at, distance=np.cumsum(speed), speed=speed,
        altitude=400 + 20 * np.sin(at / 200) + generator.normal(0, 0.3, at.size),
        heart_rate=150 + generator.normal(0, 2, at.size), step_rate=np.full(at.size, 174.0),
        ground_contact_time=np.full(at.size, 240.0), temperature=np.full(at.size, 22.0),
        vertical_oscillation=np.full(at.size, 90.0),
        ground_contact_balance=50 + generator.normal(0, 1, at.size),
        latitude=47 + at * 2.7e-5, longitude=np.full(at.size, 8.0),
    )  # fmt: skip
    laps = tuple(Lap(330.0 * i, 330.0, 1000.0) for i in range(seconds // 330))
    return Activity("running", "", START, columns, laps)


def diary(n: int, weather: Weather | None = None) -> History:
    fields = dict(summarise(an_hour()))
    generator = np.random.default_rng(2)
    runs = []
    for i in range(n):
        at, distance = START + dt.timedelta(days=i), float(generator.uniform(5e3, 2e4))
        new = RunSummary(**fields | {"started_at": at, "distance": distance})
        runs.append(Run(new, ANSWERS, Label.NO, weather))
    return History.of(Runner(mass=70, height=175, age=40, sex="male"), tuple(runs))


def main():
    for hours in (1, 4):
        activity = an_hour(3600 * hours)
        took = median(lambda a=activity: summarise(a))
        row(f"summary of {hours} h at a record a second", took, 15 if hours == 1 else None)
    before = None
    for n in (750, 1500, 3000, 6000):
        history = diary(n)
        took = median(lambda h=history: exposures(h), 5)
        row(f"{len(CATALOGUE)} exposures of {n} summaries", took, 2000 if n == 3000 else None)
        if before:
            print(f"    twice the runs took {took / before:.2f} times as long")
        before = took
    with_weather = diary(3000, WEATHER)
    took = median(lambda: exposures(with_weather), 5)
    row("the same of 3000 summaries with sun and wind", took, 2000)
    found = exposures(diary(3000))
    row("usual of the last of 3000 runs", median(lambda: usual(found, 2999)))
    speed, air, damp = (np.full(100_000, x) for x in (3.2, 20.0, 60.0))
    took = median(lambda: sweat_litres(speed, air, damp, mass=70, height=175))
    row("sweat rate of 100,000 runs", took, 50)


if __name__ == "__main__":
    main()
