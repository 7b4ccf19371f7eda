"""A race on the watch: how fast at most on each stretch of the course, and when to drink.

Watches know no drink alert in a workout. So each stretch is run in equal parts, and a part
begins with a short step named after the drink: the watch buzzes and shows it. All steps are
distances, so caps stay where they belong on the course, however long a runner stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from uncramp.handout.workout import Repeat, Step

SLOWEST = 1.0  # m/s, slower than a walk: a cap must never urge anybody on
DRINKING = 100.0  # m the drink stays on the screen; a judgement
UNCAPPED = 3.0  # m/s, 5:33 min/km, to place drinks where no cap tells the speed
SHORTEST_PART = 2 * DRINKING  # m; parts shorter than this carry no drink of their own


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the course: its name, its length in m, and the fastest speed on it in m/s.

    ``fastest`` is None where there is no cap.
    """

    name: str
    metres: float
    fastest: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Drinks:
    """What the watch says ("Drink 150 ml"), and after how many minutes each time."""

    said: str
    every: float
    note: str = ""


def course(stretches: Sequence[Stretch], drinks: Drinks | None = None) -> tuple[Step | Repeat, ...]:
    """The steps of a workout whose distances add up to the course.

    Minutes between drinks become metres at the cap of the stretch, or at `UNCAPPED`, so
    somebody slower is reminded later. The first drink comes one interval after the start.
    """
    steps: list[Step | Repeat] = []
    since = 0.0  # min since the last drink
    for stretch in stretches:
        if drinks is None:
            steps.append(_run(stretch, stretch.metres))
        else:
            parts, since = _parts(stretch, drinks, since)
            steps += parts
    return tuple(steps)


def _parts(
    stretch: Stretch, drinks: Drinks, since: float
) -> tuple[tuple[Step | Repeat, ...], float]:
    """One stretch, `since` minutes after the last drink, and that at its end.

    A drink that is due too near its end waits for the next stretch.
    """
    minute = 60 * (stretch.fastest or UNCAPPED)  # m run in one
    interval = max(drinks.every * minute, SHORTEST_PART)
    until = max(interval - since * minute, 0.0)
    room = stretch.metres - SHORTEST_PART - until
    if room < 0:
        return (_run(stretch, stretch.metres),), since + stretch.metres / minute
    more = int(room // interval)
    last = stretch.metres - until - more * interval
    steps = (
        *((_run(stretch, until),) if until else ()),
        *((Repeat(_drink(stretch, drinks, interval), more),) if more else ()),
        *_drink(stretch, drinks, last),
    )
    return steps, last / minute


def _drink(stretch: Stretch, drinks: Drinks, metres: float) -> tuple[Step, Step]:
    """A part that begins with a drink."""
    run = _run(stretch, metres - DRINKING)
    return replace(run, name=drinks.said, metres=DRINKING, note=drinks.note), run


def _run(stretch: Stretch, metres: float) -> Step:
    fastest = stretch.fastest
    speed = None if fastest is None else (min(SLOWEST, fastest), fastest)
    return Step(stretch.name, metres=metres, speed=speed, note=stretch.note)
